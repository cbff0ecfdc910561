import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axe } from './browser.ts';

/** Links that lead out of the screens: files, and what the person's own session ends at. */
const NOT_SCREENS = /sign-out|export|download|\/api\/|\.(?:csv|json|xml|js|svg|png)(?:\?|$)/;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What has a key in its address: one of each kind is looked at. */
const KEYED = /^(\/(?:touchpoints|surveys|settings\/(?:sites|brand)|barometers\/[^/]+\/waves)\/)(?!new\b)[^/?]+/;
const WORDED = /^(\/message-templates\/\w+\/)\w+\/\w+/;
const EXTERNAL_ID = /^(\/customers\/)(?!import)[^/]+/;

export interface Walk {
  /** Every kind of screen that was seen: its path, ids left out. */
  readonly seen: readonly string[];
  /** What no screen may show, with the address where it was. */
  readonly faults: readonly string[];
}

/**
 * Follows the links of every screen from this one, a screen of each kind once, and looks at each: its status, what the browser complains
 * of (scripts that fail, the content policy), words that are missing, and what sticks out at the side.
 * @param look axe's rules too, which take most of the time.
 * @param album a folder: a picture of each, for somebody to look at
 */
export async function walk(
  page: Page,
  from: string,
  { look = false, album }: { look?: boolean; album?: string | undefined } = {},
): Promise<Walk> {
  const faults: string[] = [];
  const complain = (what: string) => void faults.push(`${pathOf(page)}: ${what}`);
  page.on('console', (message) => void (message.type() === 'error' && complain(message.text())));
  page.on('pageerror', (error) => complain(error.message));
  const seen = new Set<string>();
  const ahead = [from];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const kind = kindOf(path);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const response = await page.goto(new URL(path, page.url()).href, { waitUntil: 'load' });
    if (!response || response.status() >= 400) complain(`answers ${response?.status()}`);
    for (const fault of await faultsOf(page)) complain(fault);
    if (look) for (const { id, at } of await axe(page)) complain(`${id} at ${at.slice(0, 3).join(', ')}`);
    if (album) await page.screenshot({ path: join(album, `${nameOf(kind)}.png`), fullPage: true });
    ahead.push(...(await linksOf(page)));
  }
  return { seen: [...seen], faults };
}

/** The path without what tells one thing of a kind from another; a view is a kind of its own. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://here');
  const view = searchParams.get('view');
  const kind = pathname.replaceAll(ID, ':id').replace(EXTERNAL_ID, '$1:id').replace(KEYED, '$1:key');
  return kind.replace(WORDED, '$1:key') + (view ? `?view=${view}` : '');
}

function nameOf(kind: string): string {
  return (
    kind
      .replaceAll(/[^\w-]+/g, ' ')
      .trim()
      .replaceAll(' ', '-') || 'home'
  );
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function linksOf(page: Page): Promise<string[]> {
  const links = await page.$$eval('a[href^="/"]', (found) => found.map((link) => link.getAttribute('href') ?? ''));
  return links.filter((href) => !NOT_SCREENS.test(href));
}

async function faultsOf(page: Page): Promise<string[]> {
  const sticking = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const text = await page.innerText('body');
  const wrong = text.match(/⟦[^⟧]*⟧|\b(?:undefined|NaN|Invalid Date)\b|\[object \w+\]/g) ?? [];
  return [...(sticking > 0 ? [`sticks out by ${sticking} px`] : []), ...wrong.map((word) => `says ${word}`)];
}
