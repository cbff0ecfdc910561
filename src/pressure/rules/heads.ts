/** Slots at first; always a power of two. */
const FIRST = 1_024;
const GROUP = 2 ** 32;

/**
 * Who was met and who was asked, group by group, each person once: some ten bytes for each person of a group, whatever happened
 * to them. A table of open addresses, for sets of a million objects would outweigh all else that a replay keeps.
 */
export class Heads {
  /** Group and person in one number; 0 is a free slot. */
  #keys = new Float64Array(FIRST);
  #asked = new Uint8Array(FIRST);
  #known = 0;

  /** @param person below 2³². @returns whether they were never met in that group. */
  meet(group: number, person: number): boolean {
    const key = (group + 1) * GROUP + person;
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === key) return false;
    this.#keys[slot] = key;
    this.#known += 1;
    if (this.#known * 4 > this.#keys.length * 3) this.#grow();
    return true;
  }

  /** Of somebody met. @returns whether they were never asked in that group. */
  ask(group: number, person: number): boolean {
    const slot = this.#slotOf((group + 1) * GROUP + person);
    if (this.#asked[slot] === 1) return false;
    this.#asked[slot] = 1;
    return true;
  }

  /** Where it is, or would be. */
  #slotOf(key: number): number {
    const last = this.#keys.length - 1;
    let slot = hash(key) & last;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [keys, asked] = [this.#keys, this.#asked];
    this.#keys = new Float64Array(keys.length * 2);
    this.#asked = new Uint8Array(keys.length * 2);
    for (const [at, key] of keys.entries()) {
      if (key === 0) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#asked[slot] = asked[at] ?? 0;
    }
  }
}

/** Neighbours far apart: people are numbered one after another. */
function hash(key: number): number {
  const mixed = Math.imul((key % GROUP) ^ Math.imul(Math.floor(key / GROUP), 0x85_eb_ca_6b), 0x9e_37_79_b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
