/** What became of an earlier mail to the same address, the latest first. */
export interface EarlierMail {
  readonly bounced: boolean;
  readonly code: string | null;
  readonly at: Date;
}

/** Why an address is used no more, and for how many days (null: until it changes). */
export interface Suppression {
  readonly cause: 'invalid' | 'blocked';
  readonly forDays: number | null;
}

const DAY_MS = 86_400_000;
const PAUSE_DAYS = 90;

type Row = readonly [pattern: RegExp, times: number, within: number | null, then: Suppression];

const INVALID: Suppression = { cause: 'invalid', forDays: null };
const BLOCKED: Suppression = { cause: 'blocked', forDays: PAUSE_DAYS };

/**
 * After how many bounces an address is given up, the first row that fits (domain 4.3, TV-23).
 * - A bad address at once; a disabled mailbox after two in thirty days; a full one after three mails in a row.
 * - Routing and what has no name: after two in a row.
 * - Size, policy and authentication are faults of ours, class 4 passes: none of them costs a person their address.
 */
const ROWS: readonly Row[] = [
  [/^5\.1\.(1|2|3|6|10)$/, 1, null, INVALID],
  [/^5\.2\.1$/, 2, 30, BLOCKED],
  [/^[45]\.2\.2$/, 3, null, BLOCKED],
  [/^5\.(4\.\d+|0\.0)$/, 2, null, BLOCKED],
];

/** @param earlier what became of earlier mails to this address, the latest first; this one is not among them */
export function suppressionAfter(code: string, earlier: readonly EarlierMail[], now: Date): Suppression | null {
  const row = ROWS.find(([pattern]) => pattern.test(code));
  if (!row) return null;
  const [pattern, times, within, then] = row;
  const alike = ({ bounced, code: other }: EarlierMail) => bounced && other !== null && pattern.test(other);
  const since = within === null ? 0 : now.getTime() - within * DAY_MS;
  const count =
    within === null
      ? firstUnlike(earlier, alike)
      : earlier.filter((mail) => alike(mail) && mail.at.getTime() >= since).length;
  return count + 1 >= times ? then : null;
}

/** How many mails in a row, from the latest on, are alike. */
function firstUnlike(earlier: readonly EarlierMail[], alike: (mail: EarlierMail) => boolean): number {
  const at = earlier.findIndex((mail) => !alike(mail));
  return at < 0 ? earlier.length : at;
}
