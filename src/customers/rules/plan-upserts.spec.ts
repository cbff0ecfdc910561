import { BLANK } from './content.ts';
import { planUpserts, type Known } from './plan-upserts.ts';

const keyOf = (text: string) => Buffer.from(`key of ${text}`);
const options = { keyOf, allowFiction: false };
const plan = (inputs: unknown[], known: Record<string, Partial<Known>> = {}) =>
  planUpserts(
    inputs,
    new Map(Object.entries(known).map(([id, row]) => [id, { ...BLANK, contentHash: null, ...row }])),
    options,
  );

describe('planning upserts', () => {
  it('makes who is unknown and changes who is known', () => {
    const { outcomes, writes } = plan(
      [
        { externalId: 'b', firstName: 'Léa' },
        { externalId: 'a', phone: '06 12 34 56 78' },
      ],
      {
        b: { firstName: 'Lea', segment: 'gold' },
      },
    );
    expect(outcomes).toEqual([
      { externalId: 'b', created: false, changed: true },
      { externalId: 'a', created: true, changed: true },
    ]);
    expect(writes).toMatchObject([
      {
        externalId: 'a',
        created: true,
        phone: '+33612345678',
        content: { phoneKey: keyOf('+33612345678'), phoneSms: true },
      },
      { externalId: 'b', created: false, changed: ['firstName'], content: { firstName: 'Léa', segment: 'gold' } },
    ]);
    expect(writes[1]).not.toHaveProperty('phone');
  });

  it('writes nothing when nothing is new, whatever the case of the e-mail or the order of attributes', () => {
    const known = { a: { emailKey: keyOf('lea@example.fr'), attributes: { x: 1, y: { z: [1, 2] } } } };
    const input = { externalId: 'a', email: 'LEA@example.fr', attributes: { y: { z: [1, 2] }, x: 1 } };
    expect(plan([input], known)).toEqual({
      outcomes: [{ externalId: 'a', created: false, changed: false }],
      writes: [],
    });
    expect(plan([{ ...input, attributes: { y: { z: [2, 1] }, x: 1 } }], known).writes).toMatchObject([
      { changed: ['attributes'] },
    ]);
  });

  it('does not read again the very input that wrote a customer', () => {
    const input = { externalId: 'a', phone: 'never read' };
    expect(plan([input], { a: { contentHash: keyOf(JSON.stringify(input)) } }).outcomes).toEqual([
      { externalId: 'a', created: false, changed: false },
    ]);
  });

  it('reads it again after another input about the same customer', () => {
    const input = { externalId: 'a', firstName: 'Léa' };
    const known = { a: { firstName: 'Léa', contentHash: keyOf(JSON.stringify(input)) } };
    const { writes } = plan([{ externalId: 'a', firstName: 'Zoé' }, input], known);
    expect(writes).toMatchObject([{ content: { firstName: 'Léa' } }]);
  });

  it('applies inputs about one customer one after the other', () => {
    const { outcomes, writes } = plan([
      { externalId: 'a', firstName: 'Léa', phone: '06 12 34 56 78' },
      { externalId: ' a ', firstName: 'Zoé', email: 'zoe@example.fr' },
      { externalId: 'a', phone: null },
    ]);
    expect(outcomes.map((outcome) => 'created' in outcome && outcome.created)).toEqual([true, false, false]);
    expect(writes).toMatchObject([
      { created: true, phone: null, email: 'zoe@example.fr', content: { firstName: 'Zoé', phoneKey: null } },
    ]);
  });

  it('keeps a refused input from changing anything', () => {
    const { outcomes, writes } = plan([
      { externalId: 'a', firstName: 'Léa', email: 'no' },
      { externalId: 'a', lastName: 'Martin' },
    ]);
    expect(outcomes).toMatchObject([{ errors: [{ path: 'email' }] }, { externalId: 'a', created: true }]);
    expect(writes).toMatchObject([{ content: { firstName: null, lastName: 'Martin' } }]);
  });

  it('reads a number in the country that an earlier input gave', () => {
    const { writes } = plan([
      { externalId: 'a', country: 'BE' },
      { externalId: 'a', phone: '0470 12 34 56' },
    ]);
    expect(writes).toMatchObject([{ phone: '+32470123456' }]);
  });
});
