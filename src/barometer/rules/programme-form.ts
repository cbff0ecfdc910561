import { formatDuration, parseDuration } from '#platform/values';
import type { Programme } from './programme.ts';

/** What the form of a programme holds, as typed or as kept. */
export interface ProgrammeForm {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly questionnaire: string;
  /** `sms,email`: in order of preference. */
  readonly channels: string;
  readonly segments: readonly string[];
  readonly sites: readonly string[];
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
  readonly opening: string;
  readonly spreadDays: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** Days after the message; none when empty. */
  readonly reminder: string;
  /** The second, likewise. */
  readonly reminder2: string;
  /** For Neyman, where they are said by hand: a line a stratum, `premium = 0.8`. */
  readonly deviations: string;
  readonly minimumGroup: string;
}

const DAY_MS = 86_400_000;

export function typedProgramme(body: unknown): ProgrammeForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  const several = (name: string) => [fields[name] ?? []].flat().map(String);
  return {
    ...{ key: text('key'), name: text('name'), kind: text('kind') || 'customers' },
    ...{ questionnaire: text('questionnaire'), channels: text('channels') },
    ...{ segments: several('segments'), sites: several('sites'), minSeniorityDays: text('minSeniorityDays') },
    ...{ wavesPerCycle: text('wavesPerCycle'), perWave: text('perWave'), marginOfError: text('marginOfError') },
    targetKind: text('targetKind') === 'margin' ? 'margin' : 'people',
    ...{ confidence: text('confidence'), strata: several('strata'), allocation: text('allocation') },
    ...{ floor: text('floor'), seed: text('seed'), start: text('start'), spreadDays: text('spreadDays') },
    opening: text('opening') || 'by-hand',
    days: several('window.days').map(Number).filter(Number.isInteger),
    ...{ from: text('window.from'), to: text('window.to'), reminder: text('reminder') },
    ...{ reminder2: text('reminder2'), deviations: text('deviations') },
    minimumGroup: text('minimumGroup'),
  };
}

export function formOf(programme: Programme): ProgrammeForm {
  const { population, target, window, reminders } = programme;
  const margin = 'marginOfError' in target ? target : null;
  return {
    ...{ key: programme.key, name: programme.name, kind: programme.kind, questionnaire: programme.questionnaire },
    channels: programme.channels.join(','),
    ...{ segments: population.segments ?? [], sites: population.sites ?? [] },
    minSeniorityDays: population.minSeniorityDays === undefined ? '' : String(population.minSeniorityDays),
    wavesPerCycle: String(programme.wavesPerCycle),
    targetKind: margin ? 'margin' : 'people',
    perWave: 'perWave' in target ? String(target.perWave) : '',
    marginOfError: String(hundredfold(margin?.marginOfError ?? 0.03)),
    confidence: String(hundredfold(margin?.confidence ?? 0.95)),
    ...{ strata: programme.strata, allocation: programme.allocation, floor: String(programme.floor) },
    ...{ seed: programme.seed, start: programme.start, spreadDays: String(programme.spreadDays) },
    opening: programme.opening,
    ...{ days: window.days, from: window.from, to: window.to },
    ...{ reminder: daysOf(reminders[0]), reminder2: daysOf(reminders[1]) },
    deviations: Object.entries(programme.deviations)
      .map(([stratum, deviation]) => `${stratum} = ${deviation}`)
      .join('\n'),
    minimumGroup: String(programme.minimumGroup),
  };
}

/** The programme as a program would send it; what cannot be read is left as typed, for the schema to refuse. */
export function sentProgramme(form: ProgrammeForm): Record<string, unknown> {
  return {
    ...{ name: form.name, kind: form.kind, questionnaire: form.questionnaire, channels: listOf(form.channels) },
    population: {
      ...(form.segments.length > 0 && { segments: form.segments }),
      ...(form.sites.length > 0 && { sites: form.sites }),
      ...(form.minSeniorityDays && { minSeniorityDays: numberOf(form.minSeniorityDays) }),
    },
    wavesPerCycle: numberOf(form.wavesPerCycle),
    target:
      form.targetKind === 'margin'
        ? { marginOfError: hundredth(form.marginOfError), confidence: hundredth(form.confidence) }
        : { perWave: numberOf(form.perWave) },
    ...{ strata: form.strata, allocation: form.allocation, floor: numberOf(form.floor || '0') },
    ...(form.seed && { seed: form.seed }),
    ...{ start: form.start, opening: form.opening, spreadDays: numberOf(form.spreadDays) },
    window: { days: form.days, from: form.from, to: form.to },
    deviations: deviationsOf(form.deviations),
    reminders: [form.reminder, form.reminder2].filter(Boolean).map(reminderOf),
    minimumGroup: numberOf(form.minimumGroup || '5'),
  };
}

/** The field of the form in which the fault of a path is to be corrected. */
export function fieldOf(path: string): string {
  const [field = '', part] = path.split('.');
  if (field === 'population') return part ?? 'segments';
  if (field === 'target') return part ?? 'perWave';
  if (field === 'reminders') return part === '1' ? 'reminder2' : 'reminder';
  return field;
}

function daysOf(reminder: Programme['reminders'][number] | undefined): string {
  const after = parseDuration(reminder?.after ?? '');
  return 'ms' in after ? String(after.ms / DAY_MS) : '';
}

function reminderOf(days: string): { after: string } {
  const number = numberOf(days);
  return { after: typeof number === 'number' ? formatDuration(number * DAY_MS) : number };
}

/** A line that cannot be read is left to the schema to refuse. */
function deviationsOf(text: string): Record<string, number | string> {
  const lines = text.split('\n').filter((one) => one.trim() !== '');
  return Object.fromEntries(
    lines.map((one) => {
      const at = one.lastIndexOf('=');
      return at === -1 ? [one.trim(), ''] : [one.slice(0, at).trim(), numberOf(one.slice(at + 1).trim())];
    }),
  );
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
