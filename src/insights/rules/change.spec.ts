import { changeOf, verdictOn } from './change.ts';

const csat = (unhappy: number, happy: number) => [unhappy, 0, 0, 0, happy];

describe('what is said of a change', () => {
  it.each([
    ['a real rise', csat(60, 140), csat(30, 170), 'real', 'better'],
    ['a real fall', csat(30, 170), csat(60, 140), 'real', 'worse'],
    ['the same, 99 answers', csat(30, 69), csat(5, 94), 'unsure', 'same'],
    ['chance', csat(60, 140), csat(55, 145), 'chance', 'same'],
    ['a slight one on very many answers', csat(6000, 14000), csat(5600, 14400), 'slight', 'same'],
    ['no change at all', csat(60, 140), csat(60, 140), 'chance', 'same'],
    ['four answers before', csat(0, 4), csat(60, 140), 'unknown', 'same'],
    ['five answers before', csat(0, 5), csat(60, 140), 'chance', 'same'],
    ['nobody before', csat(0, 0), csat(60, 140), 'unknown', 'same'],
  ] as const)('%s', (_, before, now, verdict, tone) => {
    expect(changeOf('csat', before, now)).toMatchObject({ verdict, tone });
  });

  it('is in points, and none where nothing is known', () => {
    expect(changeOf('csat', csat(60, 140), csat(30, 170)).points).toBeCloseTo(15, 6);
    expect(verdictOn(null)).toEqual({ verdict: 'unknown', points: null, tone: 'same' });
  });
});
