import { Injectable } from '@nestjs/common';

/** Work that falls due: found in the database, so that a lost queue loses nothing. */
export interface Sweep {
  /** `delivery.due`: station and what it sweeps. */
  readonly name: string;
  readonly everyMs: number;
  /** Does what is due now; gives how much it did, 0 when nothing was left. */
  run(): Promise<number>;
  /** When something next falls due; null when nothing waits. The sandbox's clock stops there on its way. */
  nextDueAt(): Promise<Date | null>;
}

@Injectable()
export class Sweeps {
  readonly #sweeps = new Map<string, Sweep>();

  /** @throws when the name is taken. */
  add(sweep: Sweep): void {
    if (this.#sweeps.has(sweep.name)) throw new Error(`Two sweeps are named ${sweep.name}.`);
    this.#sweeps.set(sweep.name, sweep);
  }

  all(): Sweep[] {
    return [...this.#sweeps.values()];
  }

  /** @throws when nothing sweeps under this name. */
  async run(name: string): Promise<number> {
    const sweep = this.#sweeps.get(name);
    if (!sweep) throw new Error(`No sweep is named ${name}.`);
    return sweep.run();
  }
}
