import type { Channel, Reach } from '#customers';
import type { Verdict } from '#pressure';
import { sendTime } from './send-time.ts';
import type { SendRules } from '#platform/calendar';

interface Due {
  readonly channel: Channel;
  readonly nextChannels: readonly Channel[];
  readonly expiresAt: Date;
  /** Until when it may wait for a place; null: it never waits. */
  readonly waitsUntil: Date | null;
}

interface Person {
  readonly erased: boolean;
  readonly reach: Readonly<Record<Channel, Reach>>;
}

/** What may be taken now: the rest waits where it is, and expires there when its time is over. */
export interface Through {
  readonly channels: readonly Channel[];
  readonly closedTouchpoints: readonly string[];
}

/** What becomes of an invitation whose time has come. */
export type Fate =
  | { readonly do: 'send'; readonly channel: Channel; readonly nextChannels: Channel[] }
  | { readonly do: 'move'; readonly at: Date }
  | { readonly do: 'hold'; readonly at: Date; readonly until: Date; readonly cause: string }
  | { readonly do: 'expire'; readonly cause: string }
  | { readonly do: 'cancel'; readonly cause: string };

/** What stops it. `waits`: it may be asked later, from `nextEligibleAt` where that is known. */
export type PressureStop = {
  readonly cause: string;
  readonly waits: boolean;
  readonly nextEligibleAt: Date | null;
} | null;

/** How soon a wait that knows no day is looked at again. */
const UNKNOWN_MS = 6 * 3_600_000;

/**
 * Looked at once more at the moment of sending, in this order:
 * - the person is gone, or it is too late;
 * - they said stop on this very channel: nothing replaces it (TV-15, 14);
 * - no channel is left that reaches them: the next one takes over where one does;
 * - pressure no longer allows it: a callback opened, the policy was tightened, two customers turned out to be one person. It is
 *   delayed rather than dropped where that may be: until the next free day, or the end of the callback, within its own age;
 * - outside the hours: it waits for the next opening, unless that is too late.
 */
export function fateOf(
  due: Due,
  person: Person | undefined,
  pressure: PressureStop,
  rules: SendRules,
  now: Date,
): Fate {
  if (!person || person.erased) return { do: 'cancel', cause: 'erased' };
  if (due.expiresAt <= now) return { do: 'expire', cause: 'too-late' };
  if (person.reach[due.channel] === 'opted-out') return { do: 'cancel', cause: 'opted-out' };
  const [channel, ...nextChannels] = reaching(due, person);
  if (!channel) return { do: 'cancel', cause: 'no-contact' };
  if (pressure) return stopped(pressure, due.waitsUntil, now);
  const at = sendTime(now, now, rules);
  if (at >= due.expiresAt) return { do: 'expire', cause: 'too-late' };
  return at > now ? { do: 'move', at } : { do: 'send', channel, nextChannels };
}

/** The channels that reach somebody, in the order in which they are tried. */
export function reaching(
  { channel, nextChannels }: Pick<Due, 'channel' | 'nextChannels'>,
  { reach }: Pick<Person, 'reach'>,
): Channel[] {
  return [channel, ...nextChannels].filter((one) => reach[one] === 'ok');
}

function stopped({ cause, waits, nextEligibleAt }: NonNullable<PressureStop>, until: Date | null, now: Date): Fate {
  if (!waits || !until || until <= now) return { do: 'cancel', cause };
  return { do: 'hold', at: tryAgainAt(nextEligibleAt, until, now), until, cause };
}

/** Whether who was refused is kept to try again. @param until when it may wait */
export function mayWait(verdict: Verdict | undefined, until: Date | null | undefined): until is Date {
  return verdict?.granted === false && verdict.onExceed === 'wait' && Boolean(until);
}

/** When a wait is looked at again: on the next free day, or after a while when none is known; at its end at the latest. */
export function tryAgainAt(nextEligibleAt: Date | null, until: Date, now: Date): Date {
  const at = nextEligibleAt ?? new Date(now.getTime() + UNKNOWN_MS);
  return at < until ? at : until;
}

export type ReminderFate =
  { readonly do: 'send' } | { readonly do: 'move'; readonly at: Date } | { readonly do: 'drop' };

/** A reminder goes out on the channel of the first message or not at all. */
export function reminderFate(
  due: Omit<Due, 'waitsUntil'>,
  person: Person | undefined,
  stopped: boolean,
  rules: SendRules,
  now: Date,
): ReminderFate {
  if (!person || person.erased || person.reach[due.channel] !== 'ok' || stopped) return { do: 'drop' };
  const at = sendTime(now, now, rules);
  if (at >= due.expiresAt) return { do: 'drop' };
  return at > now ? { do: 'move', at } : { do: 'send' };
}
