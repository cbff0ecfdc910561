import type { Principal } from '#platform/http';

interface Owned {
  team: string | null;
  assignee: string | null;
}

/** A person sees the cases of their teams and their own; an administrator, and a program with the scope, see all. */
export function maySee(who: Principal, one: Owned): boolean {
  if (who.kind === 'key' || who.role === 'admin') return true;
  return one.assignee === who.id || (one.team !== null && who.teams.includes(one.team));
}

/** Of a colleague's case an agent keeps their hands off; nobody's is anybody's. */
export function mayWork(who: Principal, one: Owned): boolean {
  if (!maySee(who, one)) return false;
  return who.kind === 'key' || who.role !== 'agent' || one.assignee === null || one.assignee === who.id;
}

/** Who hands out cases, and checks that they helped. */
export function maySupervise(who: Principal): boolean {
  return who.kind === 'key' || who.role === 'supervisor' || who.role === 'admin';
}
