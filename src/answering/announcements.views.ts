import type { FormFaults } from '#platform/http';
import { LANGUAGES, type Language } from '#platform/values';
import type { Announcement } from './announcements.repository.ts';

export const FIELDS = ['fr', 'en', 'happenedOn', 'touchpoint', 'site', 'theme'];

export type Typed = Readonly<Record<string, string | null>>;

/** What the organisation calls its touchpoints and sites, and the reader's words for the themes. */
export interface Named {
  touchpoints: ReadonlyMap<string, string>;
  sites: ReadonlyMap<string, string>;
  themes: ReadonlyMap<string, string>;
}

export function announcementRow(one: Announcement, { touchpoints, sites, themes }: Named) {
  const { id, fr, en, happenedOn, touchpoint, site, theme, retired } = one;
  return {
    fr,
    en,
    at: noon(happenedOn),
    retired,
    theme: theme && (themes.get(theme) ?? theme),
    touchpoint: touchpoint && (touchpoints.get(touchpoint) ?? touchpoint),
    site: site && (sites.get(site) ?? site),
    href: `/announcements/${id}`,
    retire: `/announcements/${id}/retire`,
  };
}

/** As its readers see it; `language` is that of the words, where they are not in the reader's own. */
export function toldView({ fr, en, happenedOn }: Announcement, language: Language) {
  const [french] = LANGUAGES;
  const isTranslated = language === french || en !== null;
  return { text: language === french ? fr : (en ?? fr), language: isTranslated ? null : french, at: noon(happenedOn) };
}

/** The same day wherever it is read. */
function noon(day: string): string {
  return `${day}T12:00:00Z`;
}

export function announcementForm(action: string, named: Named, typed: Typed, faults: FormFaults) {
  const options = (names: ReadonlyMap<string, string>) => [...names].map(([value, label]) => ({ value, label }));
  return {
    action,
    typed: Object.fromEntries(FIELDS.map((field) => [field, typed[field] || null])),
    touchpoints: options(named.touchpoints),
    sites: options(named.sites),
    themes: options(named.themes),
    faults: { list: faults.list, of: Object.fromEntries(FIELDS.map((field) => [field, faults.of[field] ?? null])) },
  };
}
