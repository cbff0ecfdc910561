/** The part of a heard fact that says what to count anew. */
interface Told {
  readonly name: string;
  readonly subject: string;
  readonly data: object;
}

interface Touched {
  responses: string[];
  invitations: string[];
}

/** States before a first message went out: nothing of an invitation is counted as long as it moves among them. */
const UNSENT = new Set<unknown>(['planned', 'held', 'sending', 'cancelled', 'expired']);

/**
 * Which rows a batch of facts touched, each once. A move is passed over only when it began and ended unsent; one that
 * ended a sent invitation begins elsewhere.
 */
export function touchedBy(facts: readonly Told[]): Touched {
  const responses = new Set<string>();
  const invitations = new Set<string>();
  for (const { name, subject, data } of facts) {
    const { from, to, invitation } = data as Record<string, unknown>;
    if (name === 'invitation.moved') {
      if (!(UNSENT.has(from) && UNSENT.has(to))) invitations.add(subject);
    } else {
      responses.add(subject);
      if (typeof invitation === 'string') invitations.add(invitation);
    }
  }
  return { responses: [...responses], invitations: [...invitations] };
}
