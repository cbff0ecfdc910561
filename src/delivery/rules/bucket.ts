/** A sender's pace: so many a second, with a few seconds of it in hand. Null is as fast as the provider takes it. */
export interface Bucket {
  readonly perSecond: number | null;
  /** Below zero, it owes: a text turned out to be several segments. */
  readonly tokens: number;
  readonly refilledAt: Date;
}

const SECONDS_IN_HAND = 5;

/** What the bucket holds at an instant: never more than five seconds' worth, and never less than one message's. */
export function filled({ perSecond, tokens, refilledAt }: Bucket, now: Date): number {
  if (perSecond === null) return Infinity;
  const seconds = Math.max(0, now.getTime() - refilledAt.getTime()) / 1_000;
  return Math.min(Math.max(1, perSecond * SECONDS_IN_HAND), tokens + perSecond * seconds);
}

/** Takes up to `want` whole tokens. */
export function draw(bucket: Bucket, want: number, now: Date): { granted: number; bucket: Bucket } {
  if (bucket.perSecond === null) return { granted: want, bucket };
  const held = filled(bucket, now);
  const granted = Math.max(0, Math.min(want, Math.floor(held + 1e-9)));
  return { granted, bucket: { ...bucket, tokens: held - granted, refilledAt: now } };
}

/** When there is a token to take: now, or once it has flowed in. */
export function nextTokenAt(bucket: Bucket, now: Date): Date {
  const missing = 1 - filled(bucket, now);
  if (bucket.perSecond === null || missing <= 1e-9) return now;
  return new Date(now.getTime() + Math.ceil((missing / bucket.perSecond) * 1_000));
}
