/**
 * A row of a CSV file as an interaction. Columns are named as in the API (`occurredAt` or `occurred_at`, `customer.phone`,
 * `measures.waitSeconds`, `attributes.basket`), in any case. An empty cell says nothing. What cannot be read stays as it is written,
 * so that it is refused with its name.
 */
export function fromCsv(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(row)) {
    const value = cell.trim();
    if (value === '') continue;
    put(input, column.split('.').map(nameOf), value);
  }
  return input;
}

const NAMES = [
  ...['id', 'touchpoint', 'occurredAt', 'site', 'agent', 'channel', 'customer', 'measures', 'attributes'],
  ...[
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
    'since',
  ],
  ...['consents', 'sms', 'waitSeconds', 'firstResponseSeconds', 'handleSeconds', 'contacts'],
  ...['resolvedAtFirstContact', 'abandoned'],
];
const BY_NAME = new Map(NAMES.map((name) => [name.toLowerCase(), name]));
const NUMBERS = new Set(['waitSeconds', 'firstResponseSeconds', 'handleSeconds', 'contacts']);
const FLAGS = new Set(['vip', 'sms', 'email', 'resolvedAtFirstContact', 'abandoned']);

function nameOf(part: string, depth: number, path: readonly string[]): string {
  const own = part.trim();
  const isAttribute = depth > 0 && /^attributes$/i.test(path[depth - 1]?.trim() ?? '');
  return isAttribute ? own : (BY_NAME.get(own.replaceAll(/[_ -]/g, '').toLowerCase()) ?? own);
}

function put(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: string): void {
  if (name === '__proto__') return;
  if (rest.length > 0 && name !== 'attributes') {
    const inner = (into[name] ?? {}) as Record<string, unknown>;
    into[name] = inner;
    if (name === 'measures' || name === 'consents') inner[rest.join('.')] = typed(rest.join('.'), value);
    else put(inner, rest, value);
    return;
  }
  if (rest.length > 0) into[name] = { ...(into[name] as object | undefined), [rest.join('.')]: value };
  else into[name] = name === 'vip' ? typed(name, value) : value;
}

const YES = new Set(['true', '1', 'yes', 'oui', 'vrai']);
const NO = new Set(['false', '0', 'no', 'non', 'faux']);

function typed(name: string, value: string): string | number | boolean {
  const plain = value.replace(',', '.');
  if (NUMBERS.has(name) && /^-?\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  if (FLAGS.has(name) && YES.has(value.toLowerCase())) return true;
  if (FLAGS.has(name) && NO.has(value.toLowerCase())) return false;
  return value;
}
