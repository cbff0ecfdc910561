/**
 * Chance from a seed: the same seed gives the same numbers on every machine.
 * The seed's text is folded to 32 bits (FNV-1a); the numbers are those of a Weyl sequence, mixed (splitmix, 32 bits).
 */
export class Chance {
  #state: number;

  constructor(seed: string) {
    let folded = 0x811c9dc5;
    for (let n = 0; n < seed.length; n += 1) folded = Math.imul(folded ^ seed.charCodeAt(n), 0x01000193);
    this.#state = folded;
  }

  /** From 0, included, to 1, excluded. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** Each as likely as its weight says. @throws RangeError when there is nothing to pick from. */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    const [last] = from.at(-1) ?? [];
    if (from.length === 0) throw new RangeError('nothing to pick from');
    let left = this.next() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of from) if ((left -= weight) < 0) return value;
    return last as T;
  }

  /** Normal, mean 0 and deviation 1: the sum of twelve even draws. */
  normal(): number {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += this.next();
    return sum;
  }
}
