import { fromCsv } from './from-csv.ts';

describe('a row of a CSV file', () => {
  it.each<[Record<string, string>, Record<string, unknown>]>([
    [
      { externalId: ' c-1 ', firstName: 'Léa', phone: '' },
      { externalId: 'c-1', firstName: 'Léa' },
    ],
    [
      { EXTERNAL_ID: 'c-1', 'last name': 'Martin', 'time-zone': 'UTC' },
      { externalId: 'c-1', lastName: 'Martin', timeZone: 'UTC' },
    ],
    [
      { vip: 'Oui', employee: 'vrai', 'consents.sms': 'non', 'Consents.Email': '1' },
      { vip: true, employee: true, consents: { sms: false, email: true } },
    ],
    [{ 'attributes.Colour': 'bleu', 'attributes.a.b': '1' }, { attributes: { Colour: 'bleu', 'a.b': '1' } }],
    [
      { vip: 'perhaps', surname: 'Martin' },
      { vip: 'perhaps', surname: 'Martin' },
    ],
  ])('%j', (row, input) => {
    expect(fromCsv(row)).toEqual(input);
  });
});
