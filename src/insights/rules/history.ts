interface Told {
  readonly name: string;
  readonly data: Readonly<Record<string, string | null>>;
  readonly at: Date;
}

export interface HistoryEntry {
  /** What happened: `planned`, `moved`, `attempted` … */
  readonly what: string;
  /** The state it led to; null where the state stayed. */
  readonly status: string | null;
  readonly at: string;
  readonly cause: string | null;
}

/** The state in which something begins that was told under this name. */
const FIRST: Readonly<Record<string, string>> = {
  'invitation.planned': 'planned',
  'invitation.held': 'held',
  'case.opened': 'new',
  'review.submitted': 'pending',
};

/** One step of an invitation, a case or a review, as it was told. */
export function entryOf({ name, data, at }: Told): HistoryEntry {
  const what = name.slice(name.indexOf('.') + 1);
  const status = FIRST[name] ?? (what === 'moved' ? (data['to'] ?? null) : null);
  const cause = data['cause'] ?? data['outcome'] ?? data['level'] ?? null;
  return { what, status, at: at.toISOString(), cause };
}
