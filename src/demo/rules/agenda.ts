interface Entry<Act> {
  readonly at: Date;
  readonly nth: number;
  readonly act: Act;
}

/** What will happen, in the order of time; what is due at the same instant comes in the order it was noted. A binary heap. */
export class Agenda<Act> {
  readonly #entries: Entry<Act>[] = [];
  #noted = 0;

  get size(): number {
    return this.#entries.length;
  }

  note(at: Date, act: Act): void {
    const entries = this.#entries;
    let n = entries.push({ at, act, nth: this.#noted++ }) - 1;
    for (let up = (n - 1) >> 1; n > 0 && this.#isBefore(n, up); n = up, up = (n - 1) >> 1) this.#swap(n, up);
  }

  /** The next before `end`, which is taken out; null when there is none. */
  next(end: Date): { at: Date; act: Act } | null {
    const [first] = this.#entries;
    if (!first || first.at >= end) return null;
    const last = this.#entries.pop();
    if (last && last !== first) {
      this.#entries[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    for (let n = 0; ;) {
      let least = n;
      for (const child of [2 * n + 1, 2 * n + 2])
        if (child < this.#entries.length && this.#isBefore(child, least)) least = child;
      if (least === n) return;
      this.#swap(n, least);
      n = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#entries[a], this.#entries[b]];
    if (!one || !other) return false;
    return one.at < other.at || (one.at.getTime() === other.at.getTime() && one.nth < other.nth);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#entries[a], this.#entries[b]];
    if (!one || !other) return;
    this.#entries[a] = other;
    this.#entries[b] = one;
  }
}
