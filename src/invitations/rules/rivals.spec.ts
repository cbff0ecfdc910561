import { rivals } from './rivals.ts';

const person = (...keys: string[]) => keys.map((key) => Buffer.from(key));

describe('rivals for a place', () => {
  it.each<[string, Buffer[][], number[]]>([
    ['nobody waits', [], []],
    ['one waits alone', [person('lea')], [0]],
    [
      'two wait for one person, one for another',
      [person('lea', 'phone'), person('max'), person('lea', 'phone')],
      [1, 0, 1],
    ],
  ])('%s', (_, persons, expected) => {
    expect(rivals(persons)).toEqual(expected);
  });
});
