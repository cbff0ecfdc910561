import { formatDuration, parseDuration } from '#platform/values';
import type { Programme } from './programme.ts';

/** What the form of a programme holds, as typed or as kept. */
export interface ProgrammeForm {
  readonly key: string;
  readonly name: string;
  readonly questionnaire: string;
  /** `sms,email`: in order of preference. */
  readonly channels: string;
  /** With commas between. */
  readonly segments: string;
  readonly sites: string;
  readonly minSeniorityDays: string;
  readonly wavesPerCycle: string;
  readonly targetKind: 'people' | 'margin';
  readonly perWave: string;
  /** In points: 3 is 0.03. */
  readonly marginOfError: string;
  /** In percent. */
  readonly confidence: string;
  readonly strata: readonly string[];
  readonly allocation: string;
  readonly floor: string;
  readonly seed: string;
  readonly start: string;
  readonly spreadDays: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** Days after the message; none when empty. */
  readonly reminder: string;
  readonly minimumGroup: string;
}

const DAY_MS = 86_400_000;

export function typedProgramme(body: unknown): ProgrammeForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  const several = (name: string) => [fields[name] ?? []].flat().map(String);
  return {
    ...{ key: text('key'), name: text('name'), questionnaire: text('questionnaire'), channels: text('channels') },
    ...{ segments: text('segments'), sites: text('sites'), minSeniorityDays: text('minSeniorityDays') },
    ...{ wavesPerCycle: text('wavesPerCycle'), perWave: text('perWave'), marginOfError: text('marginOfError') },
    targetKind: text('targetKind') === 'margin' ? 'margin' : 'people',
    ...{ confidence: text('confidence'), strata: several('strata'), allocation: text('allocation') },
    ...{ floor: text('floor'), seed: text('seed'), start: text('start'), spreadDays: text('spreadDays') },
    days: several('window.days').map(Number).filter(Number.isInteger),
    ...{ from: text('window.from'), to: text('window.to'), reminder: text('reminder') },
    minimumGroup: text('minimumGroup'),
  };
}

export function formOf(programme: Programme): ProgrammeForm {
  const { population, target, window, reminders } = programme;
  const margin = 'marginOfError' in target ? target : null;
  const after = parseDuration(reminders[0]?.after ?? '');
  return {
    ...{ key: programme.key, name: programme.name, questionnaire: programme.questionnaire },
    channels: programme.channels.join(','),
    segments: (population.segments ?? []).join(', '),
    sites: (population.sites ?? []).join(', '),
    minSeniorityDays: population.minSeniorityDays === undefined ? '' : String(population.minSeniorityDays),
    wavesPerCycle: String(programme.wavesPerCycle),
    targetKind: margin ? 'margin' : 'people',
    perWave: 'perWave' in target ? String(target.perWave) : '',
    marginOfError: String(hundredfold(margin?.marginOfError ?? 0.03)),
    confidence: String(hundredfold(margin?.confidence ?? 0.95)),
    ...{ strata: programme.strata, allocation: programme.allocation, floor: String(programme.floor) },
    ...{ seed: programme.seed, start: programme.start, spreadDays: String(programme.spreadDays) },
    ...{ days: window.days, from: window.from, to: window.to },
    reminder: 'ms' in after ? String(after.ms / DAY_MS) : '',
    minimumGroup: String(programme.minimumGroup),
  };
}

/** The programme as a program would send it; what cannot be read is left as typed, for the schema to refuse. */
export function sentProgramme(form: ProgrammeForm): Record<string, unknown> {
  const reminder = numberOf(form.reminder);
  return {
    ...{ name: form.name, questionnaire: form.questionnaire, channels: listOf(form.channels) },
    population: {
      ...(form.segments && { segments: listOf(form.segments) }),
      ...(form.sites && { sites: listOf(form.sites) }),
      ...(form.minSeniorityDays && { minSeniorityDays: numberOf(form.minSeniorityDays) }),
    },
    wavesPerCycle: numberOf(form.wavesPerCycle),
    target:
      form.targetKind === 'margin'
        ? { marginOfError: hundredth(form.marginOfError), confidence: hundredth(form.confidence) }
        : { perWave: numberOf(form.perWave) },
    ...{ strata: form.strata, allocation: form.allocation, floor: numberOf(form.floor || '0') },
    ...(form.seed && { seed: form.seed }),
    ...{ start: form.start, spreadDays: numberOf(form.spreadDays) },
    window: { days: form.days, from: form.from, to: form.to },
    reminders:
      form.reminder === ''
        ? []
        : [{ after: typeof reminder === 'number' ? formatDuration(reminder * DAY_MS) : reminder }],
    minimumGroup: numberOf(form.minimumGroup || '5'),
  };
}

/** The field of the form in which the fault of a path is to be corrected. */
export function fieldOf(path: string): string {
  const [field = '', part] = path.split('.');
  if (field === 'population') return part ?? 'segments';
  if (field === 'target') return part ?? 'perWave';
  return field === 'reminders' ? 'reminder' : field;
}

function hundredth(text: string): number | string {
  const number = numberOf(text);
  return typeof number === 'number' ? number / 100 : number;
}

function hundredfold(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function numberOf(text: string): number | string {
  const dotted = text.replace(',', '.');
  return /^\d+(\.\d+)?$/.test(dotted) ? Number(dotted) : text;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
