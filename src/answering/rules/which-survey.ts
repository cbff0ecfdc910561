interface Begun {
  sentAt: Date | null;
  /** When the conversation last moved; null when it has not begun. */
  movedAt: Date | null;
  /** A question is open, or none was answered by text yet. */
  waits: boolean;
}

const STILL_TALKING_MS = 30 * 60_000;

/**
 * Which of several surveys sent to one phone a message means: the one spoken of within the last half hour, corrections
 * included; else the newest that waits for an answer; else the newest. Source: domain reference 3.5.
 */
export function whichSurvey<Survey extends Begun>(surveys: readonly Survey[], at: Date): Survey | null {
  const newestFirst = [...surveys].sort((a, b) => spokenAt(b) - spokenAt(a));
  const last = newestFirst[0];
  if (!last) return null;
  if (at.getTime() - spokenAt(last) < STILL_TALKING_MS) return last;
  return newestFirst.find(({ waits }) => waits) ?? last;
}

function spokenAt({ sentAt, movedAt }: Begun): number {
  return Math.max(sentAt?.getTime() ?? 0, movedAt?.getTime() ?? 0);
}
