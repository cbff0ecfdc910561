import { AsyncLocalStorage } from 'node:async_hooks';

/** Who does what is recorded: `system`, `customer`, `provider`, `user:<id>` or `key:<id>`. */
export type Actor = 'system' | 'customer' | 'provider' | `user:${string}` | `key:${string}`;

const current = new AsyncLocalStorage<Actor>();

export const actors = {
  current: (): Actor => current.getStore() ?? 'system',
  /** Everything `act` does, and what it calls, is done by `actor`. */
  as: <T>(actor: Actor, act: () => T): T => current.run(actor, act),
};
