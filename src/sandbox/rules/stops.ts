const DAY_MS = 86_400_000;
const STOPS = 400;
const WIDEST_MS = 10 * 60_000;
const STUCK_MS = 60_000;

/** How far apart, in ms, the stops of a long way may be: within a day every event has its own, a quarter takes ten minutes at a time. */
export function widthOfStops(wayMs: number): number {
  return wayMs <= DAY_MS ? 0 : Math.min(WIDEST_MS, Math.round(wayMs / STOPS));
}

/**
 * Where the clock stops next on its way: at the next event, but no nearer than `width`; null when nothing is left before
 * the target. What is overdue and was not done (`stuck` times in a row) does not hold the clock: it goes on, ever faster.
 */
export function nextStop(
  now: Date,
  next: Date | null,
  target: Date,
  { width, stuck }: { width: number; stuck: number },
): Date | null {
  if (!next || next > target) return null;
  const least = now.getTime() + Math.max(width, stuck > 0 ? STUCK_MS * 2 ** (stuck - 1) : 0);
  const stop = new Date(Math.max(next.getTime(), least));
  return stop < target ? stop : null;
}
