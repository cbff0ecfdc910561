import type { TSchema } from 'typebox';

/** A value of the right shape but for one field. */
export interface Fault {
  readonly kind:
    | 'wrong-type'
    | 'missing'
    | 'unknown-field'
    | 'too-long'
    | 'control'
    | 'not-one-of'
    | 'impossible-date'
    | 'too-large';
  /** Of the field, dotted, as problems name it. */
  readonly path: string;
  readonly value: unknown;
}

interface Json extends TSchema {
  type?: string;
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  anyOf?: Json[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  minProperties?: number;
  additionalProperties?: boolean | Json;
}

type Wrong = Pick<Fault, 'kind' | 'value'>;

/**
 * Every way in which one field of what this schema takes can be wrong.
 * @param asText of a query: everything arrives as text, so a text cannot be of another type.
 */
export function faultsOf(schema: TSchema, { asText = false } = {}): Fault[] {
  const root = schema as Json;
  return [...fieldFaults(root, '', (value) => value, asText)];
}

function* fieldFaults(
  schema: Json,
  path: string,
  within: (value: unknown) => unknown,
  asText: boolean,
): Generator<Fault> {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (schema.type === 'object') {
    const whole = sample(schema) as Record<string, unknown>;
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const put = (value: unknown) => within({ ...whole, [name]: value });
      for (const { kind, value } of wrongs(field, asText)) yield { kind, path: at(name), value: put(value) };
      if (schema.required?.includes(name))
        yield { kind: 'missing', path: at(name), value: within(without(whole, name)) };
      yield* fieldFaults(field, at(name), put, asText);
    }
    if (schema.additionalProperties === false)
      yield {
        kind: 'unknown-field',
        path: at('nobodyAskedForThis'),
        value: within({ ...whole, nobodyAskedForThis: 1 }),
      };
  } else if (schema.type === 'array' && schema.items && !asText) {
    for (const { kind, value } of wrongs(schema.items, asText)) yield { kind, path: at('0'), value: within([value]) };
    yield* fieldFaults(schema.items, at('0'), (value) => within([value]), asText);
  }
}

function* wrongs(schema: Json, asText: boolean): Generator<Wrong> {
  if (schema.anyOf) {
    if (!asText) yield { kind: 'wrong-type', value: isFree(schema) ? 'text' : { is: { of: 'no kind' } } };
    if (isChoice(schema)) yield { kind: 'not-one-of', value: 'nothing-on-the-list' };
    return;
  }
  if (schema.const !== undefined || schema.enum) yield { kind: 'not-one-of', value: 'nothing-on-the-list' };
  else if (schema.type === 'string') yield* wrongTexts(schema, asText);
  else if (schema.type === 'number' || schema.type === 'integer') yield* wrongNumbers(schema);
  else if (schema.type === 'boolean') yield { kind: 'wrong-type', value: 'perhaps' };
  else if (schema.type === 'object' || schema.type === 'array') yield { kind: 'wrong-type', value: 'text' };
}

/** Takes an object of any shape. */
function isFree({ anyOf = [] }: Json): boolean {
  return anyOf.some(({ type, properties }) => type === 'object' && Object.keys(properties ?? {}).length === 0);
}

function isChoice({ anyOf = [] }: Json): boolean {
  return anyOf.every((one) => one.const !== undefined);
}

function* wrongTexts({ format, pattern, maxLength }: Json, asText: boolean): Generator<Wrong> {
  if (!asText) yield { kind: 'wrong-type', value: 5 };
  if (maxLength !== undefined && maxLength < 50_000) yield { kind: 'too-long', value: 'a'.repeat(maxLength + 1) };
  if (pattern !== undefined || format !== undefined) yield { kind: 'control', value: 'a\u0000b' };
  if (format === 'date-time')
    for (const value of [
      '2026-02-30T10:00:00Z',
      '2026-03-01T25:00:00Z',
      '2026-06-30T10:00:00+05',
      '2016-12-31T23:59:60Z',
      '2026-03-01',
    ])
      yield { kind: 'impossible-date', value };
  if (format === 'date')
    for (const value of ['2026-02-30', '2026-13-01', 'yesterday']) yield { kind: 'impossible-date', value };
}

function* wrongNumbers({ minimum, maximum }: Json): Generator<Wrong> {
  yield { kind: 'wrong-type', value: 'many' };
  if (minimum !== undefined) yield { kind: 'too-large', value: minimum - 1 };
  if (maximum !== undefined) yield { kind: 'too-large', value: maximum + 1 };
}

function without(whole: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
}

/** The least that the schema takes. */
function sample(schema: Json): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0] as Json);
  if (schema.type === 'object') {
    const needed = schema.required ?? [];
    const names =
      needed.length >= (schema.minProperties ?? 0)
        ? needed
        : Object.keys(schema.properties ?? {}).slice(0, schema.minProperties);
    return Object.fromEntries(names.map((name) => [name, sample(schema.properties?.[name] as Json)]));
  }
  if (schema.type === 'array') return schema.items && (schema.minItems ?? 0) > 0 ? [sample(schema.items)] : [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 1;
  return text(schema);
}

const WRITTEN: Readonly<Record<string, string>> = {
  'date-time': '2026-03-01T10:00:00Z',
  date: '2026-03-01',
  time: '10:00:00Z',
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'a@example.org',
  uri: 'https://example.org/',
};

function text({ format, pattern, minLength = 1 }: Json): string {
  if (format) return WRITTEN[format] ?? format;
  if (pattern?.includes('P(?!$)')) return 'PT1H';
  return 'a'.repeat(Math.max(1, minLength));
}
