import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axeCore from 'axe-core';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { findTool, pathOf } from './tool.ts';

/** Looked for before the tests begin; see shipped-browser.mjs. */
export const chromium = findTool(
  [process.env['CHROMIUM_PATH']],
  'no Chromium; apt-get install chromium, or set CHROMIUM_PATH',
);

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Only in tests made with `itWith(chromium)`. */
export function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: pathOf(chromium), args: QUIET });
}

export interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  /** The elements at fault, by selector. */
  readonly at: readonly string[];
}

/**
 * Of rows that differ in words only, the first alone is shown while `look` looks: a list of fifty takes axe as long as fifty lists,
 * and says no more.
 */
export async function oneOfAKind<Of>(page: Page, look: () => Promise<Of>): Promise<Of> {
  await page.evaluate(HIDE_ALIKE);
  try {
    return await look();
  } finally {
    await page.evaluate(SHOW_ALIKE);
  }
}

const HIDE_ALIKE = `{
  const known = new Map();
  for (const row of document.querySelectorAll('tbody > tr, ul > li, ol > li')) {
    const shape = row.outerHTML.replaceAll(/>[^<]*/g, '>').replaceAll(/\\s(?!class=)([\\w-]+)="[^"]*"/g, ' $1');
    const shapes = known.get(row.parentElement) ?? new Set();
    known.set(row.parentElement, shapes);
    if (shapes.has(shape)) row.style.setProperty('display', 'none', 'important');
    if (shapes.has(shape)) row.dataset.alike = '';
    shapes.add(shape);
  }
}`;
const SHOW_ALIKE = `for (const row of document.querySelectorAll('[data-alike]')) {
  row.style.removeProperty('display');
  delete row.dataset.alike;
}`;

/** What axe finds against WCAG 2.2 A and AA. `evaluate` is not bound by the page's content security policy. */
export async function axe(page: Page): Promise<Violation[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: AxeInPage };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      at: nodes.map(({ target }) => target.join(' ')),
    }));
  });
}

interface AxeInPage {
  run(options: { runOnly: string[]; resultTypes: string[]; preload: boolean }): Promise<{
    violations: { id: string; impact: string | null; help: string; nodes: { target: string[] }[] }[];
  }>;
}

const screens = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), '.test-data', 'screens');

/** Pictures of the whole page as a desk and as a phone see it: `<name>-1440.png` and `<name>-390.png`; returns their paths. */
export async function photograph(page: Page, name: string): Promise<string[]> {
  mkdirSync(screens, { recursive: true });
  const before = page.viewportSize();
  const paths: string[] = [];
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    const path = join(screens, `${name}-${viewport.width}.png`);
    await page.screenshot({ path, fullPage: true });
    paths.push(path);
  }
  if (before) await page.setViewportSize(before);
  return paths;
}
