import { lineCsv } from './lines-csv.ts';

const line = (more: Partial<Parameters<typeof lineCsv>[0]> = {}) => ({
  line: 2,
  externalId: 'till-1',
  outcome: 'scheduled',
  reason: null,
  errors: null,
  ...more,
});

describe('a line of the report', () => {
  it.each([
    ['recorded', line(), '2,till-1,scheduled,,'],
    ['stopped', line({ outcome: 'suppressed', reason: 'pressure' }), '2,till-1,suppressed,pressure,'],
    [
      'refused for two reasons',
      line({
        externalId: null,
        outcome: 'refused',
        errors: [
          { path: 'customer.phone', code: 'phone', message: 'is no "phone"' },
          { path: '', code: 'x', message: 'is odd' },
        ],
      }),
      '2,,refused,,"customer.phone is no ""phone""; is odd"',
    ],
    ['with an id that a spreadsheet would reckon', line({ externalId: '=1+1' }), "2,'=1+1,scheduled,,"],
  ])('%s', (_, given, csv) => {
    expect(lineCsv(given)).toBe(`${csv}\r\n`);
  });
});
