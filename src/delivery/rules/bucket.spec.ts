import fc from 'fast-check';
import { draw, filled, nextTokenAt, type Bucket } from './bucket.ts';

const start = new Date('2026-05-12T10:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const aBucket = (its: Partial<Bucket> = {}): Bucket => ({ perSecond: 10, tokens: 0, refilledAt: start, ...its });

describe('the pace of a sender', () => {
  it.each([
    ['nothing yet', {}, 0, 0],
    ['one after a tenth of a second', {}, 100, 1],
    ['none just before', {}, 99, 0],
    ['five seconds’ worth, however long it rested', {}, 3_600_000, 50],
    ['nothing while it owes', { tokens: -20 }, 2_000, 0],
    ['one again once it has paid', { tokens: -20 }, 2_100, 1],
    ['one, where a second brings less', { perSecond: 0.1 }, 10_000, 1],
  ])('gives %s', (_, its, ms, granted) => {
    expect(draw(aBucket(its), 1_000, after(ms)).granted).toBe(granted);
  });

  it('is none where nobody set it', () => {
    expect(draw(aBucket({ perSecond: null }), 100, start).granted).toBe(100);
    expect(nextTokenAt(aBucket({ perSecond: null }), start)).toEqual(start);
  });

  it('tells when the next may go', () => {
    expect(nextTokenAt(aBucket(), start)).toEqual(after(100));
    expect(nextTokenAt(aBucket({ tokens: -9 }), start)).toEqual(after(1_000));
    expect(nextTokenAt(aBucket({ tokens: 3 }), start)).toEqual(start);
  });

  it('never lets more through than its pace and what it had in hand, however it is asked', () => {
    const asks = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: 3_000 }), want: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 50 }), (all, perSecond) => {
        let bucket = aBucket({ perSecond, tokens: perSecond * 5 });
        let ms = 0;
        let sent = 0;
        for (const { wait, want } of all) {
          ms += wait;
          const drawn = draw(bucket, want, after(ms));
          bucket = drawn.bucket;
          sent += drawn.granted;
        }
        expect(sent).toBeLessThanOrEqual(Math.max(1, perSecond * 5) + (perSecond * ms) / 1_000 + 1e-6);
        expect(filled(bucket, after(ms))).toBeGreaterThanOrEqual(-1e-6);
      }),
    );
  });
});
