import { DateTime } from 'luxon';
import { deadlines, dueState, hastened, hoursOf, isOverdue, USUAL_HOURS } from './deadlines.ts';
import type { Priority } from './opening.ts';

const paris = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Paris' }).toJSDate();

describe('a case is due', () => {
  it.each<[Priority, string, string, string]>([
    [1, '2026-05-22T17:30', '2026-05-26T10:30', '2026-05-26T17:30'],
    [2, '2026-05-22T17:30', '2026-05-26T16:30', '2026-05-28T17:30'],
    [3, '2026-05-22T17:30', '2026-05-27T15:30', '2026-06-01T17:30'],
    [2, '2026-05-23T12:00', '2026-05-26T17:00', '2026-05-28T18:00'],
    [1, '2026-05-19T08:00', '2026-05-19T11:00', '2026-05-19T18:00'],
  ])('priority %i from %s: first call %s, resolution %s (Whit Monday is the 25th)', (priority, from, first, last) => {
    expect(deadlines(priority, paris(from), USUAL_HOURS)).toEqual({
      firstContactDueAt: paris(first),
      resolutionDueAt: paris(last),
    });
  });

  it('in the hours of its team, unless the team never opens', () => {
    const saturdays = { ...USUAL_HOURS, hours: { 6: [{ from: '10:00', to: '19:00' }] } };
    const from = paris('2026-05-22T17:30');
    expect(deadlines(1, from, hoursOf({ calendar: saturdays })).firstContactDueAt).toEqual(paris('2026-05-23T12:00'));
    expect(hoursOf({ calendar: { zone: 'Europe/Paris', hours: { 1: [] } } })).toBe(USUAL_HOURS);
    expect(hoursOf(null)).toBe(USUAL_HOURS);
  });

  it('earlier when it became more urgent, never later than promised', () => {
    const before = deadlines(3, paris('2026-05-19T09:00'), USUAL_HOURS);
    const soon = deadlines(1, paris('2026-05-19T10:00'), USUAL_HOURS);
    expect(hastened(before, soon)).toEqual(soon);
    const late = deadlines(2, paris('2026-05-26T10:00'), USUAL_HOURS);
    expect(hastened(before, late)).toEqual(before);
  });
});

describe('a case is late', () => {
  const due = { firstContactDueAt: paris('2026-05-19T11:00'), resolutionDueAt: paris('2026-05-19T18:00') };
  it.each([
    ['new', null, '2026-05-19T11:00', false],
    ['new', null, '2026-05-19T11:01', true],
    ['in-progress', '2026-05-19T10:00', '2026-05-19T11:01', false],
    ['in-progress', '2026-05-19T10:00', '2026-05-19T18:01', true],
    ['resolved', '2026-05-19T10:00', '2026-05-20T18:01', false],
  ] as const)('%s, called %s, at %s: %s', (status, called, now, late) => {
    expect(isOverdue({ ...due, status, firstContactAt: called && paris(called) }, paris(now))).toBe(late);
  });
});

it.each([
  ['new', '2026-05-19T08:59', 'ok'],
  ['new', '2026-05-19T09:01', 'soon'],
  ['new', '2026-05-19T11:01', 'late'],
  ['declined', '2026-05-19T11:01', 'done'],
] as const)('a %s case at %s is %s', (status, now, state) => {
  const due = { firstContactDueAt: paris('2026-05-19T11:00'), resolutionDueAt: paris('2026-05-19T18:00') };
  expect(dueState({ ...due, status, firstContactAt: null }, paris(now))).toBe(state);
});
