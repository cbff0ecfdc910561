import { scopeOfShare, type PressureRule, type Scope } from './policy.ts';

/** What a rule looks at, in an ask as in a place taken. */
export interface Kind {
  /** Whose record: the same for every ask of one customer. */
  readonly customer: string | number;
  readonly touchpoint: string | null;
  readonly temperature: string;
  readonly channel: string;
}

/** A place on the calendar of whoever is asked: days are numbered, so that reckoning with them is subtraction. */
export interface DatedPlace extends Kind {
  /** On which its message went out, or is to go. */
  readonly day: number;
  readonly reminders: readonly number[];
  readonly answered: number | null;
}

export interface Wish extends Kind {
  readonly exempt?: string | null | undefined;
  /** 1 is worth most. */
  readonly priority?: number | undefined;
}

/** A rule made ready to be asked about many times. */
export interface Limit extends PressureRule {
  readonly speaksOf: (of: Kind) => boolean;
  readonly lets: (wish: Wish) => string | null;
  readonly shares: readonly { readonly places: number; readonly speaksOf: (of: Kind) => boolean }[];
}

/** Each rule of a policy, made ready. */
export function compile(rules: readonly PressureRule[]): Limit[] {
  return rules.map((rule) => ({
    ...rule,
    speaksOf: scopeOf(rule.scope),
    lets: exceptionsOf(rule),
    shares: (rule.reserve ?? []).flatMap((share) => {
      const scope = scopeOfShare(share);
      return scope ? [{ places: share.places, speaksOf: scopeOf(scope) }] : [];
    }),
  }));
}

/** Whether the rule speaks of such an ask; it then counts the places of which it speaks, too. */
function scopeOf(scope: Scope): (of: Kind) => boolean {
  if (scope === 'all') return () => true;
  const colon = scope.indexOf(':');
  const value = scope.slice(colon + 1);
  if (colon < 0) return ({ temperature }) => temperature === scope;
  return scope.startsWith('touchpoint:')
    ? ({ touchpoint }) => touchpoint === value
    : ({ channel }) => channel === value;
}

/** Gives the name under which an ask passes the rule whatever it counts; null when it must be counted. */
function exceptionsOf({ mayExceed }: PressureRule): (wish: Wish) => string | null {
  if (!mayExceed) return ({ exempt }) => exempt ?? null;
  const names = new Set(mayExceed);
  const best = Math.max(0, ...mayExceed.flatMap((name) => (name.startsWith('priority:') ? Number(name.slice(9)) : [])));
  return ({ exempt, touchpoint, priority }) => {
    if (exempt && names.has(exempt)) return exempt;
    if (touchpoint !== null && names.has(`touchpoint:${touchpoint}`)) return `touchpoint:${touchpoint}`;
    return priority !== undefined && priority <= best ? `priority:${best}` : null;
  };
}
