import { mustStop } from './filtered.ts';

describe('texts filtered as unwanted', () => {
  it.each([
    [4, false],
    [5, true],
  ])('%p of the last 200 stop the rest: %p', (filtered, stops) => {
    expect(mustStop(filtered, { percent: 2, of: 200 })).toBe(stops);
  });
});
