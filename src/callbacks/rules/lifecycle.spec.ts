import { unsound } from '#platform/lifecycle';
import { caseLifecycle, CASE_STATUSES, isOpen, mayDo, type CaseVerb } from './lifecycle.ts';
import { maySee, maySupervise, mayWork } from './rights.ts';
import type { Principal } from '#platform/http';

describe('the life of a case', () => {
  it('is sound, and every end can be reopened', () => {
    expect(unsound(caseLifecycle)).toEqual([]);
    for (const ended of CASE_STATUSES.filter((status) => !isOpen(status)))
      expect(caseLifecycle.mayMove(ended, 'in-progress')).toBe(true);
  });

  it.each<[CaseVerb, string]>([
    ['claim', 'new'],
    ['release', 'assigned'],
    ['assign', 'new assigned in-progress'],
    ['attempt', 'new assigned in-progress'],
    ['resolve', 'assigned in-progress'],
    ['verify', 'resolved'],
    ['close', 'new assigned in-progress'],
    ['reopen', 'resolved verified unreachable declined'],
    ['undo', 'resolved unreachable declined'],
  ])('%s from %s', (verb, from) => {
    expect(CASE_STATUSES.filter((status) => mayDo(verb, status)).join(' ')).toBe(from);
  });
});

describe('a case is seen', () => {
  const user = (role: 'agent' | 'supervisor' | 'admin', id: string, ...teams: string[]): Principal => ({
    ...{ kind: 'user', id, role, teams },
    ...{ name: id, email: `${id}@example.fr`, language: 'fr', theme: null },
  });
  const key: Principal = { kind: 'key', id: 'k', name: 'k', scopes: ['callbacks:write'] };
  const ours = { team: 't', assignee: 'julie' };

  it.each<[string, Principal, { team: string | null; assignee: string | null }, boolean, boolean]>([
    ['by whoever has it', user('agent', 'julie'), ours, true, true],
    ['by a colleague, who does not work it', user('agent', 'paul', 't'), ours, true, false],
    [
      'by a colleague, who may take what nobody has',
      user('agent', 'paul', 't'),
      { ...ours, assignee: null },
      true,
      true,
    ],
    ['by the supervisor of the team', user('supervisor', 'zoe', 't'), ours, true, true],
    ['not by another team', user('supervisor', 'max', 'u'), ours, false, false],
    ['by an administrator', user('admin', 'ada'), { team: null, assignee: null }, true, true],
    ['by a program', key, ours, true, true],
  ])('%s', (_name, who, one, sees, works) => {
    expect(maySee(who, one)).toBe(sees);
    expect(mayWork(who, one)).toBe(works);
  });

  it('and handed out by those who supervise', () => {
    expect([user('agent', 'a'), user('supervisor', 'b'), key].map(maySupervise)).toEqual([false, true, true]);
  });
});
