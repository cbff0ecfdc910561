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
  /** Between giving this very client the page it sends back and what it sent, by our own mark in it; null without one. */
  secondsSinceGiven?: number | null;
  /** It sends back a mark of a page, which another client was given or which is none of ours. */
  foreignMark?: boolean;
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
  | 'never-fetched'
  | 'not-read'
  | 'foreign-mark'
  | 'other-client-at-once'
  | 'other-client-no-hand'
  /** A person of the house looked at it and said so. */
  | 'switched';

/** An earlier submission to the same invitation. */
export interface Earlier {
  secondsAgo: number;
  complete: boolean;
  via: Origin['via'];
  label: Label['label'];
  userAgent: string | null;
  /** It came with a hand that the page's script saw. */
  hand: boolean;
  /** It came with our mark of the page it was sent from. */
  marked: boolean;
  /** The answers in one comparable form. */
  value: string;
}

/** What a submission says, beside what was said before. */
interface Said {
  /** The answers in one comparable form. */
  value: string;
  /** An answer stands. */
  stands: boolean;
  /** An answer stands, and this one would change it. */
  overwrites: boolean;
}

/** Nobody reads a message, opens the page and answers within so short a time. */
const AT_ONCE_S = 2;
/** Nor moves a finger within so short a time after the page is there. */
const AT_ONCE_ON_PAGE_S = 0.5;
/** A browser without a script, on the first page: the message read, the page opened, read, ticked and sent. */
const FROM_MESSAGE_S = 5;
const FROM_PAGE_S = 1;
const BURST_S = 10;
/** To read a page, tick and send takes anybody longer, with a script or without. */
const A_READ_S = 3;
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
 * - In a form: the hidden field filled; within two seconds of sending, no name or a browser that was never given the page; sent
 *   by a script that no hand set going, or within half a second of the page's being there; three different complete answers in
 *   ten seconds; another answer from another client within a minute of a person's, unless it alone shows a hand.
 * - Before any answer stands, of a browser that shows no hand: sent within five seconds of the message or one of the page, or
 *   with a mark that is not its own. Whoever has no script and reads the page passes; so does a scanner that waits.
 * - Once a person's answer stands, whatever the time: another client that would change it without showing a hand, nor three
 *   seconds between being given the page and sending it. Detonations come minutes, hours or a day later.
 * Source: domain reference 4.4 and TV-24, decision 0030.
 */
export function personOrMachine(
  origin: Origin,
  { value, stands, overwrites }: Said,
  earlier: readonly Earlier[],
): Label {
  if (origin.via === 'sms') return { label: 'person', why: 'sms-reply' };
  if (origin.method !== 'POST') return { label: 'machine', why: 'only-looked' };
  if (origin.prefetch) return { label: 'machine', why: 'prefetch' };
  if (origin.honeypot) return { label: 'machine', why: 'honeypot' };
  if (isScannerName(origin.userAgent)) return { label: 'machine', why: 'scanner-name' };
  if (origin.via === 'api') return { label: 'person', why: 'posted' };
  const atOnce = origin.secondsSinceSent !== null && origin.secondsSinceSent < AT_ONCE_S;
  if (!origin.userAgent && atOnce) return { label: 'machine', why: 'no-name-at-once' };
  if (atOnce && isUngivenBrowser(origin)) return { label: 'machine', why: 'never-fetched' };
  const unshown = stands ? null : unshownBrowser(origin);
  if (unshown) return { label: 'machine', why: unshown };
  if (origin.hand === false) return { label: 'machine', why: 'no-hand' };
  const onPage = origin.secondsOnPage ?? null;
  if (onPage !== null && onPage < AT_ONCE_ON_PAGE_S) return { label: 'machine', why: 'at-once-on-page' };
  if (isBurst(value, earlier)) return { label: 'machine', why: 'burst-of-values' };
  if (isOtherClientAtOnce(origin, value, earlier)) return { label: 'machine', why: 'other-client-at-once' };
  if (overwrites && isOtherClientNoHand(origin, earlier)) return { label: 'machine', why: 'other-client-no-hand' };
  return { label: 'person', why: 'posted' };
}

/** Says that it is a browser, and sends a form that no browser was given. Programs that say so do that on purpose. */
function isUngivenBrowser(origin: Origin): boolean {
  return isUnshownBrowser(origin) && (origin.secondsSinceGiven ?? null) === null;
}

function isUnshownBrowser({ userAgent, hand = null }: Origin): boolean {
  return hand === null && /^Mozilla\//.test(userAgent ?? '');
}

/** Why a browser whose script did not run cannot have been read by anybody; null when it can. */
function unshownBrowser(origin: Origin): 'not-read' | 'foreign-mark' | null {
  if (!isUnshownBrowser(origin)) return null;
  const { secondsSinceSent, secondsSinceGiven, foreignMark } = origin;
  if (foreignMark) return 'foreign-mark';
  return (secondsSinceSent ?? FROM_MESSAGE_S) < FROM_MESSAGE_S || (secondsSinceGiven ?? FROM_PAGE_S) < FROM_PAGE_S
    ? 'not-read'
    : null;
}

function isBurst(value: string, earlier: readonly Earlier[]): boolean {
  const recent = earlier.filter((one) => one.secondsAgo < BURST_S && one.complete && one.via === 'web');
  return new Set([value, ...recent.map((one) => one.value)]).size >= BURST_VALUES;
}

/** Of the two, the one whose script saw a hand is the person. */
function isOtherClientAtOnce({ userAgent, hand }: Origin, value: string, earlier: readonly Earlier[]): boolean {
  const last = earlier
    .filter((one) => one.label === 'person' && one.via === 'web' && one.complete && one.secondsAgo < OTHER_CLIENT_S)
    .reduce<Earlier | null>((newest, one) => (!newest || one.secondsAgo < newest.secondsAgo ? one : newest), null);
  if (last === null || (hand === true && !last.hand)) return false;
  return last.value !== value && last.userAgent !== userAgent;
}

/** Links in text messages pass no gateway: who answered by text and opens the page has not changed client. */
function isOtherClientNoHand(origin: Origin, earlier: readonly Earlier[]): boolean {
  if (origin.hand === true || (origin.secondsSinceGiven ?? 0) >= A_READ_S) return false;
  const people = earlier.filter((one) => one.label === 'person' && one.via !== 'sms');
  return people.length > 0 && !people.some((one) => isSameClient(one, origin));
}

/** The same name, and showing no less than it showed before: half the world's browsers share one name. */
function isSameClient(one: Earlier, { userAgent, secondsSinceGiven = null }: Origin): boolean {
  return one.userAgent === userAgent && !one.hand && (!one.marked || secondsSinceGiven !== null);
}
