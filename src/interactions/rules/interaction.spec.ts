import { canonical, faultsOf, type InteractionInput } from './interaction.ts';

const NOW = new Date('2026-05-10T10:00:00Z');
const anInteraction = (more: Partial<InteractionInput> = {}): InteractionInput => ({
  id: 'till-1',
  touchpoint: 'store-visit',
  occurredAt: '2026-05-10T09:00:00Z',
  customer: { externalId: 'c-1' },
  ...more,
});

describe('faultsOf', () => {
  it.each<[string, Partial<InteractionInput>, string[]]>([
    ['nothing', {}, []],
    ['a leap second no clock has', { occurredAt: '2026-05-10T23:59:60Z' }, ['occurredAt']],
    ['an event a day ahead', { occurredAt: '2026-05-11T10:00:00Z' }, []],
    ['an event more than a day ahead', { occurredAt: '2026-05-11T10:00:01Z' }, ['occurredAt']],
    ['attributes without end', { attributes: { text: 'a'.repeat(9_000) } }, ['attributes']],
    ['a character no database keeps', { attributes: { text: '\u0000' } }, ['attributes.text']],
    ['a name no database keeps', { attributes: { 'a\u0000': 1 } }, ['attributes']],
    ['half a character', { customer: { externalId: '\ud83d' } }, ['customer.externalId']],
    ['a whole one', { customer: { externalId: '\ud83d\ude42' } }, []],
    ['text that only looks like an escape', { attributes: { text: '\\u0000' } }, []],
  ])('finds %s', (_, more, paths) => {
    expect(faultsOf(anInteraction(more), NOW).map(({ path }) => path)).toEqual(paths);
  });
});

describe('canonical', () => {
  it('is the same whatever the order of names, at any depth', () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonical({ a: null, b: [{ c: 2, d: 1 }] }));
  });

  it.each<[unknown, unknown]>([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
  ])('tells %j from %j', (one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
  });
});
