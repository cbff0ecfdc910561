import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Visitor } from '../journeys/support/visitor.ts';
import { axe, oneOfAKind } from './browser.ts';

/** Links that lead out of the screens: files, and what the person's own session ends at. */
const NOT_SCREENS = /sign-out|export|download|\/api\/|\.(?:csv|json|xml|js|svg|png)(?:\?|$)/;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What has a key in its address: one of each kind is looked at. */
const KEYED = /^(\/(?:touchpoints|surveys|settings\/(?:sites|brand)|barometers\/[^/]+\/waves)\/)(?!new\b)[^/?]+/;
const WORDED = /^(\/message-templates\/\w+\/)[\w-]+\/\w+/;
const EXTERNAL_ID = /^(\/customers\/)(?!import)[^/]+/;

export interface Walk {
  /** Every kind of screen that was seen: its path, ids left out. */
  readonly seen: readonly string[];
  /** What no screen may show, with the address where it was. */
  readonly faults: readonly string[];
}

/** How somebody else sees the same screen. */
export interface View {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

/**
 * Follows the links of every screen from this one, a screen of each kind once, and looks at each: its status, what the browser complains
 * of (scripts that fail, the content policy), axe's rules, words that are missing, and what sticks out at the side.
 * @param as how they are seen; each is turned over to look at it the `other` way too, without loading it again
 * @param album a folder for each view: a picture of each screen, for somebody to look at
 */
export async function walk(
  page: Page,
  from: string,
  { as, other, album }: { as: View; other: View; album: (view: View) => string | undefined },
): Promise<Walk> {
  const faults: string[] = [];
  const complain = (what: string) => void faults.push(`${pathOf(page)}: ${what}`);
  page.on('console', (message) => void (message.type() === 'error' && complain(message.text())));
  page.on('pageerror', (error) => complain(error.message));
  const turn = async ({ colorScheme, viewport }: View) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    // The page hears of another scheme a frame later.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  };
  const look = async (view: View, kind: string) => {
    await turn(view);
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (over > 0) complain(`sticks out by ${over} px of ${view.viewport.width}`);
    const folder = album(view);
    if (folder) await page.screenshot({ path: join(folder, `${nameOf(kind)}.png`), fullPage: true });
  };
  const seen = await follow(from, async (path, kind) => {
    const response = await page.goto(new URL(path, page.url()).href, { waitUntil: 'load' });
    if (!response || response.status() >= 400) complain(`answers ${response?.status()}`);
    for (const word of wrongWords(await page.innerText('body'))) complain(`says ${word}`);
    for (const { id, at } of await oneOfAKind(page, () => axe(page))) complain(`${id} at ${at.slice(0, 3).join(', ')}`);
    await look(as, kind);
    await look(other, kind);
    await turn(as);
    return page.$$eval('a[href^="/"]', (found) => found.map((link) => link.getAttribute('href') ?? ''));
  });
  return { seen, faults };
}

/** The same without a browser: the status of every screen that somebody is led to, and its words. */
export async function walkWithoutBrowser(visitor: Visitor, from: string): Promise<Walk> {
  const faults: string[] = [];
  const seen = await follow(from, async (path) => {
    const { status, text } = await visitor.get(path);
    if (status >= 400) faults.push(`${path}: answers ${status}`);
    for (const word of wrongWords(text.replaceAll(/<script[^]*?<\/script>|<[^>]*>/g, ' ')))
      faults.push(`${path}: says ${word}`);
    return [...text.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  });
  return { seen, faults };
}

/** @param open shows what is there and gives the links it leads on by @returns the kinds that were seen */
async function follow(from: string, open: (path: string, kind: string) => Promise<string[]>): Promise<string[]> {
  const seen = new Set<string>();
  const ahead = [from];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const kind = kindOf(path);
    if (seen.has(kind)) continue;
    seen.add(kind);
    ahead.push(...(await open(path, kind)).filter((href) => !NOT_SCREENS.test(href)));
  }
  return [...seen];
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

function wrongWords(text: string): string[] {
  return text.match(/⟦[^⟧]*⟧|\b(?:undefined|NaN|Invalid Date)\b|\[object \w+\]/g) ?? [];
}
