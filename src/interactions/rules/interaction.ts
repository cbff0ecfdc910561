import type { Channel, CustomerInput } from '#customers';
import type { Step } from '#pressure';

/** What happened, as reported. */
export interface InteractionInput {
  /** The sender's own id: the same twice is one interaction. */
  readonly id: string;
  readonly touchpoint: string;
  /** ISO 8601 with an offset. */
  readonly occurredAt: string;
  readonly customer: CustomerInput;
  readonly site?: string | null | undefined;
  readonly agent?: string | null | undefined;
  readonly channel?: string | null | undefined;
  readonly measures?: Readonly<Record<string, number | boolean>> | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

export const OUTCOMES = ['scheduled', 'merged', 'waiting', 'suppressed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const REASONS = [
  'pressure',
  'opted-out',
  'no-contact',
  'stale',
  'sampled-out',
  'quota',
  'open-callback',
  'paused',
  'excluded',
] as const;
export type Reason = (typeof REASONS)[number];

/** Kept for ever, with every step it took; never recomputed. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly rule: string | null;
  readonly nextEligibleAt: Date | null;
  /** As it was that day. */
  readonly invitation: { readonly id: string; readonly channel: Channel; readonly sendAt: Date } | null;
  readonly steps: readonly Step[];
  /** The day that pressure was asked about: when its message was to go out. Null where pressure had no say. */
  readonly askedFor: Date | null;
  /** On which they could be asked, in order. Null where pressure had no say. */
  readonly channels: readonly Channel[] | null;
}

/** Half a surrogate pair, or U+0000: text that no JSON of the database can hold. */
const UNKEEPABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;
const LONGEST_ATTRIBUTES = 8_000;
/** How far a sender's clock may be ahead, in ms. */
const MOST_AHEAD = 86_400_000;

/** What no schema says of an interaction. @param text the whole of it, as JSON. */
export function faultsOf(
  input: InteractionInput,
  now: Date,
  text = JSON.stringify(input),
): { path: string; code: string; message: string }[] {
  const faults = [];
  const at = Date.parse(input.occurredAt);
  if (Number.isNaN(at)) faults.push({ path: 'occurredAt', code: 'wrong-format', message: 'is not an instant' });
  if (at > now.getTime() + MOST_AHEAD)
    faults.push({ path: 'occurredAt', code: 'too-late', message: 'has not happened yet' });
  if (input.attributes && JSON.stringify(input.attributes).length > LONGEST_ATTRIBUTES) {
    faults.push({
      path: 'attributes',
      code: 'too-long',
      message: `is longer than ${LONGEST_ATTRIBUTES} characters as JSON`,
    });
  }
  if (text.includes('\\u') && UNKEEPABLE.test(text))
    faults.push({ path: unkeepableIn(input), code: 'wrong-format', message: 'has text that is not valid Unicode' });
  return faults;
}

/** Where the first such text is, a name or a value, dotted; the whole of what holds it, when it is a name. */
function unkeepableIn(value: unknown, path = ''): string {
  if (typeof value !== 'object' || value === null) return path;
  const isBad = (part: unknown) => UNKEEPABLE.test(JSON.stringify(part) ?? '');
  const [name, part] = Object.entries(value).find(([key, one]) => isBad(key) || isBad(one)) ?? [];
  if (name === undefined || isBad(name)) return path;
  return unkeepableIn(part, path === '' ? name : `${path}.${name}`);
}

/** The same value always gives the same text, whatever the order in which its names were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(ordered(value));
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered((value as Record<string, unknown>)[name])]));
}
