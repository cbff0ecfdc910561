import { leavesRoom, type QuietOutside } from '#platform/calendar';
import { parseDuration } from '#platform/values';
import type { WaveState } from './lifecycle.ts';
import type { Programme } from './programme.ts';

export type ProgrammeInput = Pick<Programme, 'name' | 'questionnaire' | 'channels' | 'target' | 'start'> &
  Partial<Omit<Programme, 'key'>>;

/** What holds for whatever was not said: four waves a year, each sent over two weeks, Monday to Saturday. */
const DEFAULTS: Omit<Programme, 'key' | 'name' | 'questionnaire' | 'channels' | 'target' | 'start' | 'seed'> = {
  kind: 'customers',
  population: {},
  wavesPerCycle: 4,
  strata: [],
  allocation: 'proportional',
  deviations: {},
  floor: 0,
  opening: 'by-hand',
  spreadDays: 14,
  window: { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' },
  reminders: [],
  minimumGroup: 5,
};

export function programmeOf(key: string, input: ProgrammeInput): Programme {
  return { ...DEFAULTS, seed: key, ...input, key };
}

interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

const DAY_MS = 86_400_000;
const LONGEST_REMINDER_DAYS = 14;

/** What no schema says of a programme. */
export function faultsOf(programme: Programme, quiet: QuietOutside): Fault[] {
  const { spreadDays, wavesPerCycle, window } = programme;
  const room = Math.floor(365 / wavesPerCycle);
  return [
    ...(spreadDays > room
      ? [fault('spreadDays', 'too-large', `is more than the ${room} days from one wave to the next`)]
      : []),
    ...(everOpens(window, quiet) ? [] : [fault('window', 'never-opens', 'never opens')]),
    ...programme.reminders.flatMap(({ after }, n) => reminderFault(`reminders.${n}.after`, after)),
  ];
}

/** What a cycle under way was begun with, and may no longer change. */
const BEGUN_WITH = ['kind', 'seed', 'start', 'wavesPerCycle', 'strata'] as const;

/** The fields that may not change once a wave has been drawn. */
export function lockedChanges(before: Programme, after: Programme): string[] {
  const fields: string[] = BEGUN_WITH.filter((field) => written(before[field]) !== written(after[field]));
  // Employees answered under the promise of that minimum.
  const isLess = before.kind === 'employees' && after.minimumGroup < before.minimumGroup;
  return isLess ? [...fields, 'minimumGroup'] : fields;
}

/** Whom a wave stands for: fixed from its draw to its end. */
const OF_THE_WAVE = ['population'] as const;
/** How its people are asked: a change takes hold from one batch to the next, so it is made in a pause. */
const OF_ITS_BATCHES = ['channels', 'window', 'reminders'] as const;

/** Whatever asks for a name, or for the author to be called, is no anonymous question. */
const NAMING: readonly string[] = ['contact', 'publish'];

/** What makes a questionnaire one that employees cannot answer anonymously. */
export function namingFault(kind: Programme['kind'], questions: readonly { readonly kind: string }[]): Fault[] {
  const naming = kind === 'employees' && questions.some((question) => NAMING.includes(question.kind));
  return naming ? [fault('questionnaire', 'not-anonymous', 'asks employees who they are')] : [];
}

/** The fields that may not change while waves are in these states. */
export function heldChanges(before: Programme, after: Programme, states: readonly WaveState[]): string[] {
  const fields = [
    ...(states.some((state) => state === 'open' || state === 'paused') ? OF_THE_WAVE : []),
    ...(states.includes('open') ? OF_ITS_BATCHES : []),
  ];
  return fields.filter((field) => written(before[field]) !== written(after[field]));
}

/** The same text for the same value, in whatever order its fields were kept. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function reminderFault(path: string, after: string): Fault[] {
  const parsed = parseDuration(after);
  if ('problem' in parsed) return [fault(path, parsed.problem, `is not a duration: ${after}`)];
  if (parsed.ms < DAY_MS) return [fault(path, 'too-short', 'leaves less than a day')];
  return parsed.ms > LONGEST_REMINDER_DAYS * DAY_MS ? [fault(path, 'too-long', 'comes when the wave is over')] : [];
}

function everOpens(window: Programme['window'], quiet: QuietOutside): boolean {
  return window.from < window.to && leavesRoom(window, quiet);
}

function fault(path: string, code: string, message: string): Fault {
  return { path, code, message };
}
