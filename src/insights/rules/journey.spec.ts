import { isBlackSpot, mainMetric, moodsOver } from './journey.ts';
import type { Scored } from './measure.ts';

const given = (metric: Scored['metric'], score: number, n: number): Scored => ({ metric, score, n });

describe('a black spot', () => {
  const everywhere = { unhappy: 60, n: 600 };

  it.each([
    [{ unhappy: 0, n: 100 }, false],
    [{ unhappy: 10, n: 100 }, false],
    [{ unhappy: 14, n: 100 }, false],
    [{ unhappy: 15, n: 100 }, true],
    [{ unhappy: 40, n: 100 }, true],
    [{ unhappy: 15, n: 30 }, true],
    [{ unhappy: 20, n: 29 }, false],
    [{ unhappy: 0, n: 0 }, false],
  ])('%j among 60 unhappy of 600: %s', (here, expected) => {
    expect(isBlackSpot(here, everywhere)).toBe(expected);
  });

  it('is never the whole journey', () => {
    expect(isBlackSpot({ unhappy: 90, n: 100 }, { unhappy: 90, n: 100 })).toBe(false);
  });
});

describe('a touchpoint', () => {
  const rows = [
    given('csat', 1, 3),
    given('csat', 5, 5),
    given('nps', 6, 2),
    given('nps', 10, 4),
    given('rating', 1, 90),
  ];

  it('is unhappy on any scale that is published', () => {
    expect(moodsOver(rows)).toEqual({ unhappy: 5, n: 14 });
  });

  it('is known by the metric most people answered', () => {
    expect(mainMetric(rows)).toBe('csat');
    expect(mainMetric([given('ces5', 5, 2), given('ces7', 5, 2), given('nps', 9, 3)])).toBe('ces');
    expect(mainMetric([given('rating', 5, 2)])).toBeNull();
  });
});
