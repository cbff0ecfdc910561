import type { Step } from '#pressure';

/** What a touchpoint may ask of an event before anybody is asked about it. All of its conditions must hold. */
export interface Condition {
  /** `channel`, `site`, `agent`, `customer.vip|segment|locale`, `measures.NAME` or `attributes.NAME`. */
  readonly field: string;
  readonly op: Op;
  /** A text, number or yes-no; a list for `one-of`; the lowest and the highest for `between`; nothing for `present`, `absent`. */
  readonly value?: Value | undefined;
}

export const OPS = ['is', 'is-not', 'one-of', 'at-least', 'at-most', 'between', 'present', 'absent'] as const;
export type Op = (typeof OPS)[number];
export type Scalar = string | number | boolean;
export type Value = Scalar | readonly (string | number)[];

/** What the conditions may look at. `happened` is null when nothing has happened yet: what would be asked is tried beforehand. */
export interface Circumstances {
  readonly site: string | null;
  readonly customer: { readonly vip: boolean; readonly segment: string | null; readonly language: string };
  readonly happened: {
    readonly agent: string | null;
    readonly channel: string | null;
    readonly measures: Readonly<Record<string, unknown>>;
    readonly attributes: Readonly<Record<string, unknown>>;
  } | null;
}

const MEASURES = [
  'waitSeconds',
  'firstResponseSeconds',
  'handleSeconds',
  'contacts',
  'resolvedAtFirstContact',
  'abandoned',
] as const;
export const FIXED_FIELDS = [
  'channel',
  'site',
  'agent',
  'customer.vip',
  'customer.segment',
  'customer.locale',
  ...MEASURES.map((name) => `measures.${name}`),
];
const FLAGS = new Set(['customer.vip', 'measures.resolvedAtFirstContact', 'measures.abandoned']);
/** Fields that only say what happened: unknown until it has. */
const OF_EVENT = /^(channel|agent|measures\.|attributes\.)/;
const YES = new Set(['true', 'yes', 'oui', 'vrai']);
const NO = new Set(['false', 'no', 'non', 'faux']);

export function isField(field: string): boolean {
  return FIXED_FIELDS.includes(field) || /^attributes\..{1,64}$/s.test(field);
}

/** Whether the field is a yes or a no. */
export function isFlag(field: string): boolean {
  return FLAGS.has(field);
}

export type Held = 'holds' | 'fails' | 'unknown';

/**
 * Whether a condition holds. Numbers written as text count as numbers (a file knows no other), texts are compared whatever their
 * case, yes is `true`, `yes` or `oui`. What was not said is no value: only `is-not` and `absent` hold of it. Of a list, one
 * value is enough. `unknown` before anything happened.
 */
export function holds({ field, op, value }: Condition, circumstances: Circumstances): Held {
  if (circumstances.happened === null && OF_EVENT.test(field)) return 'unknown';
  const found = valueOf(field, circumstances);
  const values = Array.isArray(found) ? found.filter(isSaid) : isSaid(found) ? [found] : [];
  return test(values, op, value) ? 'holds' : 'fails';
}

/**
 * The look of the ledger at a condition, with what was found. A free attribute and the agent may name a person, and a decision is
 * kept for ever: of their texts only those that the condition itself names are repeated.
 */
export function stepOf(condition: Condition, circumstances: Circumstances): Step {
  const held = holds(condition, circumstances);
  const found = held === 'unknown' ? undefined : valueOf(condition.field, circumstances);
  const kept = isSaid(found) && isKeepable(found, condition) ? found : null;
  const state = held === 'unknown' ? 'unknown' : !isSaid(found) ? 'missing' : kept === null ? 'other' : 'said';
  return {
    rule: 'condition',
    verdict: held === 'fails' ? 'stop' : 'pass',
    params: {
      field: condition.field,
      op: condition.op,
      wanted: listOf(condition.value).map(String).join(', '),
      state,
      found: typeof kept === 'number' || kept === null ? kept : String(kept),
    },
  };
}

interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What no schema says of a condition: a field that is known, and a value that its comparison can use. */
export function conditionFaults({ field, op, value }: Condition): Fault[] {
  const faults: Fault[] = [];
  if (!isField(field)) faults.push({ path: 'field', code: 'unknown', message: `no field is known as ${field}` });
  const problem = valueProblem(op, value, isFlag(field));
  return problem ? [...faults, { path: 'value', ...problem }] : faults;
}

function valueProblem(op: Op, value: Condition['value'], flag: boolean): Omit<Fault, 'path'> | null {
  const values = listOf(value);
  switch (op) {
    case 'present':
    case 'absent':
      return value === undefined ? null : { code: 'not-expected', message: `is not used by ${op}` };
    case 'is':
    case 'is-not':
      if (Array.isArray(value) || !values.every(isSaid) || values.length === 0) return required('a single value');
      return flag && yesOrNo(value) === null ? { code: 'wrong-format', message: 'is neither true nor false' } : null;
    case 'one-of':
      return Array.isArray(value) && value.length > 0 && value.every(isSaid) ? null : required('a list of values');
    case 'at-least':
    case 'at-most':
      return !Array.isArray(value) && numberOf(value) !== null ? null : required('a number');
    case 'between': {
      const [low = null, high = null, ...more] = values.map(numberOf);
      if (low === null || high === null || more.length > 0) return required('the lowest and the highest number');
      return low <= high ? null : { code: 'too-small', message: 'ends before it begins' };
    }
  }
}

function required(what: string): Omit<Fault, 'path'> {
  return { code: 'wrong-format', message: `is not ${what}` };
}

function test(found: readonly unknown[], op: Op, value: Condition['value']): boolean {
  const wanted = listOf(value);
  const [low = null, high = null] = wanted.map(numberOf);
  const numbers = found.flatMap((one) => numberOf(one) ?? []);
  switch (op) {
    case 'present':
      return found.length > 0;
    case 'absent':
      return found.length === 0;
    case 'is':
    case 'one-of':
      return found.some((one) => wanted.some((other) => same(one, other)));
    case 'is-not':
      return !found.some((one) => wanted.some((other) => same(one, other)));
    case 'at-least':
      return low !== null && numbers.some((number) => number >= low);
    case 'at-most':
      return low !== null && numbers.some((number) => number <= low);
    case 'between':
      return low !== null && high !== null && numbers.some((number) => low <= number && number <= high);
  }
}

function valueOf(field: string, { site, customer, happened }: Circumstances): unknown {
  const dot = field.indexOf('.');
  const [of, name] = dot < 0 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)];
  switch (of) {
    case 'site':
      return site;
    case 'channel':
      return happened?.channel;
    case 'agent':
      return happened?.agent;
    case 'customer':
      return { vip: customer.vip, segment: customer.segment, locale: customer.language }[name];
    case 'measures':
      return own(happened?.measures, name);
    case 'attributes':
      return own(happened?.attributes, name);
    default:
      return undefined;
  }
}

function own(of: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return of && Object.hasOwn(of, name) ? of[name] : undefined;
}

function isSaid(value: unknown): value is Scalar {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.trim() !== '');
}

function isKeepable(found: Scalar, { field, value }: Condition): boolean {
  if (typeof found !== 'string') return true;
  const free = field === 'agent' || field.startsWith('attributes.');
  return !free || numberOf(found) !== null || listOf(value).some((wanted) => same(found, wanted));
}

function same(found: unknown, wanted: Scalar): boolean {
  const flags = [yesOrNo(found), yesOrNo(wanted)];
  if (typeof found === 'boolean' || typeof wanted === 'boolean') return flags[0] !== null && flags[0] === flags[1];
  const numbers = [numberOf(found), numberOf(wanted)];
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] === numbers[1];
  return fold(found) === fold(wanted);
}

/** True, false, or null when it is neither, as typed in French or English. */
export function yesOrNo(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return YES.has(fold(value)) ? true : NO.has(fold(value)) ? false : null;
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value.trim().replace(',', '.') : '';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function fold(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
}

function listOf(value: Condition['value']): readonly Scalar[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
