import { lateAnswers, participation } from './nonresponse.ts';
import { weigh } from './weights.ts';

describe('who answered', () => {
  it('is set beside who was there, with the test that rates are the same', () => {
    const found = participation([
      { key: 'a', population: 6000, asked: 200, answers: 30 },
      { key: 'b', population: 4000, asked: 200, answers: 50 },
    ]);
    expect(found.strata).toMatchObject([
      { rate: 0.15, ofBase: 0.6, ofAnswers: 0.375 },
      { rate: 0.25, ofBase: 0.4, ofAnswers: 0.625 },
    ]);
    expect(found.p).toBeCloseTo(0.0124, 4);
  });

  it.each([
    ['one stratum', [{ key: 'a', population: 10, asked: 5, answers: 2 }]],
    [
      'nobody asked',
      [
        { key: 'a', population: 10, asked: 0, answers: 0 },
        { key: 'b', population: 10, asked: 0, answers: 0 },
      ],
    ],
    [
      'everybody answering',
      [
        { key: 'a', population: 9, asked: 3, answers: 3 },
        { key: 'b', population: 9, asked: 3, answers: 3 },
      ],
    ],
  ])('is not tested on %s', (_, strata) => {
    expect(participation(strata).p).toBeNull();
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
