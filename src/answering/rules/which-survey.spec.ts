import { whichSurvey } from './which-survey.ts';

const at = new Date('2026-05-19T12:00:00Z');
const ago = (minutes: number | null) => (minutes === null ? null : new Date(at.getTime() - minutes * 60_000));
const survey = (id: string, sent: number, moved: number | null, waits: boolean) => ({
  id,
  sentAt: ago(sent),
  movedAt: ago(moved),
  waits,
});

it.each<[string, ReturnType<typeof survey>[], string | null]>([
  ['none', [], null],
  ['the only one, though nothing is left to ask', [survey('a', 500, 400, false)], 'a'],
  ['the one sent last', [survey('a', 50, null, true), survey('b', 40, null, true)], 'b'],
  ['the one asked about last', [survey('a', 50, 10, true), survey('b', 40, null, true)], 'a'],
  ['a correction within half an hour', [survey('a', 90, null, true), survey('b', 80, 29, false)], 'b'],
  ['what waits, half an hour later', [survey('a', 90, null, true), survey('b', 80, 30, false)], 'a'],
])('a message means %s', (_, surveys, id) => {
  expect(whichSurvey(surveys, at)?.id ?? null).toBe(id);
});
