import { openingAfter } from './schedule.ts';
import type { QuietOutside, SendWindow } from '#platform/calendar';

/** What a refusal makes of somebody whose turn in the wave has come. */
export type Setback = { readonly do: 'move'; readonly to: Date } | { readonly do: 'replace' };

interface Wave {
  readonly lastBatchAt: Date;
  readonly window: SendWindow;
  readonly quiet: QuietOutside;
}

/** Later in the wave when the refusal ends before its last batch; else somebody of the same stratum takes the place. */
export function afterRefusal(nextEligibleAt: Date | null, { lastBatchAt, window, quiet }: Wave): Setback {
  if (!nextEligibleAt) return { do: 'replace' };
  const to = openingAfter(nextEligibleAt, window, quiet);
  return to <= lastBatchAt ? { do: 'move', to } : { do: 'replace' };
}

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly cause: string | null;
}

const UNSENT = ['planned', 'held', 'sending'];
/** Cause under which the wave itself takes back what has not gone out. */
export const TAKEN_BACK = 'wave-paused';

/**
 * What the end of an invitation means for the wave.
 * - A message that did not arrive, or was never sent: somebody else is asked.
 * - Erased: the person is gone, whatever had arrived.
 * - Asked and silent, or opted out after being asked: that is an answer of a kind, and replacing it would bias the sample.
 */
export function afterMove({ from, to, cause }: Move): 'answered' | 'replace' | 'nothing' {
  if (to === 'answered') return 'answered';
  if (cause === TAKEN_BACK) return 'nothing';
  if (to === 'bounced' || to === 'failed') return 'replace';
  if (to !== 'cancelled' && to !== 'expired') return 'nothing';
  return cause === 'erased' || UNSENT.includes(from) ? 'replace' : 'nothing';
}

/** Fewer messages than this make no storm. */
const FEWEST = 20;
/** Above this share of a day's messages, something is wrong with the list or with the sender. */
const STORM = 0.1;

/** Whether so many messages of one day came back that the wave had better stop. */
export function isBounceStorm({ invited, bounced }: { invited: number; bounced: number }): boolean {
  return invited >= FEWEST && bounced / invited > STORM;
}
