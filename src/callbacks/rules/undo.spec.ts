import type { CaseStatus } from './lifecycle.ts';
import { mayUndo, UNDO_MS, type LastMove } from './undo.ts';

const at = new Date('2026-05-19T10:00:00Z');
const resolved: LastMove = { to: 'resolved', by: 'julie', at };

it.each<[string, LastMove | null, CaseStatus, string, number, boolean]>([
  ['by whoever did it, at once', resolved, 'resolved', 'julie', 0, true],
  ['until the time is over', resolved, 'resolved', 'julie', UNDO_MS, true],
  ['not later', resolved, 'resolved', 'julie', UNDO_MS + 1, false],
  ['not by another', resolved, 'resolved', 'paul', 0, false],
  ['not what nobody did', { ...resolved, by: null }, 'resolved', 'julie', 0, false],
  ['not when it is elsewhere by now', resolved, 'verified', 'julie', 0, false],
  ['not what never moved', null, 'new', 'julie', 0, false],
])('an end is undone %s', (_, last, status, by, after, expected) => {
  expect(mayUndo(last, status, by, new Date(at.getTime() + after))).toBe(expected);
});
