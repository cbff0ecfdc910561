import { format, type Words } from '#platform/i18n';
import { asCents } from '#platform/sms';
import type { Language } from '#platform/values';
import type { Plan, PlannedWave } from './barometer-planning.service.ts';
import type { Planned } from './barometer-trying.service.ts';
import type { Deviation } from './rules/deviation.ts';
import { sentenceOf, stateBadge } from './programmes.views.ts';
import { ASKS_FIRST, type Obstacle } from './rules/obstacles.ts';
import { answersForChange, changeSeen, TYPICAL_NPS, WORST_SHARE } from './rules/sample-size.ts';
import type { SmsCost } from './rules/sms-cost.ts';
import { confidenceOf } from './rules/waves-ahead.ts';
import { stratumNames, type StratumName } from './strata.views.ts';

/** A share's margin at its worst is this much of an NPS's usual one. */
const NPS_PER_SHARE = Math.sqrt(TYPICAL_NPS / WORST_SHARE);

/** The planner: whom it could ask, whom not and why, and what each wave would bring. */
export function planView(words: Words, language: Language, { programme, plan, cost, sites }: Planned) {
  const nameOf = stratumNames(words, language, programme, sites);
  const href = `/barometers/${programme.key}`;
  const next = plan.waves.find(({ state }) => state === 'planned');
  const said = obstaclesView(
    words,
    language,
    plan.obstacles.filter((one) => !asksFirst(one)),
    nameOf,
  );
  return {
    anonymous: programme.kind === 'employees',
    archived: programme.state === 'ended',
    underWay: plan.waves.some(({ state }) => state === 'open' || state === 'paused'),
    ...{ key: programme.key, name: programme.name, href, seed: programme.seed, cycle: plan.cycle },
    sentence: sentenceOf(words, language, programme),
    confidence: confidenceOf(programme),
    ...{ base: plan.base, eligible: plan.eligible },
    excluded: Object.entries(plan.excluded).map(([reason, count]) => ({
      label: words.t(language, `barometer.excluded.${reason}`),
      ...{ count, share: plan.base === 0 ? 0 : count / plan.base },
    })),
    obstacles: said.slice(0, MOST_OBSTACLES),
    moreObstacles: Math.max(0, said.length - MOST_OBSTACLES),
    asks: plan.obstacles.filter(asksFirst).map((one) => obstacleView(words, language, one, nameOf)),
    blocked: programme.state === 'ended' || plan.obstacles.some(({ blocks }) => blocks),
    next: next ? nextView(words, language, next, plan, nameOf) : null,
    waves: plan.waves.map((wave) => ({
      ...{ number: wave.number, href: `${href}/waves/${wave.number}`, days: wave.days, sample: wave.sample },
      ...{ opensAt: wave.opensAt, closesAt: wave.closesAt, expectedAnswers: Math.round(wave.expectedAnswers) },
      margin: points(wave.expectedMarginOfError),
      badge: stateBadge(words, language, wave.state),
    })),
    margins: marginsView(words, language, plan, nameOf),
    cost: cost && costView(words, language, cost),
  };
}

/** What each wave would say of each stratum; null where there is one wave, or one stratum. */
function marginsView(words: Words, language: Language, { waves }: Plan, nameOf: StratumName) {
  const keys = [...new Set(waves.flatMap(({ strata }) => strata.map(({ key }) => key)))];
  if (keys.length < 2 || waves.length < 2) return null;
  return {
    columns: [
      { label: words.t(language, 'barometer.column.stratum') },
      ...waves.map(({ number }) => ({ label: words.t(language, 'barometer.wave.title', { number }), numeric: true })),
    ],
    rows: keys.map((key) => ({
      label: nameOf(key),
      cells: waves.map(({ strata }) => {
        const found = strata.find((one) => one.key === key);
        return found ? { sample: found.sample, margin: points(found.expectedMarginOfError) } : null;
      }),
    })),
  };
}

const MOST_OBSTACLES = 8;
/** More than so many strata are for those who look for them. */
export const MOST_STRATA = 12;
/** Of an NPS: the change people ask about. */
const TEN_POINTS = 0.1;

function asksFirst({ code }: Obstacle): boolean {
  return ASKS_FIRST.includes(code);
}

function nextView(
  words: Words,
  language: Language,
  wave: PlannedWave,
  { rates, deviations }: Plan,
  nameOf: StratumName,
) {
  const answers = Math.round(wave.expectedAnswers);
  return {
    ...{ number: wave.number, sample: wave.sample, days: wave.days, opensAt: wave.opensAt },
    expectedAnswers: answers,
    power: words.t(language, 'barometer.power', {
      answers: words.t(language, 'barometer.powerAnswers', { count: answers }),
      points: format.number(language, points(changeSeen(answers)), { digits: 1 }),
      needed: answersForChange(TEN_POINTS),
    }),
    learned: deviations.size > 0,
    folded: wave.strata.length > MOST_STRATA,
    columns: columnsOf(words, language, deviations.size > 0),
    margin: points(wave.expectedMarginOfError),
    npsMargin: Math.round(wave.expectedMarginOfError * NPS_PER_SHARE * 100),
    perDay: wave.days === 0 ? wave.sample : Math.ceil(wave.sample / wave.days),
    reserve: wave.strata.reduce((sum, { reserve }) => sum + reserve, 0),
    strata: wave.strata.map(({ key, population, sample, reserve, expectedAnswers, expectedMarginOfError }) => {
      const rate = rates.get(key) ?? { rate: 0, from: 'default' };
      return {
        label: nameOf(key),
        ...{ population, sample, reserve, rate: rate.rate },
        from: words.t(language, `barometer.rate.${rate.from}`),
        deviation: deviationView(words, language, deviations.get(key)),
        expectedAnswers: Math.round(expectedAnswers),
        margin: points(expectedMarginOfError),
      };
    }),
  };
}

function columnsOf(words: Words, language: Language, learned: boolean) {
  const counted = ['population', 'sample', 'reserve', 'rate', ...(learned ? ['deviation'] : []), 'expected', 'margin'];
  const label = (column: string) => words.t(language, `barometer.column.${column}`);
  return [{ label: label('stratum') }, ...counted.map((one) => ({ label: label(one), numeric: true }))];
}

function deviationView(words: Words, language: Language, found: Deviation | undefined) {
  return found ? { value: found.deviation, from: words.t(language, `barometer.deviation.${found.from}`) } : null;
}

function costView(words: Words, language: Language, { messages, segments, price, amount, most }: SmsCost) {
  return {
    amount,
    most: most.amount,
    mostHow: words.t(language, 'barometer.cost.most', {
      messages: words.t(language, 'barometer.cost.messages', { count: most.messages }),
    }),
    how: words.t(language, 'barometer.cost.how', {
      messages: words.t(language, 'barometer.cost.messages', { count: messages }),
      segments: words.t(language, 'barometer.cost.segments', { count: segments }),
      price: format.number(language, asCents(price), { digits: 2 }),
    }),
  };
}

/** What is said of more strata than this is said once. */
const MOST_ALIKE = 2;
const MOST_NAMED = 5;

/** The same remark on many strata is one remark. */
function obstaclesView(words: Words, language: Language, obstacles: readonly Obstacle[], nameOf: StratumName) {
  const alike = (code: Obstacle['code']) => obstacles.filter((one) => one.code === code && one.about !== null);
  return obstacles.flatMap((one) => {
    const group = one.about === null ? [] : alike(one.code);
    const key = `barometer.obstacles.${one.code}`;
    if (group.length <= MOST_ALIKE || !words.has(language, key)) return [obstacleView(words, language, one, nameOf)];
    if (group[0] !== one) return [];
    const names = group.slice(0, MOST_NAMED).map(({ about }) => nameOf(about ?? ''));
    const more = group.length > MOST_NAMED ? '…' : '';
    const text = words.t(language, key, { ...one.params, strata: group.length, names: names.join(', ') + more });
    return [{ ...obstacleView(words, language, one, nameOf), text }];
  });
}

function obstacleView(
  words: Words,
  language: Language,
  { code, about, params, blocks }: Obstacle,
  nameOf: StratumName,
) {
  return {
    tone: blocks ? 'late' : 'soon',
    icon: blocks ? 'circle-x' : 'alert-triangle',
    text: words.t(language, `barometer.obstacle.${code}`, {
      about: about === null ? '' : nameOf(about),
      ...params,
    }),
  };
}

function points(share: number): number {
  return Math.round(share * 1000) / 10;
}
