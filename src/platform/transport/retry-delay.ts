const FIRST_MS = 15_000;
const LONGEST_MS = 30 * 60_000;
const SHORTEST_MS = 1_000;

/**
 * How long to wait, in milliseconds, before a message is offered again after its nth attempt (from 1) was refused for now.
 * The longest wait doubles from 15 s up to half an hour; `chance` (0 to 1) says how much of it, so that a crowd that was
 * refused at once comes back spread over all of it (full jitter).
 */
export function retryDelay(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.max(SHORTEST_MS, Math.round(longest * chance));
}
