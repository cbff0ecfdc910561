import type { Priority } from './opening.ts';

/** A team for the cases that match everything the rule names. */
export interface RoutingRule {
  site?: string;
  touchpoint?: string;
  segment?: string;
  /** This urgent or more. */
  priority?: Priority;
  /** Key of a team. */
  team: string;
}

export interface Routed {
  site: string | null;
  touchpoint: string | null;
  segment: string | null;
  priority: Priority;
}

/** The team of everything that no site takes. */
const CUSTOMER_CARE = 'customer-care';

/**
 * The team whose case it is: the first rule that matches and names a team there is; then the team with the key of the
 * site; then customer care; then the first team. Null when there is none.
 */
export function teamFor<Team extends { key: string }>(
  one: Routed,
  rules: readonly RoutingRule[],
  teams: readonly Team[],
): Team | null {
  const byKey = (key: string | null) => teams.find((team) => team.key === key);
  const ruled = rules.filter((rule) => matches(rule, one)).flatMap((rule) => byKey(rule.team) ?? [])[0];
  return ruled ?? byKey(one.site) ?? byKey(CUSTOMER_CARE) ?? teams[0] ?? null;
}

function matches({ site, touchpoint, segment, priority }: RoutingRule, one: Routed): boolean {
  return (
    (site === undefined || site === one.site) &&
    (touchpoint === undefined || touchpoint === one.touchpoint) &&
    (segment === undefined || segment === one.segment) &&
    (priority === undefined || one.priority <= priority)
  );
}
