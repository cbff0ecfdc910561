import type { CaseStatus } from './lifecycle.ts';

/** What brought a case where it is. */
export interface LastMove {
  readonly to: CaseStatus;
  /** The id of the user; null for anybody else. */
  readonly by: string | null;
  readonly at: Date;
}

/** Ten seconds on the screen, and as many for a hand and a slow line. */
export const UNDO_MS = 20_000;

/** An end is undone by the person who put it, at once; later it is reopened, with a reason. */
export function mayUndo(last: LastMove | null, status: CaseStatus, by: string, now: Date): boolean {
  if (!last || last.to !== status || last.by !== by) return false;
  return now.getTime() - last.at.getTime() <= UNDO_MS;
}
