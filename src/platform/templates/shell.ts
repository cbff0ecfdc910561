import type { Language } from '#platform/values';

export interface NavItem {
  href: string;
  icon: string;
  /** Words key. */
  label: string;
  active: boolean;
  badge?: number | null;
}

export interface NavSection {
  /** Words key, or null for the first, unnamed section. */
  label: string | null;
  items: NavItem[];
}

export interface Flash {
  kind: 'done' | 'info' | 'warning' | 'failed';
  /** Already in the reader's language. */
  text: string;
  /** A form is posted there when the reader takes the act back within ten seconds. */
  undo?: { action: string };
}

/** All that surrounds a screen and does not belong to it; made once per request. */
export interface Shell {
  language: Language;
  theme: 'light' | 'dark' | null;
  user: { name: string; role: string; initials: string; email: string } | null;
  csrf: string;
  path: string;
  sandbox: boolean;
  /** A demonstration may still be in the telling: screens say how far it is. */
  demo: boolean;
  nav: NavSection[];
  flash?: Flash | null;
  brand: { name: string };
  /** The clock's now: relative times and countdowns are measured from it, in the browser too. */
  now: Date;
  /** IANA zone of the reader's organisation. */
  timeZone: string;
}
