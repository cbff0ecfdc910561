import { fromCsv } from './from-csv.ts';

describe('a row of a CSV file', () => {
  it.each([
    [
      { id: 'v-1', Touchpoint: 'store-visit', occurred_at: '2026-03-02' },
      { id: 'v-1', touchpoint: 'store-visit', occurredAt: '2026-03-02' },
    ],
    [{ 'customer.external_id': 'c-1', 'Customer.Phone': ' 06 ' }, { customer: { externalId: 'c-1', phone: '06' } }],
    [{ 'customer.vip': 'oui', 'customer.consents.sms': 'non' }, { customer: { vip: true, consents: { sms: false } } }],
    [{ 'customer.email': 'lea@example.test' }, { customer: { email: 'lea@example.test' } }],
    [{ 'customer.attributes.Shoe Size': '38' }, { customer: { attributes: { 'Shoe Size': '38' } } }],
    [
      { 'measures.waitSeconds': '12,5', 'measures.abandoned': 'faux' },
      { measures: { waitSeconds: 12.5, abandoned: false } },
    ],
    [{ 'measures.contacts': 'two' }, { measures: { contacts: 'two' } }],
    [{ 'attributes.first_name': 'x', 'attributes.a.b': '1' }, { attributes: { first_name: 'x', 'a.b': '1' } }],
    [{ id: '', surname: 'Martin' }, { surname: 'Martin' }],
    [{ '__proto__.vip': 'oui' }, {}],
  ])('%j', (row, input) => {
    expect(fromCsv(row as Record<string, string>)).toEqual(input);
  });
});
