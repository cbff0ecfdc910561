import { USUAL_HOURS } from './deadlines.ts';
import { nextTries, unreachable, type AttemptOutcome, type Tried } from './attempts.ts';

const tried = (...calls: [AttemptOutcome, string][]): Tried[] =>
  calls.map(([outcome, at]) => ({ outcome, at: new Date(at) }));

describe('a person is out of reach', () => {
  it.each<[string, Tried[], boolean]>([
    ['never without a try', [], false],
    ['after a wrong number', tried(['wrong-number', '2026-05-19T08:00Z']), true],
    [
      'after three half-days',
      tried(['no-answer', '2026-05-19T08:00Z'], ['voicemail', '2026-05-19T14:00Z'], ['no-answer', '2026-05-20T08:00Z']),
      true,
    ],
    [
      'not after three calls of one morning: 12:59 in Paris is still morning',
      tried(['no-answer', '2026-05-19T08:00Z'], ['no-answer', '2026-05-19T09:00Z'], ['voicemail', '2026-05-19T10:59Z']),
      false,
    ],
    [
      'not when they answered since',
      tried(
        ['no-answer', '2026-05-18T08:00Z'],
        ['no-answer', '2026-05-18T14:00Z'],
        ['reached', '2026-05-19T08:00Z'],
        ['no-answer', '2026-05-20T08:00Z'],
      ),
      false,
    ],
  ])('%s', (_name, attempts, answer) => {
    expect(unreachable(attempts, 'Europe/Paris').unreachable).toBe(answer);
  });

  it('with what is missing', () => {
    const once = tried(['no-answer', '2026-05-19T08:00Z']);
    expect(unreachable(once, 'Europe/Paris')).toEqual({ unreachable: false, halfDays: 1, needed: 3 });
  });
});

it('is tried again in the hours of the team, on the quarter of an hour', () => {
  expect(nextTries(new Date('2026-05-22T12:07:00Z'), USUAL_HOURS).map((at) => at.toISOString().slice(0, 16))).toEqual([
    '2026-05-22T13:00',
    '2026-05-26T07:00',
    '2026-05-26T12:00',
    '2026-05-27T12:00',
  ]);
});
