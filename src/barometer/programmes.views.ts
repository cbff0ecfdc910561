import { format, type Words } from '#platform/i18n';
import type { UserRole } from '#platform/http';
import type { Language } from '#platform/values';
import type { Choices } from './barometer-trying.service.ts';
import type { ProgrammeForm } from './rules/programme-form.ts';
import { ALLOCATIONS, KINDS, OPENINGS, STRATA, type KeptProgramme, type Programme } from './rules/programme.ts';
import { LATEST_DAYS } from './rules/opening.ts';
import type { WaveState } from './rules/lifecycle.ts';
import { datesOf } from './rules/schedule.ts';
import type { WaveEntity } from './wave.entity.ts';

const ORDERS = ['email,sms', 'sms,email', 'email', 'sms'];

const STATE_BADGES: Readonly<Record<WaveState, { tone: string; icon: string }>> = {
  planned: { tone: 'quiet', icon: 'calendar' },
  open: { tone: 'happy', icon: 'player-play' },
  paused: { tone: 'soon', icon: 'player-pause' },
  closed: { tone: 'quiet', icon: 'check' },
};

export function mayEdit(role: UserRole): boolean {
  return role === 'marketing' || role === 'admin';
}

export function stateBadge(words: Words, language: Language, state: WaveState) {
  return { ...STATE_BADGES[state], label: words.t(language, `barometer.state.${state}`) };
}

/** Those that ended come last. */
export function byState(one: KeptProgramme, other: KeptProgramme): number {
  return Number(one.state === 'ended') - Number(other.state === 'ended');
}

/** A programme as one reads it aloud, and the wave it is at. */
export function programmeRow(words: Words, language: Language, programme: KeptProgramme, drawn: readonly WaveEntity[]) {
  const last = drawn.at(-1);
  const number = last ? last.number + (last.state === 'closed' ? 1 : 0) : 1;
  const current = drawn.find((one) => one.number === number);
  return {
    href: `/barometers/${programme.key}`,
    name: programme.name,
    anonymous: programme.kind === 'employees',
    archived: programme.state === 'ended',
    sentence: sentenceOf(words, language, programme),
    wave: {
      href: `/barometers/${programme.key}/waves/${number}`,
      number,
      opensAt: current?.opensAt ?? datesOf(programme, number).opensAt,
      badge: stateBadge(words, language, current?.state ?? 'planned'),
    },
    done: drawn.filter(({ state }) => state === 'closed').length,
  };
}

/** `3 000 personnes par vague, 4 vagues par an, par e-mail, sur 14 jours.` */
export function sentenceOf(words: Words, language: Language, programme: Programme): string {
  const { target, wavesPerCycle, channels, spreadDays } = programme;
  const size =
    'perWave' in target
      ? words.t(language, 'barometer.sentence.people', { count: target.perWave })
      : words.t(language, 'barometer.sentence.margin', {
          margin: format.number(language, target.marginOfError * 100, { digits: 1 }),
          confidence: format.percent(language, target.confidence),
        });
  return words.t(language, 'barometer.sentence.whole', {
    size,
    waves: words.t(language, 'barometer.sentence.waves', { count: wavesPerCycle }),
    channels: words.t(language, `barometer.channels.${channels.join('-')}`),
    days: words.t(language, 'barometer.sentence.days', { count: spreadDays }),
  });
}

export function formOptions(
  words: Words,
  language: Language,
  questionnaires: readonly { key: string; name: string; temperature: string }[],
) {
  const say = (key: string) => words.t(language, `barometer.${key}`);
  const cold = questionnaires.filter(({ temperature }) => temperature === 'cold');
  return {
    questionnaires: (cold.length > 0 ? cold : questionnaires).map(({ key, name }) => ({ value: key, label: name })),
    kinds: KINDS.map((value) => ({ value, label: say(`kind.${value}`), hint: say(`kind.${value}Hint`) })),
    channels: ORDERS.map((value) => ({ value, label: say(`channels.${value.replace(',', '-')}`) })),
    targets: (['people', 'margin'] as const).map((value) => ({
      value,
      label: say(`target.${value}`),
      hint: say(`target.${value}Hint`),
    })),
    strata: STRATA.map((value) => ({ value, label: say(`strata.${value}`) })),
    allocations: ALLOCATIONS.map((value) => ({ value, label: say(`allocation.${value}`) })),
    openings: OPENINGS.map((value) => ({
      value,
      label: say(`opening.${value}`),
      hint: words.t(language, `barometer.opening.${value}Hint`, { days: LATEST_DAYS }),
    })),
    waves: [1, 2, 3, 4, 6, 12].map((count) => ({
      value: String(count),
      label: words.t(language, 'barometer.sentence.waves', { count }),
    })),
  };
}

/** Segments and sites that exist, and those that were chosen while they did. */
export function populationOptions({ segments, sites }: Choices, chosen: Pick<ProgrammeForm, 'segments' | 'sites'>) {
  const gone = (values: readonly string[], known: readonly string[]) =>
    values.filter((one) => !known.includes(one)).map((one) => ({ value: one, label: one }));
  return {
    segmentChoices: [...segments.map((value) => ({ value, label: value })), ...gone(chosen.segments, segments)],
    siteChoices: [
      ...sites.map(({ key, name }) => ({ value: key, label: name })),
      ...gone(
        chosen.sites,
        sites.map(({ key }) => key),
      ),
    ],
  };
}
