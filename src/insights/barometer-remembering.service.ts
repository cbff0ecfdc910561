import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** More than the waves, measures and readers of a day. */
const MOST = 300;

/**
 * What was counted once from the same answers is not counted again: a bootstrap over thousands of answers takes most of the time of
 * a screen. It goes by what it is made of, never by the state of a wave: a closed one is still answered, corrected and erased from.
 */
@Injectable()
export class BarometerRemembering {
  readonly #kept = new Map<string, unknown>();

  /** @param of all that the result follows from, as plain values. */
  once<T>(of: readonly unknown[], make: () => T): T {
    const key = createHash('sha256').update(JSON.stringify(of)).digest('base64');
    const made = this.#kept.has(key) ? (this.#kept.get(key) as T) : make();
    // The last asked for are the last to go.
    this.#kept.delete(key);
    this.#kept.set(key, made);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > MOST) this.#kept.delete(oldest);
    return made;
  }
}
