import type { Channel } from '#customers';
import { judge, type History, type Place } from './judge.ts';
import type { PressureRule } from './policy.ts';
import type { Ask, Verdict } from './verdict.ts';

/** A place, and one contact key under which it counts. */
export interface LedgerRow extends Place {
  readonly contactKey: Buffer;
}

/** What stands beside the places under a key: an open callback that stops, an invitation that waits, a barometer's draw. */
export interface Claim {
  readonly key: Buffer;
  readonly reason: 'open-callback' | 'waiting' | 'reserved';
  readonly holder: string;
  /** No longer than that; null: until the holder lets go. */
  readonly until: Date | null;
}

/** What became of a place since it was read; null: it was given back. */
type Change = (place: Place) => Place | null;

/** Places and claims by contact key, in memory: what the database holds for the people of one batch. */
export class Ledger {
  readonly #places = new Map<string, Place[]>();
  readonly #claims = new Map<string, Claim[]>();
  readonly #changes = new Map<string, Change>();

  constructor({ rows = [], claims = [] }: { rows?: readonly LedgerRow[]; claims?: readonly Claim[] } = {}) {
    for (const row of rows) this.#add(row.contactKey, row);
    for (const claim of claims) this.#claim(claim);
  }

  take(keys: readonly Buffer[], place: Place): void {
    for (const key of keys) this.#add(key, place);
  }

  /** Its message goes out at this moment. */
  send(invitation: string, at: Date, channel: Channel): void {
    this.#change(invitation, (place) => ({ ...place, goesAt: at, sent: true, channel }));
  }

  remind(invitation: string, at: Date): void {
    this.#change(invitation, (place) => ({ ...place, reminders: [...place.reminders, at] }));
  }

  release(invitation: string): void {
    this.#change(invitation, () => null);
  }

  /** Each place once, under however many of the person's keys it counts. */
  of(keys: readonly Buffer[]): History {
    const places = new Map<string, Place>();
    for (const key of keys)
      for (const place of this.#places.get(textOf(key)) ?? []) {
        const change = this.#changes.get(place.invitation);
        const now = change ? change(place) : place;
        if (now) places.set(place.invitation, now);
      }
    const held = this.#claimsOn(keys, 'open-callback').length > 0;
    const [reserved] = this.#claimsOn(keys, 'reserved').sort((a, b) => lastOf(b) - lastOf(a));
    return { places: [...places.values()], held, reserved: reserved ? { until: reserved.until } : null };
  }

  /** The invitations that wait for a place of whoever has these keys. */
  waiting(keys: readonly Buffer[]): string[] {
    return [...new Set(this.#claimsOn(keys, 'waiting').map(({ holder }) => holder))];
  }

  /** What is known under these keys, to try on what would come of something. */
  copy(keys: readonly Buffer[]): Ledger {
    const copy = new Ledger();
    for (const text of new Set(keys.map(textOf))) {
      copy.#places.set(text, [...(this.#places.get(text) ?? [])]);
      copy.#claims.set(text, [...(this.#claims.get(text) ?? [])]);
    }
    for (const [invitation, change] of this.#changes) copy.#changes.set(invitation, change);
    return copy;
  }

  #change(invitation: string, change: Change): void {
    const before = this.#changes.get(invitation);
    this.#changes.set(invitation, before ? (place) => (before(place) ? change(before(place) as Place) : null) : change);
  }

  #claimsOn(keys: readonly Buffer[], reason: Claim['reason']): Claim[] {
    if (this.#claims.size === 0) return [];
    return keys.flatMap((key) => this.#claims.get(textOf(key)) ?? []).filter((claim) => claim.reason === reason);
  }

  #claim(claim: Claim): void {
    const text = textOf(claim.key);
    this.#claims.set(text, [...(this.#claims.get(text) ?? []), claim]);
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
 * Judges an ask that may hold a place already, so that a person never stands in their own way: by what was sent, and by the places
 * taken before its own. Of two who compete the first keeps what it was given, against a later draw, too; but what people have
 * received counts, whoever took a place first.
 */
export function othersBefore(ask: Pick<Ask, 'invitation'>, history: History): History {
  const own = history.places.find(({ invitation }) => invitation === ask.invitation);
  if (!own) return history;
  const places = history.places.filter((place) => place !== own && (place.sent || isBefore(place, own)));
  return { held: history.held, reserved: null, places };
}

export function placeOf(ask: Ask, takenAt: Date): Place {
  const { invitation, customer, touchpoint, temperature, channel, sendAt = takenAt } = ask;
  const goesAt = sendAt > takenAt ? sendAt : takenAt;
  const kind = { invitation, customer, touchpoint, temperature, channel };
  return { ...kind, takenAt, goesAt, sent: false, reminders: [], answeredAt: null };
}

/** Ids are UUIDs of version 7: within one instant they follow the order in which they were made. */
function isBefore(a: Place, b: Place): boolean {
  return a.takenAt < b.takenAt || (a.takenAt.getTime() === b.takenAt.getTime() && a.invitation < b.invitation);
}

function lastOf({ until }: Claim): number {
  return until?.getTime() ?? Infinity;
}

function textOf(key: Buffer): string {
  return key.toString('latin1');
}
