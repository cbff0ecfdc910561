import { lookAt, nextOpening } from './opening.ts';

const programme = { start: '2027-01-04', wavesPerCycle: 4, spreadDays: 14, population: {} };
const drawn = (number: number) => ({
  ...{ number, state: 'closed' as const, drawnAt: new Date('2027-01-04T09:00:00Z'), population: {} },
  lastBatchAt: new Date('2027-01-17T22:59:59Z'),
});
const next = (now: string, waves = [drawn(1)]) => nextOpening(programme, waves, new Date(now));

describe('the next wave of a programme', () => {
  it.each([
    ['eight days before its day', '2027-03-27T12:00:00+01:00', 'far'],
    ['a week before', '2027-03-28T12:00:00+02:00', 'soon'],
    ['a second before its midnight', '2027-04-03T23:59:59+02:00', 'soon'],
    ['on it', '2027-04-04T00:00:00+02:00', 'due'],
    ['a week later, a second before midnight', '2027-04-10T23:59:59+02:00', 'due'],
    ['a week later', '2027-04-11T00:00:00+02:00', 'passed'],
  ])('is, %s, %s: %s', (_, now, nearness) => {
    expect(next(now)).toEqual({ number: 2, at: new Date('2027-04-04T00:00:00+02:00'), nearness });
  });

  it.each([
    ['the first, before any was drawn', '2027-01-03T12:00:00Z', [], 1, 'soon'],
    ['the fifth, when none of the first year was ever drawn', '2028-02-01T12:00:00Z', [], 5, 'passed'],
    ['the fifth, on the first day of the second year', '2028-01-04T12:00:00Z', [1, 2, 3, 4].map(drawn), 5, 'due'],
    ['the fifth, though the fourth was never drawn', '2028-01-04T12:00:00Z', [1, 2, 3].map(drawn), 5, 'due'],
  ])('is %s', (_, now, waves, number, nearness) => {
    expect(next(now, waves)).toMatchObject({ number, nearness });
  });
});

describe('a programme that opens its waves by itself', () => {
  const at = new Date('2027-04-03T22:00:00Z');
  const tryAt = new Date('2027-04-04T09:00:00Z');

  it.each([
    ['on the day of its next wave', 'far', null, at],
    ['at once, when that day has come', 'due', null, at],
    ['when a wave that was refused is tried again', 'due', { wave: 2, tryAt }, tryAt],
    ['as if nothing had been refused, when it was another wave', 'due', { wave: 1, tryAt }, at],
    ['no more, when the day is long past', 'passed', { wave: 2, tryAt }, null],
  ] as const)('is looked at %s', (_, nearness, refusal, expected) => {
    expect(lookAt({ number: 2, at, nearness }, refusal)).toEqual(expected);
  });
});
