import { AsyncLocalStorage } from 'node:async_hooks';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Items in one commit at most. */
  readonly most: number;
  /** How long the first of a group waits for company. */
  readonly waitMs: number;
  /** Commits under way at once at most. */
  readonly lanes: number;
}

/**
 * Items that arrive together share one commit, each with its own answer: a transaction costs much the same for one or two hundred.
 * - An idle lane waits a moment for company; a lane that just finished takes whatever came meanwhile.
 * - A group that fails is committed item by item, so that one that cannot be kept takes no other with it.
 * - A group belongs to nobody: it runs outside the transaction and the context of whoever came first.
 */
export class GroupCommit<Item, Answer> {
  readonly #waiting: Waiting<Item, Answer>[] = [];
  readonly #outside = AsyncLocalStorage.snapshot();
  #running = 0;
  #gathering = false;

  constructor(
    private readonly commit: (items: Item[]) => Promise<Answer[]>,
    private readonly options: GroupCommitOptions,
  ) {}

  add(item: Item): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ item, answer, fail });
      if (!this.#gathering && this.#running < this.options.lanes) this.#gather();
    });
  }

  #gather(): void {
    this.#gathering = true;
    this.#outside(() => setTimeout(() => this.#start(), this.options.waitMs));
  }

  #start(): void {
    this.#gathering = false;
    while (this.#running < this.options.lanes && this.#waiting.length > 0)
      void this.#run(this.#waiting.splice(0, this.options.most));
  }

  async #run(group: Waiting<Item, Answer>[]): Promise<void> {
    this.#running += 1;
    try {
      await this.#settle(group);
    } finally {
      this.#running -= 1;
      this.#start();
    }
  }

  async #settle(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.commit(group.map(({ item }) => item));
      group.forEach(({ answer }, n) => answer(answers[n] as Answer));
    } catch (error) {
      if (group.length === 1) group[0]?.fail(error);
      else for (const one of group) await this.#settle([one]);
    }
  }
}
