import type { Channel } from '#customers';
import { leavesRoom, type QuietOutside, type SendWindow } from '#platform/calendar';
import { parseDuration } from '#platform/values';
import { conditionFaults, type Condition } from './conditions.ts';

export const SETTLE_ON = ['last', 'most-important'] as const;
export type SettleOn = (typeof SETTLE_ON)[number];

/** A moment in the customer's life that reports interactions, and what it asks about them. Durations are ISO 8601, as written. */
export interface Touchpoint {
  readonly key: string;
  readonly name: { readonly fr: string; readonly en?: string | undefined };
  readonly questionnaire: string;
  /** After the event. */
  readonly delay: string;
  /** Events of one person this close make one invitation, sent once they have settled. */
  readonly settle: string;
  /** Of those, which it is about; of two that matter as much, the last. */
  readonly settleOn: SettleOn;
  /** An older event is not asked about. */
  readonly maxAge: string;
  /** Share of people asked, 0 to 1. */
  readonly sampling: number;
  /** Answers wanted a month and site; null: no quota. */
  readonly monthlyTarget: number | null;
  readonly channels: readonly Channel[];
  readonly window: SendWindow;
  /** 1 is worth most. */
  readonly priority: number;
  readonly reminders: readonly { readonly after: string }[];
  readonly expiresAfter: string;
  readonly excludedSegments: readonly string[];
  /** Asked only where all of them hold. */
  readonly conditions: readonly Condition[];
  readonly active: boolean;
  /** Order in the customer's life. */
  readonly position: number;
}

export type TouchpointInput = Pick<Touchpoint, 'name' | 'questionnaire' | 'channels'> &
  Partial<Omit<Touchpoint, 'key'>>;

/** What holds for whatever was not said: Monday to Saturday, 10:00 to 20:00 (domain 3.8), events of the last 72 hours (domain 2.3, 7). */
const DEFAULTS: Omit<Touchpoint, 'key' | 'name' | 'questionnaire' | 'channels'> = {
  delay: 'PT0S',
  settle: 'PT0S',
  settleOn: 'last',
  maxAge: 'P3D',
  sampling: 1,
  monthlyTarget: null,
  window: { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' },
  priority: 3,
  reminders: [],
  expiresAfter: 'P14D',
  excludedSegments: [],
  conditions: [],
  active: true,
  position: 0,
};

export function touchpointOf(key: string, input: TouchpointInput): Touchpoint {
  return { ...DEFAULTS, ...input, key };
}

interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

const DAY_MS = 86_400_000;
/** In days: no wait is longer than the memory of what happened, no link lives longer than 90 days. */
export const LONGEST = { delay: 90, settle: 30, maxAge: 365, expiresAfter: 90 } as const;
/** The longest that an interaction waits for a place of the person. */
export const LONGEST_WAIT_MS = LONGEST.maxAge * DAY_MS;

/** What no schema says of a touchpoint: durations within bounds, hours that open, reminders that come before the end. */
export function faultsOf(touchpoint: Touchpoint, quiet: QuietOutside): Fault[] {
  const lengths = (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).flatMap((field) =>
    lengthFault(field, touchpoint[field], LONGEST[field]),
  );
  const awaited = lengths.length === 0 ? msOf(touchpoint.expiresAfter) : Infinity;
  const reminders = touchpoint.reminders.flatMap(({ after }, n) =>
    reminderFault(`reminders.${n}.after`, after, awaited),
  );
  const never = everOpensSafely(touchpoint.window, quiet)
    ? []
    : [fault('window', 'never-opens', `never opens between ${quiet.from} and ${quiet.to}`)];
  const end = awaited === 0 ? [fault('expiresAfter', 'too-short', 'leaves no time to answer')] : [];
  const conditions = touchpoint.conditions.flatMap((condition, n) =>
    conditionFaults(condition).map((one) => ({ ...one, path: `conditions.${n}.${one.path}` })),
  );
  return [...lengths, ...reminders, ...never, ...end, ...conditions];
}

/** A duration that `faultsOf` found sound, in ms. */
export function msOf(duration: string): number {
  const parsed = parseDuration(duration);
  if ('problem' in parsed) throw new RangeError(`${duration} is not a duration: ${parsed.problem}`);
  return parsed.ms;
}

function lengthFault(path: string, duration: string, mostDays: number): Fault[] {
  const parsed = parseDuration(duration);
  if ('problem' in parsed)
    return [fault(path, 'wrong-format', `is not a duration of weeks, days, hours, minutes or seconds: ${duration}`)];
  return parsed.ms > mostDays * DAY_MS ? [fault(path, 'too-long', `is longer than ${mostDays} days`)] : [];
}

function reminderFault(path: string, after: string, awaited: number): Fault[] {
  const bounds = lengthFault(path, after, LONGEST.expiresAfter);
  if (bounds.length > 0) return bounds;
  const ms = msOf(after);
  if (ms === 0) return [fault(path, 'too-short', 'is not after the message it reminds of')];
  return ms >= awaited ? [fault(path, 'too-long', 'comes after the end of the invitation')] : [];
}

function everOpensSafely(window: SendWindow, quiet: QuietOutside): boolean {
  try {
    return leavesRoom(window, quiet);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function fault(path: string, code: string, message: string): Fault {
  return { path, code, message };
}
