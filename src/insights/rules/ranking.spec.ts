import { rankingOf } from './ranking.ts';

/** x happy of n, the rest unhappy. */
const csat = (key: string, x: number, n: number) => ({ key, counts: [n - x, 0, 0, 0, x] });
const nps = (key: string, promoters: number, passives: number, detractors: number) => ({
  key,
  counts: [detractors, 0, 0, 0, 0, 0, 0, passives, 0, 0, promoters],
});

describe('a ranking', () => {
  it('places sites by their shrunken score; the weak follow without a rank (domain TV-8)', () => {
    const sites = [csat('A', 27, 30), csat('B', 160, 200), csat('C', 45, 50), csat('D', 9, 10), csat('E', 10, 20)];
    expect(rankingOf('csat', sites).map(({ key, rank, display }) => [key, rank, display])).toEqual([
      ['C', 1, 'shown'],
      ['A', 2, 'shown'],
      ['B', 3, 'ranked'],
      ['D', null, 'weak'],
      ['E', null, 'weak'],
    ]);
  });

  it('does not put a small site that was lucky before a large one that is good', () => {
    const [first, second] = rankingOf('nps', [
      nps('lucky', 21, 8, 1),
      nps('good', 640, 300, 60),
      nps('poor', 300, 300, 400),
    ]);
    expect([first?.key, second?.key]).toEqual(['lucky', 'good']);
    expect(first?.shrunk).toBeLessThan((100 * 20) / 30);
    expect(second?.shrunk).toBeCloseTo(58, 0);
  });

  it('hides sites of fewer than five, and the next with a single one the total would give away', () => {
    const shown = rankingOf('csat', [csat('four', 4, 4), csat('six', 6, 6), csat('large', 90, 120)]);
    expect(shown.map(({ key, display, shrunk }) => [key, display, shrunk === null])).toEqual([
      ['large', 'ranked', false],
      ['six', 'hidden', true],
      ['four', 'hidden', true],
    ]);
  });

  it('tells above and below the others only beyond chance and on a hundred answers', () => {
    const sites = [
      csat('best', 195, 200),
      csat('usual', 160, 200),
      csat('other', 162, 200),
      csat('worst', 110, 200),
      csat('few', 20, 50),
    ];
    const standings = Object.fromEntries(rankingOf('csat', sites).map(({ key, standing }) => [key, standing]));
    expect(standings).toEqual({ best: 'above', usual: null, other: null, worst: 'below', few: null });
  });

  it('of nobody is empty, and of a single site has one place', () => {
    expect(rankingOf('nps', [])).toEqual([]);
    expect(rankingOf('nps', [nps('only', 20, 10, 10)])).toEqual([expect.objectContaining({ key: 'only', rank: 1 })]);
    expect(rankingOf('csat', [csat('nobody', 0, 0)])).toEqual([
      expect.objectContaining({ display: 'hidden', shrunk: null }),
    ]);
  });
});
