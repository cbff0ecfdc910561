import { estimate, type Answer } from './estimate.ts';
import { waveChange } from './wave-change.ts';
import { weigh } from './weights.ts';

/** How 400 people answer twice, as counts of (before, after): 55 % promoters and 20 % detractors each time, correlated by 0.6. */
const TWICE: readonly (readonly [before: number, after: number, people: number])[] = [
  [1, 1, 150],
  [-1, -1, 50],
  [1, 0, 70],
  [0, 1, 70],
  [-1, 0, 30],
  [0, -1, 30],
];
const strata = [{ key: 'all', levels: ['all'], population: 1_000_000, answers: 400 }];

/** Of each kind, so large a share answers both waves; the others are other people each time. */
function waves(overlap: number): [Answer[], Answer[]] {
  const before: Answer[] = [];
  const after: Answer[] = [];
  for (const [was, is, people] of TWICE)
    for (let n = 0; n < people; n += 1) {
      const name = `${was}/${is}/${n}`;
      before.push({ person: name, stratum: 'all', value: was });
      after.push({ person: n < people * overlap ? name : `other ${name}`, stratum: 'all', value: is });
    }
  return [before, after];
}

/** Domain TV-12; the counts hold a correlation of 0.6016. */
describe('the error of a change, n = 400 a wave', () => {
  it.each([
    [0, 5.6013],
    [0.5, 4.6864],
    [1, 3.5426],
  ])('with %d of the people in both waves is %d points', (overlap, expected) => {
    const [before, after] = waves(overlap).map((answers) => {
      const weighting = weigh(strata);
      const found = estimate('net', answers, weighting);
      if (!found) throw new Error('somebody answered');
      return { estimate: found, answers, weighting };
    });
    if (!before || !after) throw new Error('two waves');
    const { change, ci } = waveChange(before, after);
    expect(change).toBeCloseTo(0, 9);
    expect((ci[1] - ci[0]) / 2 / 1.959964).toBeCloseTo(expected, 1);
  });
});
