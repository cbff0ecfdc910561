import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { Type, type Static, type TSchema } from 'typebox';
import { invalid, type FieldError, type Problem } from './problem.ts';

/** A named JSON Schema that validates what comes in, types it, and describes it in the OpenAPI document. */
export interface Schema<Of extends TSchema = TSchema> extends StandardSchemaV1<unknown, Static<Of>> {
  readonly name: string;
  readonly json: Of;
  /** What is sent, unless it is JSON. */
  readonly media?: readonly string[];
  /** The request may come without any body. */
  readonly optional?: boolean;
}

export type SchemaOf<S> = S extends Schema<infer Of> ? Static<Of> : never;

/** `coerce` is for what arrives as text: query strings and forms. */
export function schema<Of extends TSchema>(name: string, json: Of, { coerce = false } = {}): Schema<Of> {
  let compiled: ValidateFunction<Static<Of>> | undefined;
  const validate = (value: unknown): StandardSchemaV1.Result<Static<Of>> => {
    compiled ??= (coerce ? lenient : strict).compile<Static<Of>>(json);
    if (compiled(value)) return { value };
    return { issues: (compiled.errors ?? []).slice(0, 50).map(issueOf) };
  };
  return { name, json, '~standard': { version: 1, vendor: 'chaudfroid', validate } };
}

/** The same, where nothing at all is as good as `{}`. */
export function orNothing<Of extends TSchema>(of: Schema<Of>): Schema<Of> {
  const standard = of['~standard'];
  const validate = (value: unknown) => standard.validate(value ?? {});
  return { ...of, optional: true, '~standard': { ...standard, validate } };
}

const options = { allErrors: true, strict: true, allowUnionTypes: true, discriminator: true } as const;
const strict = withFormats(new Ajv(options));
const lenient = withFormats(new Ajv({ ...options, coerceTypes: 'array' }));

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv, { mode: 'full', formats: ['date', 'time', 'uuid', 'email', 'uri'] });
  return ajv.addFormat('date-time', isInstant);
}

const dateTime = fullFormats['date-time'] as { validate(text: string): boolean };

/** RFC 3339, and a time that JavaScript and PostgreSQL can hold: neither knows a leap second, nor an offset without minutes. */
function isInstant(text: string): boolean {
  return dateTime.validate(text) && !Number.isNaN(Date.parse(text));
}

interface Issue extends StandardSchemaV1.Issue {
  readonly code: string;
}

function issueOf(error: ErrorObject): Issue {
  const parent = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { missingProperty, additionalProperty } = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
  };
  const own = missingProperty ?? additionalProperty;
  const code = CODES[error.keyword] ?? error.keyword;
  const message = error.keyword === 'pattern' ? 'has characters that are not allowed here' : (error.message ?? code);
  return { path: own === undefined ? parent : [...parent, own], code, message };
}

const CODES: Readonly<Record<string, string>> = {
  required: 'required',
  additionalProperties: 'unknown-field',
  type: 'wrong-type',
  enum: 'not-one-of',
  const: 'not-one-of',
  anyOf: 'no-match',
  format: 'wrong-format',
  pattern: 'wrong-format',
  minLength: 'too-short',
  maxLength: 'too-long',
  minimum: 'too-small',
  maximum: 'too-large',
  minItems: 'too-few',
  maxItems: 'too-many',
};

/** What the validation pipe throws: every fault of what was sent, each naming its field. */
export function refusal(issues: readonly StandardSchemaV1.Issue[]): Problem {
  return invalid(...issues.map(fieldErrorOf));
}

/** Checks a form by hand, so that the page can come back with what was typed. */
export function check<Of extends TSchema>(
  of: Schema<Of>,
  value: unknown,
): { value: Static<Of> } | { errors: FieldError[] } {
  const result = of['~standard'].validate(value) as StandardSchemaV1.Result<Static<Of>>;
  return result.issues ? { errors: result.issues.map(fieldErrorOf) } : { value: result.value };
}

function fieldErrorOf(issue: StandardSchemaV1.Issue): FieldError {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { path, code: (issue as Issue).code, message: issue.message };
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

const NO_CONTROLS = '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uFFFE\\uFFFF]*$';
const ONE_LINE = '^[^\\u0000-\\u001F\\u007F\\u2028\\u2029\\uFFFE\\uFFFF]*$';

/** Text a person wrote; one line unless said. PostgreSQL refuses U+0000, people never mean the other control characters. */
export function Text({ min = 0, max, lines = false }: { min?: number; max: number; lines?: boolean }) {
  return Type.String({ minLength: min, maxLength: max, pattern: lines ? NO_CONTROLS : ONE_LINE });
}

/** A name that programs use: `store-visit`, `lyon-2`. */
export const Key = Type.String({ minLength: 1, maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' });

/** ISO 8601 with an offset. */
export const Instant = Type.String({ format: 'date-time', maxLength: 40 });

/** ISO 8601 duration of weeks, days, hours, minutes and seconds: `PT30M`, `P3D`. */
export const IsoDuration = Type.String({
  maxLength: 30,
  pattern: '^P(?!$)(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
});

export const LocalizedText = (max: number) =>
  Type.Object({ fr: Text({ min: 1, max }), en: Type.Optional(Text({ min: 1, max })) }, { additionalProperties: false });
