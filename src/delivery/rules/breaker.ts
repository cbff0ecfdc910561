import type { Channel } from '#customers';
import type { DeliveryErrorKind } from '#platform/transport';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What is known of a provider. It opens after so many failures in a row, and one message at a time tries whether it is back. */
export interface Breaker {
  readonly state: BreakerState;
  /** In a row. */
  readonly failures: number;
  /** How often it opened since it last worked. */
  readonly trips: number;
  readonly openedAt: Date | null;
  /** Open: when one message may try. Half-open: when that message is given up, and another may. */
  readonly retryAt: Date | null;
}

export const CLOSED: Breaker = { state: 'closed', failures: 0, trips: 0, openedAt: null, retryAt: null };

/** Five in a row is no accident. */
export const OPENS_AFTER = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** The provider failed: 30 s, 1, 2, 4 … minutes without it, ten at most. */
export function failed(breaker: Breaker, now: Date): Breaker {
  const failures = breaker.failures + 1;
  if (breaker.state === 'closed' && failures < OPENS_AFTER) return { ...breaker, failures };
  // What was under way when it opened says nothing new.
  if (breaker.state === 'open') return { ...breaker, failures };
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** breaker.trips);
  return {
    state: 'open',
    failures,
    trips: breaker.trips + 1,
    openedAt: breaker.openedAt ?? now,
    retryAt: new Date(now.getTime() + wait),
  };
}

/** Whether a message may try if the provider is back. */
export function mayTry({ state, retryAt }: Breaker, now: Date): boolean {
  return state !== 'closed' && retryAt !== null && retryAt <= now;
}

/** Codes that speak of the provider, of the line to it or of our account there, and of no recipient. */
const OUTAGES: Readonly<Record<Channel, RegExp>> = {
  sms: /^(20003|20429|205\d\d|21611|30001|30002|401|403|429|5\d\d)$/,
  email: /^(421|4\.3\.\d+|4\.4\.\d+|5\.7\.8|535|454)$/,
};

/** Whether a refusal tells that the provider is away. One that names no code of its own came from the line itself. */
export function isOutage(channel: Channel, kind: DeliveryErrorKind, code: string): boolean {
  if (kind === 'permanent') return false;
  return !/^\d/.test(code) || OUTAGES[channel].test(code);
}
