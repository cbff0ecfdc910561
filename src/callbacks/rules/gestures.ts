import type { UserRole } from '#platform/http';

export const GESTURE_KEYS = ['apology-letter', 'voucher', 'partial-refund', 'discount', 'gift', 'points'] as const;

/** What is given to make up for it: minor units of the organisation's currency; an apology costs nothing. */
export interface Gesture {
  /** One of `GESTURE_KEYS` on screens; a program may have a catalogue of its own. */
  key: string;
  amount: number;
}

export const GESTURE_CURRENCY = 'EUR';
/** What an agent may give for one case; beyond it a supervisor resolves. */
export const AGENT_CEILING = 5_000;
/** No case is worth more than this by a form: a typing error is likelier. */
export const HIGHEST_GESTURE = 100_000;

export type GestureFault = { code: 'amount-not-free' | 'amount-missing' | 'over-ceiling'; ceiling: number };

/** Null when this person may give this; otherwise why not. Programs decide for themselves, as supervisors do. */
export function gestureFault({ key, amount }: Gesture, by: UserRole | 'key'): GestureFault | null {
  const ceiling = by === 'agent' ? AGENT_CEILING : HIGHEST_GESTURE;
  if (key === 'apology-letter') return amount === 0 ? null : { code: 'amount-not-free', ceiling };
  if (amount <= 0) return { code: 'amount-missing', ceiling };
  return amount <= ceiling ? null : { code: 'over-ceiling', ceiling };
}

/** Minor units of an amount as people type it, `12,50` or `12.5 €`; null when it is no amount. */
export function minorUnits(text: string): number | null {
  const typed = /^(\d{1,7})(?:[.,](\d{1,2}))?€?$/.exec(text.replace(/\s/g, ''));
  return typed && Number(typed[1]) * 100 + Number((typed[2] ?? '').padEnd(2, '0'));
}
