import fc from 'fast-check';
import { formatDuration, parseDuration } from './duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a duration', () => {
  it.each([
    ['PT30M', 30 * MINUTE],
    ['PT2H', 2 * HOUR],
    ['PT90M', 90 * MINUTE],
    ['P3D', 3 * DAY],
    ['P1W', 7 * DAY],
    ['P1DT12H', 36 * HOUR],
    ['P0.5D', 12 * HOUR],
    ['PT0.25S', 250],
    ['PT0S', 0],
    ['P0D', 0],
  ])('%s lasts %d ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ms });
  });

  it.each([
    ['P1M', 'months-and-years'],
    ['P1Y', 'months-and-years'],
    ['P1Y2M3DT4H', 'months-and-years'],
    ['-PT5M', 'negative'],
    ['PT-5M', 'negative'],
    ['30 minutes', 'malformed'],
    ['30', 'malformed'],
    ['', 'malformed'],
    ['P', 'malformed'],
    ['PT', 'malformed'],
    ['P1D ', 'malformed'],
    ['pt5m', 'malformed'],
  ])('%p is refused: %s', (text, problem) => {
    expect(parseDuration(text)).toEqual({ problem });
  });

  it.each([
    [0, 'PT0S'],
    [30 * MINUTE, 'PT30M'],
    [90 * MINUTE, 'PT1H30M'],
    [7 * DAY, 'P7D'],
    [DAY + 2 * HOUR, 'P1DT2H'],
    [1500, 'PT1.5S'],
  ])('%d ms are written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is not written when it is not a length of time', () => {
    expect(() => formatDuration(-1)).toThrow(RangeError);
    expect(() => formatDuration(NaN)).toThrow(RangeError);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual({ ms });
      }),
    );
  });
});
