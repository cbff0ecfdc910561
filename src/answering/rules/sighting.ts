interface Request {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a form tells beside its answers: the hidden field, what the script saw, the mark it carries, how long its client has had the page. */
interface Told {
  honeypot?: string;
  seen?: string;
  mark?: string;
  secondsSinceGiven?: number | null;
}

/** Headers by which browsers and previews say that they only look ahead. */
const AHEAD = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];
const LONGEST_NAME = 300;

/** Who looks or posts, as far as a request tells; nothing that names a person, no address. */
export function sightingOf(
  { method, headers }: Request,
  { honeypot = '', seen = '', mark = '', secondsSinceGiven = null }: Told = {},
) {
  const text = (name: string) => String(headers[name] ?? '');
  return {
    method,
    userAgent: text('user-agent').trim().slice(0, LONGEST_NAME) || null,
    prefetch: AHEAD.some((name) => /prefetch|prerender|preview/i.test(text(name))),
    honeypot: honeypot.trim() !== '',
    ...handOf(seen),
    secondsSinceGiven,
    foreignMark: mark !== '' && secondsSinceGiven === null,
  };
}

/** What the page's script saw: `1:5320` is a hand, after 5.32 seconds. */
function handOf(seen: string): { hand: boolean | null; secondsOnPage: number | null } {
  const read = /^([01]):(\d{1,9})$/.exec(seen);
  return read ? { hand: read[1] === '1', secondsOnPage: Number(read[2]) / 1000 } : { hand: null, secondsOnPage: null };
}
