import { BLANK, patched, type Content, type KeyOf } from './content.ts';
import { readCustomer, readExternalId } from './read-customer.ts';
import type { InputError } from './text.ts';

/** A customer as the database has it. */
export interface Known extends Content {
  /** Keyed hash of the input that wrote it last. */
  contentHash: Buffer | null;
}

/** One customer to write. Clear contact points are there only when they change. */
export interface Write {
  externalId: string;
  content: Content;
  /** Fields changed; all that were given when the customer is new. */
  changed: string[];
  created: boolean;
  contentHash: Buffer;
  phone?: string | null;
  email?: string | null;
}

export interface UpsertPlan {
  /** For each input, in order: whom it is about and whether it made them, or why it was refused. */
  outcomes: ({ externalId: string; created: boolean; changed: boolean } | { errors: InputError[] })[];
  writes: Write[];
}

interface Options {
  keyOf: KeyOf;
  allowFiction: boolean;
}

/** The country in which national numbers are read when nothing says another. */
const HOME = 'FR';

/**
 * What inputs change, given the customers there are.
 * - Inputs about one customer are applied one after the other: the last wins for all of them.
 * - The very input that wrote a customer last is not read again.
 * - A refused input changes nothing and spoils no other.
 */
export function planUpserts(
  inputs: readonly unknown[],
  known: ReadonlyMap<string, Known>,
  options: Options,
): UpsertPlan {
  const writes = new Map<string, Write>();
  const outcomes = inputs.map((input): UpsertPlan['outcomes'][number] => {
    const externalId = externalIdOf(input);
    const before = externalId === null ? undefined : known.get(externalId);
    const pending = externalId === null ? undefined : writes.get(externalId);
    const contentHash = options.keyOf(JSON.stringify(input) ?? '');
    if (externalId !== null && before && !pending && before.contentHash?.equals(contentHash)) {
      return { externalId, created: false, changed: false };
    }
    const current = pending?.content ?? before ?? BLANK;
    const read = readCustomer(input, { country: current.country ?? HOME, allowFiction: options.allowFiction });
    if ('errors' in read) return read;
    const patch = read.value;
    const { content, changed } = patched(current, patch, options.keyOf);
    const created = !before && !pending;
    if (created || changed.length > 0) {
      writes.set(patch.externalId, {
        ...(pending ?? { created }),
        externalId: patch.externalId,
        content,
        changed: [...new Set([...(pending?.changed ?? []), ...changed])],
        contentHash,
        ...(changed.includes('phone') && { phone: patch.phone?.e164 ?? null }),
        ...(changed.includes('email') && { email: patch.email ?? null }),
      });
    }
    return { externalId: patch.externalId, created, changed: created || changed.length > 0 };
  });
  return { outcomes, writes: [...writes.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1)) };
}

/** The external id an input names, as it will be matched; null when it names none that could be. */
export function externalIdOf(input: unknown): string | null {
  const read = readExternalId((input as { externalId?: unknown } | null | undefined)?.externalId);
  return 'value' in read ? read.value : null;
}
