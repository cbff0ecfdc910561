import { THEMES, type Theme } from '#platform/values';

interface Faulty {
  path: string;
  code: string;
  message: string;
}

/** What marketing writes; English readers get the French text where there is no English one. */
export interface AnnouncementForm {
  fr: string;
  en: string | null;
  /** `2026-05-21` */
  happenedOn: string;
  touchpoint: string | null;
  site: string | null;
  theme: Theme | null;
}

/** A sentence or two: the page of a customer is not a newsletter. */
const LONGEST = 300;
const DATE = /^20\d\d-\d\d-\d\d$/;

/** What was typed, or the faults by field. @param known what it may concern */
export function readAnnouncement(
  body: Readonly<Record<string, string>>,
  known: { touchpoints: ReadonlySet<string>; sites: ReadonlySet<string> },
): AnnouncementForm | { errors: Faulty[] } {
  const [fr, en] = [(body['fr'] ?? '').trim(), (body['en'] ?? '').trim()];
  const [touchpoint, site, theme] = [body['touchpoint'] || null, body['site'] || null, body['theme'] || null];
  const happenedOn = body['happenedOn'] ?? '';
  const errors = [
    ...fault(fr === '', 'fr', 'required'),
    ...fault(fr.length > LONGEST, 'fr', 'too-long'),
    ...fault(en.length > LONGEST, 'en', 'too-long'),
    ...fault(!isDay(happenedOn), 'happenedOn', 'not-a-day'),
    ...fault(touchpoint !== null && !known.touchpoints.has(touchpoint), 'touchpoint', 'unknown'),
    ...fault(site !== null && !known.sites.has(site), 'site', 'unknown'),
    ...fault(theme !== null && !isTheme(theme), 'theme', 'unknown'),
  ];
  if (errors.length > 0) return { errors };
  return { fr, en: en || null, happenedOn, touchpoint, site, theme: theme as Theme | null };
}

function isTheme(theme: string): theme is Theme {
  return (THEMES as readonly string[]).includes(theme);
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function fault(isWrong: boolean, path: string, code: string): Faulty[] {
  return isWrong ? [{ path, code, message: code }] : [];
}
