import type { Channel } from '#customers';

export type Temperature = 'hot' | 'cold';
export type Scope = 'all' | Temperature | `touchpoint:${string}` | `channel:${Channel}`;
export type OnExceed = 'suppress' | 'wait';

/**
 * Places of a cap that only one touchpoint, or only cold questions such as a barometer's, may take, so that a frequent touchpoint
 * never starves them. `touchpoint` is short for its scope; a share has one of the two.
 */
export interface Share {
  readonly touchpoint?: string | undefined;
  readonly scope?: ShareScope | undefined;
  readonly places: number;
}

export type ShareScope = 'cold' | `touchpoint:${string}`;

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
  readonly reserve?: readonly Share[] | undefined;
  /** Counts what was asked of the customer's own record only, not of everyone who shares a phone or an e-mail with them. */
  readonly apart?: boolean | undefined;
  /**
   * Who passes this rule: a named exemption (`after-callback`), `touchpoint:KEY`, or `priority:N` for that priority and better.
   * Absent: every named exemption does. An empty list: nobody.
   */
  readonly mayExceed?: readonly string[] | undefined;
}

export interface Policy {
  readonly version: number;
  readonly rules: readonly PressureRule[];
}

/** Why a policy is changed, beside the wish to. */
export interface PolicyChange {
  /** The version that whoever changes it has read: nobody's change is undone unseen. */
  readonly basedOn?: number | undefined;
  /** The rules are those of this version. */
  readonly restored?: number;
  /** The rules are the draft of this simulation. */
  readonly simulation?: string;
}

/**
 * What holds until an organisation writes its own (domain 2.3):
 * - 30 days between two questions of any kind, 90 before a barometer asks the same person again, four a year;
 * - two messages a week, the reminder included.
 * The longer rest after an answer (90 days there) is left out: see `docs/decisions/0027-default-policy.md`.
 */
export const DEFAULT_RULES: readonly PressureRule[] = [
  { key: 'messages', scope: 'all', windowDays: 7, cap: 2, countReminders: true },
  { key: 'quarantine', scope: 'all', windowDays: 30, cap: 1 },
  { key: 'barometer', scope: 'cold', windowDays: 90, cap: 1 },
  { key: 'year', scope: 'all', windowDays: 365, cap: 4 },
];

const KEY = '[a-z0-9][a-z0-9._-]{0,63}';
export const SCOPE_PATTERN = `^(all|hot|cold|touchpoint:${KEY}|channel:(sms|email))$`;
export const SHARE_PATTERN = `^(cold|touchpoint:${KEY})$`;
export const EXCEEDS_PATTERN = `^(${KEY}|touchpoint:${KEY}|priority:[1-9])$`;

interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** For whom a share is kept; null when it does not say, or says twice. */
export function scopeOfShare({ touchpoint, scope }: Share): ShareScope | null {
  if ((touchpoint === undefined) === (scope === undefined)) return null;
  return scope ?? `touchpoint:${touchpoint ?? ''}`;
}

/** What no schema says: a decision names its rule by key, so no two share one; a cap keeps no more places than it has. */
export function faultsOf(rules: readonly PressureRule[]): Fault[] {
  const keys = rules.map(({ key }) => key);
  const repeated = keys.flatMap((key, n) =>
    keys.indexOf(key) === n
      ? []
      : [{ path: `rules.${n}.key`, code: 'repeated', message: `is the key of another rule: ${key}` }],
  );
  return [
    ...repeated,
    ...rules.flatMap(({ cap, reserve = [] }, n) => faultsOfShares(cap, reserve, `rules.${n}.reserve`)),
  ];
}

function faultsOfShares(cap: number, shares: readonly Share[], path: string): Fault[] {
  const names = shares.map(scopeOfShare);
  if (names.includes(null))
    return [{ path, code: 'reserved-for-whom', message: 'needs either a touchpoint or a scope in each share' }];
  if (new Set(names).size < names.length) return [{ path, code: 'reserved-twice', message: 'names the same twice' }];
  const kept = shares.reduce((sum, { places }) => sum + places, 0);
  return kept > cap ? [{ path, code: 'reserved-beyond', message: `keeps ${kept} places of ${cap}` }] : [];
}
