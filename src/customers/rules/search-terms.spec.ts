import { searchQuery, searchWords } from './search-terms.ts';

describe('the words of a customer', () => {
  it('are without accents, capitals or punctuation, the external id whole', () => {
    expect(searchWords({ firstName: 'Marie-Éloïse', lastName: "D'Aubigné", externalId: 'C-12 a' })).toEqual([
      'marie',
      'eloise',
      'd',
      'aubigne',
      'c-12a',
    ]);
    expect(searchWords({ firstName: null, lastName: null, externalId: 'x' })).toEqual(['x']);
  });
});

describe('a search', () => {
  it.each([
    ['Éloï mart', `'eloi':* & 'mart':*`],
    ["D'Aub", `'d':* & 'aub':*`],
    ['C-12', `'c-12':*`],
    ["o'1", `'o''1':*`],
    ['a\\1', `'a\\\\1':*`],
    [':* & |', null],
    ['  ', null],
  ])('%j: %s', (text, query) => {
    expect(searchQuery(text)).toBe(query);
  });
});
