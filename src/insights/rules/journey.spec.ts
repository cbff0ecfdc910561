import { blackSpotOf, mainMetric, type Step } from './journey.ts';
import type { Scored } from './measure.ts';

const csat = (unhappy: number, neutral: number, happy: number, before = [0, 0, 0, 0, 0]): Step => ({
  scale: 'csat',
  counts: [unhappy, 0, neutral, 0, happy],
  before,
});
const nps = (detractors: number, passives: number, promoters: number): Step => ({
  scale: 'nps',
  counts: [detractors, 0, 0, 0, 0, 0, 0, passives, 0, 0, promoters],
  before: Array<number>(11).fill(0),
});

describe('a black spot', () => {
  it.each([
    ['as many unhappy as happy', csat(40, 20, 40), null],
    ['more unhappy, as chance may have it', csat(45, 20, 35), null],
    ['more unhappy beyond chance', csat(60, 10, 30), 'more-unhappy'],
    ['thirty answers, all unhappy', csat(30, 0, 0), 'more-unhappy'],
    ['twenty-nine answers, all unhappy', csat(29, 0, 0), null],
    ['nobody', csat(0, 0, 0), null],
  ])('alone on its scale, %s: %s', (_, step, expected) => {
    expect(blackSpotOf(step, [])).toBe(expected);
  });

  it('is unhappier than the steps on the same scale: 9 % elsewhere, from fifteen in a hundred on', () => {
    const others = [csat(45, 0, 455)];
    expect(blackSpotOf(csat(14, 0, 86), others)).toBeNull();
    expect(blackSpotOf(csat(15, 0, 85), others)).toBe('unhappier');
  });

  it('is not one for being asked on a scale where people are harder to please', () => {
    expect(blackSpotOf(nps(30, 30, 40), [csat(5, 5, 490)])).toBeNull();
  });

  it('really declined', () => {
    expect(blackSpotOf(csat(40, 0, 160, [10, 0, 0, 0, 190]), [])).toBe('declining');
    expect(blackSpotOf(csat(12, 0, 188, [10, 0, 0, 0, 190]), [])).toBeNull();
  });
});

describe('a touchpoint', () => {
  const given = (metric: Scored['metric'], score: number, n: number): Scored => ({ metric, score, n });

  it('is known by the metric most people answered', () => {
    const rows = [given('csat', 1, 3), given('csat', 5, 5), given('nps', 10, 6), given('rating', 1, 90)];
    expect(mainMetric(rows)).toBe('csat');
    expect(mainMetric([given('ces5', 5, 2), given('ces7', 5, 2), given('nps', 9, 3)])).toBe('ces');
    expect(mainMetric([given('rating', 5, 2)])).toBeNull();
  });
});
