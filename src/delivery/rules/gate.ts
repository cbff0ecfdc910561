import type { Channel } from '#customers';
import { mayTry, type Breaker } from './breaker.ts';
import { nextTokenAt, type Bucket } from './bucket.ts';

export type Scope = 'all' | `channel:${Channel}` | `touchpoint:${string}`;

/** A sender of one channel: its pace and its provider. */
export interface Lane extends Bucket, Breaker {
  readonly channel: Channel;
}

/** Channels that the same holds for; what is due on them may go from `opensAt` on. */
export interface Door {
  readonly channels: readonly Channel[];
  /** Touchpoints whose messages stay behind. */
  readonly closedTouchpoints: readonly string[];
  readonly opensAt: Date;
  /** No pace, no doubt about the provider: nothing has to be counted. */
  readonly wide: boolean;
}

/**
 * Where messages may pass.
 * - A pause of everything, or of a channel, leaves no door: what waits there goes later, within its hours, or expires.
 * - A provider that is away opens its door for one message once its time has come.
 * - Channels with neither pace nor doubt share one door, so that an ordinary day asks the database once.
 */
export function doorsOf(pauses: readonly string[], lanes: readonly Lane[], now: Date): Door[] {
  if (pauses.includes('all')) return [];
  const closedTouchpoints = pauses.flatMap((scope) => (scope.startsWith('touchpoint:') ? [scope.slice(11)] : []));
  const usable = lanes.filter(({ channel }) => !pauses.includes(`channel:${channel}`));
  const free = usable.filter(isWide).map(({ channel }) => channel);
  const narrow = usable
    .filter((lane) => !isWide(lane))
    .map((lane) => ({ channels: [lane.channel], closedTouchpoints, opensAt: opensAt(lane, now), wide: false }));
  return free.length > 0 ? [{ channels: free, closedTouchpoints, opensAt: now, wide: true }, ...narrow] : narrow;
}

/** Why what is due on a channel does not go: the first that holds. */
export type Holding = 'paused-all' | 'paused-channel' | 'provider-away' | 'pace' | null;

export function holdingOf(pauses: readonly string[], lane: Lane, now: Date): Holding {
  if (pauses.includes('all')) return 'paused-all';
  if (pauses.includes(`channel:${lane.channel}`)) return 'paused-channel';
  if (lane.state !== 'closed') return 'provider-away';
  return nextTokenAt(lane, now) > now ? 'pace' : null;
}

function isWide({ state, perSecond }: Lane): boolean {
  return state === 'closed' && perSecond === null;
}

function opensAt(lane: Lane, now: Date): Date {
  const token = nextTokenAt(lane, now);
  if (lane.state === 'closed' || mayTry(lane, now)) return token;
  return lane.retryAt && lane.retryAt > token ? lane.retryAt : token;
}
