/** What a submission came from, as far as one can tell from outside; holds nothing that names a person. */
export interface Origin {
  via: 'web' | 'sms' | 'api';
  /** HTTP method, or `SMS`. */
  method: string;
  userAgent: string | null;
  /** The client said that it only looks ahead (`Sec-Purpose: prefetch` and its like). */
  prefetch: boolean;
  /** The field that people do not see was filled. */
  honeypot: boolean;
  /** Since the invitation was sent; null when that is not known. */
  secondsSinceSent: number | null;
  /** The page's script ran, and saw a hand (pointer, key, touch) or saw none; null when it did not run. */
  hand?: boolean | null;
  /** Between the page's being there and what was sent; null when its script did not run. */
  secondsOnPage?: number | null;
}

export interface Label {
  label: 'person' | 'machine';
  /** Why, as a word of the list below: for the screen where an admin looks at it. */
  why: Why;
}

export type Why =
  | 'sms-reply'
  | 'posted'
  | 'only-looked'
  | 'prefetch'
  | 'honeypot'
  | 'scanner-name'
  | 'no-name-at-once'
  | 'burst-of-values'
  | 'no-hand'
  | 'at-once-on-page'
  | 'other-client-at-once'
  /** A person of the house looked at it and said so. */
  | 'switched';

/** An earlier submission to the same invitation. */
export interface Earlier {
  secondsAgo: number;
  complete: boolean;
  via: Origin['via'];
  label: Label['label'];
  userAgent: string | null;
  /** The answers in one comparable form. */
  value: string;
}

/** Nobody reads a message, opens the page and answers within so short a time. */
const AT_ONCE_S = 2;
/** Nor moves a finger within so short a time after the page is there. */
const AT_ONCE_ON_PAGE_S = 0.5;
const BURST_S = 10;
/** Gateways open what a person has just opened; nobody changes device and mind within a minute. */
const OTHER_CLIENT_S = 60;
/** A person corrects once, perhaps twice; a scanner follows every link of the rating row. */
const BURST_VALUES = 3;

/**
 * Names that mail gateways, chat previews and crawlers give themselves. Programs of integrators (curl, Python, Node)
 * are not among them: they answer for a person on purpose.
 */
const SCANNER =
  /barracuda|proofpoint|mimecast|safelinks|cloudmark|symantec|messagelabs|trendmicro|fortiguard|fortinet|sophos|zscaler|paloalto|fireeye|trellix|ironport|f-?secure|bitdefender|urlscan|virustotal|checkpoint|office existence discovery|skypeuripreview|googleimageproxy|google-read-aloud|yahoomailproxy|facebookexternalhit|facebot|slackbot|twitterbot|telegrambot|discordbot|linkedinbot|applebot|bingpreview|bitlybot|^whatsapp\/|\b(?!cubot)\w*(?:bot|crawler|spider|scanner)\b/i; // prettier-ignore

/** Whether a client's own name says that nobody looks at its screen. */
function isScannerName(userAgent: string | null): boolean {
  return userAgent !== null && SCANNER.test(userAgent);
}

/**
 * Whether somebody looks at the page: only then is an invitation "opened". HEAD, looking ahead and scanners do not count,
 * nor a client without a name. Source: domain reference 4.4.
 */
export function isPersonLooking(origin: Pick<Origin, 'method' | 'userAgent' | 'prefetch'>): boolean {
  return origin.method === 'GET' && !origin.prefetch && !!origin.userAgent && !isScannerName(origin.userAgent);
}

/**
 * Who submitted: a machine's submission is kept and changes nothing, so a machine is named only on a sign no person gives.
 * - Only a POST, or a text message, can answer.
 * - Posts through the JSON interface are the integrator's word: neither timing nor speed speaks against them.
 * - In a form: the hidden field filled; no name within two seconds of sending; sent by a script that no hand set going, or
 *   within half a second of the page's being there; three different complete answers in ten seconds; another answer from
 *   another client within a minute of a person's.
 * Source: domain reference 4.4 and TV-24.
 */
export function personOrMachine(origin: Origin, value: string, earlier: readonly Earlier[]): Label {
  if (origin.via === 'sms') return { label: 'person', why: 'sms-reply' };
  if (origin.method !== 'POST') return { label: 'machine', why: 'only-looked' };
  if (origin.prefetch) return { label: 'machine', why: 'prefetch' };
  if (origin.honeypot) return { label: 'machine', why: 'honeypot' };
  if (isScannerName(origin.userAgent)) return { label: 'machine', why: 'scanner-name' };
  if (origin.via === 'api') return { label: 'person', why: 'posted' };
  const atOnce = origin.secondsSinceSent !== null && origin.secondsSinceSent < AT_ONCE_S;
  if (!origin.userAgent && atOnce) return { label: 'machine', why: 'no-name-at-once' };
  if (origin.hand === false) return { label: 'machine', why: 'no-hand' };
  const onPage = origin.secondsOnPage ?? null;
  if (onPage !== null && onPage < AT_ONCE_ON_PAGE_S) return { label: 'machine', why: 'at-once-on-page' };
  if (isBurst(value, earlier)) return { label: 'machine', why: 'burst-of-values' };
  if (isOtherClientAtOnce(origin, value, earlier)) return { label: 'machine', why: 'other-client-at-once' };
  return { label: 'person', why: 'posted' };
}

function isBurst(value: string, earlier: readonly Earlier[]): boolean {
  const recent = earlier.filter((one) => one.secondsAgo < BURST_S && one.complete && one.via === 'web');
  return new Set([value, ...recent.map((one) => one.value)]).size >= BURST_VALUES;
}

function isOtherClientAtOnce({ userAgent }: Origin, value: string, earlier: readonly Earlier[]): boolean {
  const last = earlier
    .filter((one) => one.label === 'person' && one.via === 'web' && one.complete && one.secondsAgo < OTHER_CLIENT_S)
    .reduce<Earlier | null>((newest, one) => (!newest || one.secondsAgo < newest.secondsAgo ? one : newest), null);
  return last !== null && last.value !== value && last.userAgent !== userAgent;
}
