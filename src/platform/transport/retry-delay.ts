const FIRST_MS = 15_000;
const LONGEST_MS = 30 * 60_000;

/**
 * How long to wait, in milliseconds, before a message is offered again after its nth attempt (from 1) was refused for now.
 * It doubles from 15 s up to half an hour; `chance` (0 to 1) takes off up to half, so that a crowd does not come back at once.
 */
export function retryDelay(attempt: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(full * (1 - chance / 2));
}
