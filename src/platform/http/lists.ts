import { Type } from 'typebox';
import { validate as isUuid } from 'uuid';
import { Problem } from './problem.ts';
import { schema } from './schema.ts';

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

export const Cursor = Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_-]*$' });

/** What every list takes: spread into the query's schema. */
export const ListQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Cursor),
};

/** The query of a list that takes nothing else. */
export const PlainList = schema('List', Type.Object(ListQuery, { additionalProperties: false }), { coerce: true });

/**
 * Cuts a page out of `limit + 1` rows read in order; the cursor holds the last row's sort key.
 * Pages by key, never by offset: a deep page costs what the first does, and new rows shift nothing.
 */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => readonly (string | number | null)[],
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null };
}

type SortKey = (string | number | null)[];

/** @param isOurs whether the parts are what this list puts there @throws Problem 400 when the cursor is not one of ours. */
export function decodeCursor(
  cursor: string | undefined,
  parts: number,
  isOurs: (key: SortKey) => boolean = () => true,
): SortKey | null {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every(isPart) && isOurs(key as SortKey))
      return key as SortKey;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.', {
    errors: [{ path: 'cursor', code: 'wrong-format', message: 'is not a cursor this list gave' }],
  });
}

/** The last row read of a list in order of time. */
export interface Position {
  readonly at: string;
  readonly id: string;
}

/** @throws Problem 400 when the cursor is not one that a list in order of time gave. */
export function positionOf(cursor: string | undefined): Position | null {
  const key = decodeCursor(cursor, 2, ([at, id]) => isTime(at) && isUuid(id)) as [string, string] | null;
  return key && { at: key[0], id: key[1] };
}

/** A page of a list so short that it is read whole, in an order of its own. @throws Problem 400 when the cursor is not one it gave */
export function pageOfAll<Item extends { readonly key: string }>(
  all: readonly Item[],
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Page<Item> {
  const placeOf = (last: unknown) => all.findIndex(({ key }) => key === last);
  const after = decodeCursor(cursor, 1, ([last]) => placeOf(last) >= 0);
  const from = after ? placeOf(after[0]) + 1 : 0;
  return pageOf(all.slice(from, from + limit + 1), limit, ({ key }) => [key]);
}

/** A time as `toISOString` writes it: `Date` alone reads more than PostgreSQL does. */
export function isTime(part: unknown): boolean {
  return typeof part === 'string' && !Number.isNaN(Date.parse(part)) && new Date(part).toISOString() === part;
}

/** PostgreSQL takes no U+0000 in a text. */
function isPart(part: unknown): boolean {
  return part === null || typeof part === 'number' || (typeof part === 'string' && !part.includes('\0'));
}
