import type { WaveState } from './lifecycle.ts';
import { farthestWave, nextWave, orderObstacles, type Drawn } from './order.ts';

const programme = { start: '2027-01-01', wavesPerCycle: 4, spreadDays: 90, population: {} };
const wave = (number: number, state: WaveState = 'closed', more: Partial<Drawn> = {}): Drawn => ({
  ...{ number, state, drawnAt: new Date('2027-01-04T09:00:00Z'), lastBatchAt: new Date('2027-03-31T21:59:59Z') },
  ...{ population: {}, ...more },
});
const codes = (number: number, waves: readonly Drawn[], now: string, of: Partial<typeof programme> = {}) =>
  orderObstacles(number, { ...programme, ...of }, waves, new Date(now)).map(({ code }) => code);

describe('the wave that comes next', () => {
  it.each<[string, readonly Drawn[], string, number]>([
    ['the first, when none was drawn', [], '2027-02-01', 1],
    ['the first, long before the start', [], '2026-02-01', 1],
    ['the first of the year under way, when none of the first year was drawn', [], '2028-02-01', 5],
    ['the one after the last that was drawn', [wave(1), wave(2)], '2027-08-01', 3],
    ['not one that was only planned', [wave(1), wave(2, 'planned', { drawnAt: null })], '2027-08-01', 2],
    ['the first of the year under way, whatever was left of the one before', [wave(1)], '2029-01-01', 9],
  ])('is %s', (_, waves, now, number) => {
    expect(nextWave(programme, waves, new Date(now))).toBe(number);
    expect(farthestWave(programme, waves, new Date(now))).toBe(number + 3);
  });
});

describe('the order of waves', () => {
  it.each<[string, number, readonly Drawn[], string, string[]]>([
    ['nothing against the next on its day', 2, [wave(1)], '2027-04-01T09:00:00Z', []],
    ['one that only awaits answers', 2, [wave(1, 'open')], '2027-04-01T09:00:00Z', []],
    ['one that still sends', 2, [wave(1, 'open')], '2027-03-31T09:00:00Z', ['wave-still-open']],
    ['one that is paused', 2, [wave(1, 'paused')], '2027-04-09T09:00:00Z', ['wave-still-open']],
    ['one left out', 3, [wave(1)], '2027-07-01T09:00:00Z', ['earlier-not-drawn']],
    ['long before its day', 2, [wave(1)], '2027-03-01T09:00:00Z', ['early']],
    ['the next year too soon', 5, [1, 2, 3, 4].map((n) => wave(n)), '2027-12-01T09:00:00Z', ['cycle-not-over']],
    ['a year that was left behind', 2, [wave(1), wave(5)], '2028-01-02T09:00:00Z', ['cycle-over']],
  ])('says of %s', (_, number, waves, now, expected) => {
    expect(codes(number, waves, now)).toEqual(expected);
  });

  it('says when the population is no longer that of the wave before, in whatever order it is written', () => {
    const before = [wave(1, 'closed', { population: { segments: ['a', 'b'] } })];
    const now = '2027-04-01T09:00:00Z';
    expect(codes(2, before, now, { population: { segments: ['b', 'a'] } })).toEqual([]);
    expect(codes(2, before, now, { population: { segments: ['b'] } })).toEqual(['population-changed']);
  });
});
