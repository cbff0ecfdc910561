import { heatOf } from './heat.ts';

const given = (site: string, month: string, n: number, score = 5) => ({
  key: { site, month },
  metric: 'csat' as const,
  score,
  n,
});
const months = ['2026-04', '2026-05'];

describe('the heat of sites by month', () => {
  it('shows each cell of five or more, by the sites with most answers', () => {
    const rows = [
      given('nice', '2026-04', 6),
      given('nice', '2026-05', 6, 1),
      given('lyon', '2026-04', 30),
      given('', '2026-04', 50),
    ];
    expect(heatOf('csat', rows, months, 9)).toEqual({
      sites: ['lyon', 'nice'],
      cells: [
        { site: 'nice', month: '2026-04', score: 100, n: 6 },
        { site: 'lyon', month: '2026-04', score: 100, n: 30 },
        { site: 'nice', month: '2026-05', score: 0, n: 6 },
      ],
    });
    expect(heatOf('csat', rows, months, 1).cells.map(({ site }) => site)).toEqual(['lyon']);
  });

  it('hides with a cell of four the one that the total would tell it by', () => {
    const rows = [given('nice', '2026-04', 4), given('brest', '2026-04', 8), given('lyon', '2026-04', 30)];
    expect(heatOf('csat', rows, months, 9).cells.map(({ site }) => site)).toEqual(['lyon']);
  });
});
