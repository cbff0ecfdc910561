import type { Channel } from '#customers';

export type Temperature = 'hot' | 'cold';
export type Scope = 'all' | Temperature | `touchpoint:${string}` | `channel:${Channel}`;
export type OnExceed = 'suppress' | 'wait';

/** One limit on how often a person is asked. Its places are those of its scope; days are the person's own calendar days. */
export interface PressureRule {
  readonly key: string;
  readonly scope: Scope;
  /** How far back the rule looks, in local calendar days; today counts as the first. */
  readonly windowDays: number;
  /** Places a person may hold within the window. */
  readonly cap: number;
  readonly minGapDays?: number | undefined;
  readonly restAfterAnswerDays?: number | undefined;
  readonly countReminders?: boolean | undefined;
  /** Refused, unless said: a late question about a visit is worth little. */
  readonly onExceed?: OnExceed | undefined;
}

export interface Policy {
  readonly version: number;
  readonly rules: readonly PressureRule[];
}

/**
 * What holds until an organisation writes its own (domain 2.3):
 * - 30 days between two questions of any kind, 90 before a barometer asks the same person again, four a year;
 * - two messages a week, the reminder included.
 * The longer rest after an answer (90 days there) is left out: with four a year at least 30 days apart it would only
 * silence those who do answer, and an organisation that wants it adds one field.
 */
export const DEFAULT_RULES: readonly PressureRule[] = [
  { key: 'messages', scope: 'all', windowDays: 7, cap: 2, countReminders: true },
  { key: 'quarantine', scope: 'all', windowDays: 30, cap: 1 },
  { key: 'barometer', scope: 'cold', windowDays: 90, cap: 1 },
  { key: 'year', scope: 'all', windowDays: 365, cap: 4 },
];

export const SCOPE_PATTERN = '^(all|hot|cold|touchpoint:[a-z0-9][a-z0-9._-]{0,63}|channel:(sms|email))$';

/** What no schema says: a decision names its rule by key, so no two share one. */
export function faultsOf(rules: readonly PressureRule[]): { path: string; code: string; message: string }[] {
  const keys = rules.map(({ key }) => key);
  return keys.flatMap((key, n) =>
    keys.indexOf(key) === n
      ? []
      : [{ path: `rules.${n}.key`, code: 'repeated', message: `is the key of another rule: ${key}` }],
  );
}
