/**
 * A row of a CSV file as a customer input. Columns are named as in the API (`firstName` or `first_name`, `consents.sms`,
 * `attributes.colour`), in any case. An empty cell leaves the field as it is. What cannot be read stays as it is written,
 * so that it is refused with its name.
 */
export function fromCsv(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(row)) {
    const value = cell.trim();
    if (value === '') continue;
    const [first = '', ...rest] = column.split('.');
    const field = fieldOf(first);
    if (rest.length === 0) input[field] = FLAGGED.has(field) ? flagOf(value) : value;
    else input[field] = { ...(input[field] as object | undefined), ...nested(field, rest.join('.'), value) };
  }
  return input;
}

const FIELDS = [
  'externalId',
  'firstName',
  'lastName',
  'email',
  'phone',
  'locale',
  'timeZone',
  'country',
  'segment',
  'vip',
  'employee',
  'site',
  'since',
  'attributes',
  'consents',
];
const FLAGGED = new Set(['vip', 'employee']);
const BY_NAME = new Map(FIELDS.map((field) => [field.toLowerCase(), field]));

function fieldOf(column: string): string {
  return BY_NAME.get(column.replaceAll(/[_ -]/g, '').toLowerCase()) ?? column;
}

function nested(field: string, name: string, value: string): Record<string, unknown> {
  return field === 'consents' ? { [name.toLowerCase()]: flagOf(value) } : { [name]: value };
}

const FLAGS = new Map([
  ...['true', '1', 'yes', 'oui', 'vrai'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'non', 'faux'].map((word) => [word, false] as const),
]);

function flagOf(value: string): boolean | string {
  return FLAGS.get(value.toLowerCase()) ?? value;
}
