export type Day =
  'today' | 'tomorrow' | 'after-tomorrow' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | 'any';

/** When somebody would like to be called, as they said it: `from` and `to` are wall times, null when only a day was named. */
export interface SpokenTime {
  day: Day;
  from: string | null;
  to: string | null;
}

const DAYS: readonly [RegExp, Day][] = [
  [/\bapres[- ]demain\b|\bday after tomorrow\b/, 'after-tomorrow'],
  [/\bdemain\b|\btomorrow\b/, 'tomorrow'],
  [/\baujourd'?hui\b|\bce (?:matin|midi|soir)\b|\bcet(?:te)? apres[- ]?midi\b|\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b/, 'today'],
  [/\blundi\b|\bmonday\b/, 'mon'],
  [/\bmardi\b|\btuesday\b/, 'tue'],
  [/\bmercredi\b|\bwednesday\b/, 'wed'],
  [/\bjeudi\b|\bthursday\b/, 'thu'],
  [/\bvendredi\b|\bfriday\b/, 'fri'],
  [/\bsamedi\b|\bsaturday\b/, 'sat'],
  [/\bdimanche\b|\bsunday\b/, 'sun'],
]; // prettier-ignore

const PARTS: readonly [RegExp, number, number][] = [
  [/\bapres[- ]?midi\b|\bafternoon\b/, 14, 18],
  [/\bmatin(?:ee)?\b|\bmorning\b/, 9, 12],
  [/\bmidi\b|\blunch ?time\b|\bnoon\b/, 12, 14],
  [/\bsoir(?:ee)?\b|\bevening\b|\btonight\b/, 18, 20],
];

const FIRST = 9;
const LAST = 20;
const HOUR = String.raw`(\d{1,2})(?:\s*(?:h|:)\s*(\d{2})?(?!\d))?\s*(am|pm)?`;
const MARKED = String.raw`(\d{1,2})(?:\s*(?:h|:)\s*(\d{2})?(?!\d)\s*(am|pm)?|()\s*(am|pm))`;
const RANGE = new RegExp(String.raw`(?:\bentre|\bbetween|\bde|\bfrom)\s+${HOUR}\s*(?:et|and|a|to|-|–)\s*${MARKED}`);
const BOUND = new RegExp(
  String.raw`\b(apres|a partir de|des|after|from|avant|before|vers|a|at|around|about)\s+${MARKED}`,
);
/** "mardi 17h", "17h30", "tomorrow 5pm": an hour beside its day, or alone; anywhere else "2h" may be how long something took. */
const BARE = new RegExp(
  String.raw`(?:^|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd'?hui|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today),?\s+)${MARKED}[\s.!]*(?:$|[,;.!]|svp|please)`,
);
const AFTER = new Set(['apres', 'a partir de', 'des', 'after', 'from']);
const BEFORE = new Set(['avant', 'before']);

/** The day and the hours named in a text, in French or English; null when it names neither. Source: product 5.0. */
export function spokenTime(text: string): SpokenTime | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  const day = DAYS.find(([words]) => words.test(plain))?.[1] ?? null;
  const hours = hoursIn(plain);
  if (!day && !hours) return null;
  return { day: day ?? 'any', from: hours && wall(hours[0]), to: hours && wall(hours[1]) };
}

/** Minutes of the day. */
function hoursIn(plain: string): [number, number] | null {
  const range = RANGE.exec(plain);
  if (range) {
    const [, h1, m1, half1, h2, m2, half2, , half3] = range;
    const later = half2 ?? half3;
    return ordered(minutes(h1, m1, half1 ?? later), minutes(h2, m2, later));
  }
  const bound = BOUND.exec(plain);
  if (bound) {
    const [, word = '', h, m, half, , otherHalf] = bound;
    const at = minutes(h, m, half ?? otherHalf);
    if (AFTER.has(word)) return ordered(at, LAST * 60);
    return BEFORE.has(word) ? ordered(Math.min(FIRST * 60, at - 60), at) : ordered(at, at + 60);
  }
  const bare = BARE.exec(plain.trim());
  if (bare) {
    const [, h, m, half, , otherHalf] = bare;
    const at = minutes(h, m, half ?? otherHalf);
    return ordered(at, at + 60);
  }
  const part = PARTS.find(([words]) => words.test(plain));
  return part ? [part[1] * 60, part[2] * 60] : null;
}

function minutes(hour = '', minute: string | undefined, half: string | undefined): number {
  const twelve = Number(hour) % 12;
  const hours = half === 'pm' ? twelve + 12 : half === 'am' ? twelve : Number(hour);
  return hours * 60 + Number(minute ?? 0);
}

function ordered(from: number, to: number): [number, number] | null {
  return from < to && to <= 24 * 60 ? [from, to] : null;
}

function wall(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
