import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { check, schema } from '#platform/http';
import { templatesFolder } from '#platform/templates';
import type { DeliveryErrorKind } from '#platform/transport';

/** What a code says of the number itself: why it cannot be used, and for how many days (null: until it changes). */
export interface Contact {
  readonly cause: 'invalid' | 'landline' | 'blocked' | 'opted-out';
  readonly forDays: number | null;
}

export interface SmsVerdict {
  /** What a refusal with this code means for the message. */
  readonly kind: DeliveryErrorKind;
  readonly meaning: string;
  readonly contact: Contact | null;
  /** A text that was taken and did not arrive may be sent again so often, so long after each. */
  readonly again: { readonly times: number; readonly afterMinutes: number } | null;
  /** A larger share than that of the last texts, and sending stops until somebody has looked. */
  readonly stops: { readonly percent: number; readonly of: number } | null;
}

const oneOf = <const Word extends string>(...words: Word[]) => Type.Unsafe<Word>(Type.Enum(words));

const Row = Type.Object(
  {
    kind: oneOf('permanent', 'passing', 'uncertain'),
    meaning: Type.String({ minLength: 5 }),
    contact: Type.Optional(
      Type.Object({
        cause: oneOf('invalid', 'landline', 'blocked', 'opted-out'),
        forDays: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
      }),
    ),
    again: Type.Optional(
      Type.Object({ times: Type.Integer({ minimum: 1 }), afterMinutes: Type.Integer({ minimum: 0 }) }),
    ),
    stops: Type.Optional(Type.Object({ percent: Type.Number({ minimum: 0 }), of: Type.Integer({ minimum: 1 }) })),
  },
  { additionalProperties: false },
);
const Table = schema(
  'TwilioCodes',
  Type.Object({
    codes: Type.Record(Type.String({ pattern: '^(\\d{5}|\\d{2}xxx)$' }), Row, { additionalProperties: false }),
  }),
);

type Rows = Readonly<Record<string, Static<typeof Row>>>;

/**
 * What each of Twilio's codes means for the message and for the number: `templates/codes/twilio.json`. Meanings change, so it
 * is data; `30xxx` stands for the codes of its hundred that have no row (domain 3.4).
 * @throws Error where the file is none of that
 */
export function readCodes(text: string): Rows {
  const read = check(Table, { codes: JSON.parse(text) as unknown });
  if ('errors' in read) throw new Error(`templates/codes/twilio.json: ${JSON.stringify(read.errors)}`);
  return read.value.codes;
}

const CODES = readCodes(readFileSync(join(templatesFolder, 'codes', 'twilio.json'), 'utf8'));

/** Codes whose meaning we know; each has its sentence in `templates/words`, `delivery.code.twilio`. */
export const KNOWN_CODES: readonly string[] = Object.keys(CODES).filter((code) => /^\d+$/.test(code));

/** The verdict of a code; of one without a row, that of its family; else it is permanent, because the provider gave up. */
export function verdictOfCode(code: number): SmsVerdict {
  const row = CODES[String(code)] ?? CODES[`${String(code).slice(0, 2)}xxx`];
  const { kind = 'permanent', meaning = `The provider refused it with code ${code}.` } = row ?? {};
  return { kind, meaning, contact: row?.contact ?? null, again: row?.again ?? null, stops: row?.stops ?? null };
}
