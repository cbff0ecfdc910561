import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { SmsCost } from './barometer-costs.service.ts';
import type { Plan, PlannedWave } from './barometer-planning.service.ts';
import { sentenceOf, stateBadge } from './programmes.views.ts';
import { ASKS_FIRST, type Obstacle } from './rules/obstacles.ts';
import type { Programme } from './rules/programme.ts';
import { TYPICAL_NPS, WORST_SHARE } from './rules/sample-size.ts';

interface Subject {
  readonly programme: Programme;
  readonly plan: Plan;
  readonly cost: SmsCost | null;
}

/** A share's margin at its worst is this much of an NPS's usual one. */
const NPS_PER_SHARE = Math.sqrt(TYPICAL_NPS / WORST_SHARE);

/** The planner: whom it could ask, whom not and why, and what each wave would bring. */
export function planView(words: Words, language: Language, { programme, plan, cost }: Subject) {
  const href = `/barometers/${programme.key}`;
  const next = plan.waves.find(({ state }) => state === 'planned');
  const told = plan.obstacles.filter((one) => !asksFirst(one));
  return {
    ...{ key: programme.key, name: programme.name, href, seed: programme.seed, cycle: plan.cycle },
    sentence: sentenceOf(words, language, programme),
    ...{ base: plan.base, eligible: plan.eligible },
    excluded: Object.entries(plan.excluded).map(([reason, count]) => ({
      label: words.t(language, `barometer.excluded.${reason}`),
      ...{ count, share: plan.base === 0 ? 0 : count / plan.base },
    })),
    obstacles: told.slice(0, MOST_OBSTACLES).map((one) => obstacleView(words, language, one)),
    moreObstacles: Math.max(0, told.length - MOST_OBSTACLES),
    asks: plan.obstacles.filter(asksFirst).map((one) => obstacleView(words, language, one)),
    blocked: plan.obstacles.some(({ blocks }) => blocks),
    next: next ? nextView(words, language, next, plan) : null,
    waves: plan.waves.map((wave) => ({
      ...{ number: wave.number, href: `${href}/waves/${wave.number}`, days: wave.days, sample: wave.sample },
      ...{ opensAt: wave.opensAt, closesAt: wave.closesAt, expectedAnswers: Math.round(wave.expectedAnswers) },
      margin: points(wave.expectedMarginOfError),
      badge: stateBadge(words, language, wave.state),
    })),
    cost: cost && costView(words, language, cost),
  };
}

const MOST_OBSTACLES = 8;

function asksFirst({ code }: Obstacle): boolean {
  return ASKS_FIRST.includes(code);
}

function nextView(words: Words, language: Language, wave: PlannedWave, { rates }: Plan) {
  return {
    ...{ number: wave.number, sample: wave.sample, days: wave.days, opensAt: wave.opensAt },
    expectedAnswers: Math.round(wave.expectedAnswers),
    margin: points(wave.expectedMarginOfError),
    npsMargin: Math.round(wave.expectedMarginOfError * NPS_PER_SHARE * 100),
    perDay: wave.days === 0 ? wave.sample : Math.ceil(wave.sample / wave.days),
    reserve: wave.strata.reduce((sum, { reserve }) => sum + reserve, 0),
    strata: wave.strata.map(({ key, population, sample, reserve, expectedAnswers, expectedMarginOfError }) => {
      const rate = rates.get(key) ?? { rate: 0, from: 'default' };
      return {
        label: stratumLabel(words, language, key),
        ...{ population, sample, reserve, rate: rate.rate },
        from: words.t(language, `barometer.rate.${rate.from}`),
        expectedAnswers: Math.round(expectedAnswers),
        margin: points(expectedMarginOfError),
      };
    }),
  };
}

function costView(words: Words, language: Language, { messages, segments, price, amount }: SmsCost) {
  return {
    amount,
    cents: price,
    how: words.t(language, 'barometer.cost.how', {
      messages: words.t(language, 'barometer.cost.messages', { count: messages }),
      segments: words.t(language, 'barometer.cost.segments', { count: segments }),
      price: format.number(language, price, { digits: 2 }),
    }),
  };
}

function obstacleView(words: Words, language: Language, { code, about, params, blocks }: Obstacle) {
  return {
    tone: blocks ? 'late' : 'soon',
    icon: blocks ? 'circle-x' : 'alert-triangle',
    text: words.t(language, `barometer.obstacle.${code}`, {
      about: about === null ? '' : stratumLabel(words, language, about),
      ...params,
    }),
  };
}

/** `premium / lyon-2`; names of our own are said in the reader's language. */
export function stratumLabel(words: Words, language: Language, key: string): string {
  return key
    .split(' / ')
    .map((part) =>
      words.has(language, `barometer.stratum.${part}`) ? words.t(language, `barometer.stratum.${part}`) : part,
    )
    .join(' / ');
}

function points(share: number): number {
  return Math.round(share * 1000) / 10;
}
