import { countsOf, type Alike } from './frame.ts';

const alike = (stratum: string, n: number, more: Partial<Alike> = {}): Alike => ({
  ...{ stratum, reason: null, asked: false, n, sms: 0, ...more },
});

describe('a base is counted', () => {
  it('by stratum and by reason, the commonest first', () => {
    const all = [
      ...[alike('a', 10, { sms: 4 }), alike('a', 3, { asked: true, sms: 1 }), alike('a', 5, { reason: 'opted-out' })],
      ...[alike('b', 7), alike('b', 9, { reason: 'erased' })],
    ];
    const counts = countsOf(all, []);
    expect(counts).toEqual({
      base: 34,
      excluded: { erased: 9, 'opted-out': 5, 'already-asked': 3 },
      strata: [
        { key: 'a', population: 13, available: 10, bySms: 4 },
        { key: 'b', population: 7, available: 7, bySms: 0 },
      ],
      emptied: new Map(),
    });
    expect(Object.keys(counts.excluded)).toEqual(['erased', 'opted-out', 'already-asked']);
  });

  it('with one record for each person', () => {
    const counts = countsOf(
      [alike('a', 10, { sms: 4 }), alike('b', 2)],
      [
        { stratum: 'a', n: 3, sms: 1 },
        { stratum: 'b', n: 2, sms: 0 },
      ],
    );
    expect(counts).toEqual({
      ...{ base: 12, excluded: { 'same-person': 5 }, emptied: new Map() },
      strata: [{ key: 'a', population: 7, available: 7, bySms: 3 }],
    });
  });

  it('and strata of whom nobody can be asked are told, those of nobody at all are not', () => {
    const { strata, emptied } = countsOf(
      [alike('a', 4, { reason: 'no-contact' }), alike('b', 4, { reason: 'erased' })],
      [],
    );
    expect([strata, emptied]).toEqual([[], new Map([['a', 4]])]);
  });
});
