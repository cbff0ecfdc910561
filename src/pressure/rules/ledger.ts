import { judge, type History, type Place } from './judge.ts';
import type { PressureRule } from './policy.ts';
import type { Ask, Verdict } from './verdict.ts';

/** A place, and one contact key under which it counts. */
export interface LedgerRow extends Place {
  readonly contactKey: Buffer;
}

/** Places by contact key, in memory: what the database holds for the people of one batch, or for all in a simulation. */
export class Ledger {
  readonly #places = new Map<string, Place[]>();
  readonly #holds = new Set<string>();

  constructor({ rows = [], holds = [] }: { rows?: readonly LedgerRow[]; holds?: readonly Buffer[] } = {}) {
    for (const row of rows) this.#add(row.contactKey, row);
    for (const key of holds) this.#holds.add(textOf(key));
  }

  take(keys: readonly Buffer[], place: Place): void {
    for (const key of keys) this.#add(key, place);
  }

  /** Each place once, under however many of the person's keys it counts. */
  of(keys: readonly Buffer[]): History {
    const places = new Map<string, Place>();
    for (const key of keys)
      for (const place of this.#places.get(textOf(key)) ?? []) places.set(place.invitation, place);
    return { places: [...places.values()], held: keys.some((key) => this.#holds.has(textOf(key))) };
  }

  #add(key: Buffer, place: Place): void {
    const text = textOf(key);
    const known = this.#places.get(text);
    if (known) known.push(place);
    else this.#places.set(text, [place]);
  }
}

/** Decides on asks in order, at one instant: a place granted to one counts for the next. */
export function reserveAll(asks: readonly Ask[], ledger: Ledger, rules: readonly PressureRule[], now: Date): Verdict[] {
  return asks.map((ask) => {
    const verdict = judge(ask, ledger.of(ask.personKeys), rules, now);
    if (verdict.granted) ledger.take(ask.ownKeys, placeOf(ask, now));
    return verdict;
  });
}

/**
 * Judges an ask that may hold a place already: by the places taken before its own, so that a person never stands in their own
 * way, and of two who compete the first keeps what it was given.
 */
export function othersBefore(ask: Pick<Ask, 'invitation'>, history: History): History {
  const own = history.places.find(({ invitation }) => invitation === ask.invitation);
  if (!own) return history;
  return { held: history.held, places: history.places.filter((place) => isBefore(place, own)) };
}

export function placeOf(ask: Ask, takenAt: Date): Place {
  const { invitation, customer, touchpoint, temperature, channel } = ask;
  return { invitation, customer, touchpoint, temperature, channel, takenAt, reminders: [], answeredAt: null };
}

/** Ids are UUIDs of version 7: within one instant they follow the order in which they were made. */
function isBefore(a: Place, b: Place): boolean {
  return a.takenAt < b.takenAt || (a.takenAt.getTime() === b.takenAt.getTime() && a.invitation < b.invitation);
}

function textOf(key: Buffer): string {
  return key.toString('latin1');
}
