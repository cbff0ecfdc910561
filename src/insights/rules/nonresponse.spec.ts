import { lateAnswers, sameRates } from './nonresponse.ts';
import { weigh } from './weights.ts';

describe('response rates of strata', () => {
  it.each([
    [
      'differ beyond chance',
      [
        [200, 30],
        [200, 50],
      ],
      0.0124,
    ],
    [
      'are alike',
      [
        [200, 30],
        [100, 15],
      ],
      1,
    ],
    [
      'are of one stratum',
      [
        [200, 30],
        [0, 0],
      ],
      null,
    ],
    [
      'are of nobody asked',
      [
        [0, 0],
        [0, 0],
      ],
      null,
    ],
    [
      'are all full',
      [
        [3, 3],
        [5, 5],
      ],
      null,
    ],
  ])('%s', (_, strata, p) => {
    const found = sameRates(strata.map(([asked = 0, answers = 0]) => ({ asked, answers })));
    expect(found).toEqual(p === null ? null : expect.closeTo(p, 4));
  });
});

describe('late answers', () => {
  const answers = (n: number, of: (at: number) => number) =>
    Array.from({ length: n }, (_, at) => ({ person: `p${at}`, stratum: 'a', value: of(at), afterHours: at }));
  const one = (n: number) => weigh([{ key: 'a', levels: ['a'], population: 10_000, answers: n }]);

  it('are set beside early ones', () => {
    const found = lateAnswers(
      'net',
      answers(200, (at) => (at < 100 ? 1 : at % 2)),
      one(200),
    );
    expect(found).toMatchObject({ medianHours: 99, early: 100, late: 50 });
    expect(found?.difference).toMatchObject({ change: -50, n: 100, p: expect.closeTo(0, 6) });
  });

  it.each([
    [60, true],
    [59, false],
  ])('say something of the others with 30 in each half (%d answers: %s)', (n, said) => {
    expect(
      lateAnswers(
        'net',
        answers(n, (at) => at % 2),
        one(n),
      ) !== null,
    ).toBe(said);
  });

  it('of nobody say nothing', () => {
    expect(lateAnswers('net', [], one(0))).toBeNull();
  });
});
