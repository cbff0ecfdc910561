import { lockedChanges, namingFault, programmeOf } from './programme-input.ts';
import type { Programme } from './programme.ts';

const programme = (more: Partial<Programme> = {}): Programme =>
  programmeOf('base', {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], start: '2027-01-01' },
    target: { perWave: 100 },
    ...more,
  });

describe('once a wave is drawn', () => {
  it.each<[string, Partial<Programme>, Partial<Programme>, string[]]>([
    ['the name may change', {}, { name: 'Autre' }, []],
    ['whom it asks may not', {}, { kind: 'employees' }, ['kind']],
    ['the seed and the strata may not', {}, { seed: 'other', strata: ['site'] }, ['seed', 'strata']],
    ['the smallest group of customers may', { minimumGroup: 10 }, { minimumGroup: 5 }, []],
    [
      'that of employees may not be less than was promised',
      { kind: 'employees', minimumGroup: 10 },
      { kind: 'employees', minimumGroup: 9 },
      ['minimumGroup'],
    ],
    ['but more', { kind: 'employees', minimumGroup: 10 }, { kind: 'employees', minimumGroup: 11 }, []],
  ])('%s', (_, before, after, expected) => {
    expect(lockedChanges(programme(before), programme(after))).toEqual(expected);
  });
});

describe('a questionnaire for employees', () => {
  it.each([
    ['employees', ['nps', 'text'], 0],
    ['employees', ['nps', 'contact'], 1],
    ['employees', ['nps', 'publish'], 1],
    ['customers', ['nps', 'contact', 'publish'], 0],
  ] as const)('of a barometer of %s that asks %j has %i faults', (kind, kinds, faults) => {
    const found = namingFault(
      kind,
      kinds.map((one) => ({ kind: one })),
    );
    expect(found.map(({ code }) => code)).toEqual(Array.from({ length: faults }, () => 'not-anonymous'));
  });
});
