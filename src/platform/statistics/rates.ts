/** One unit is an invitation, reminders included. `started` counts all who opened the form and did anything. */
export interface RateCounts {
  sent: number;
  /** Failed or bounced. What was sent without a receipt counts as delivered. */
  undelivered: number;
  started: number;
  complete: number;
  /** The main question answered, the rest missing. */
  partial: number;
  optedOut: number;
}

/** Shares from 0 to 1, null where there is nothing to divide by. RR names are AAPOR's. */
export interface Rates {
  delivery: number | null;
  /** Complete answers over sent. */
  rr1: number | null;
  /** Complete and partial answers over sent. */
  rr2: number | null;
  /** Complete answers over delivered. */
  rr5: number | null;
  /** Complete and partial answers over delivered: the response rate of the screens. */
  rr6: number | null;
  /** Complete answers over started. */
  completion: number | null;
  /** Started over delivered. */
  start: number | null;
  /** Opted out over delivered. */
  optOut: number | null;
}

/** The rates of a group of invitations. Source: AAPOR Standard Definitions. */
export function ratesOf({ sent, undelivered, started, complete, partial, optedOut }: RateCounts): Rates {
  const delivered = sent - undelivered;
  return {
    delivery: ratio(delivered, sent),
    rr1: ratio(complete, sent),
    rr2: ratio(complete + partial, sent),
    rr5: ratio(complete, delivered),
    rr6: ratio(complete + partial, delivered),
    completion: ratio(complete, started),
    start: ratio(started, delivered),
    optOut: ratio(optedOut, delivered),
  };
}

/** AAPOR's RR3: complete answers over those delivered and the share of the undelivered who could have answered (0 to 1). */
export function rr3({ sent, undelivered, complete }: RateCounts, eligibleShare: number): number | null {
  return ratio(complete, sent - undelivered + eligibleShare * undelivered);
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
