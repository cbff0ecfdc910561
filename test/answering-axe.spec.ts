import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { shadesOf } from '#platform/brand';
import { Words } from '#platform/i18n';
import { Templates, templatesFolder } from '#platform/templates';
import { axe, chromium, openBrowser } from './support/browser.ts';
import { itWith } from './support/tool.ts';

interface Case {
  case: string;
  view: { doc?: object };
}

const folder = join(templatesFolder, 'pages', 'answering');
const templates = new Templates(new Words({ missing: 'throw' }));
const onChromium = itWith(chromium);
/** Colours do not depend on words, nor words on colours: each is met in one of them. */
const SEEN = [
  ['fr', 'light'],
  ['en', 'dark'],
] as const;
const PHONE = { width: 360, height: 640 };
const style = templates
  .renderHtml('answering/_style', shadesOf('#1f6b8c'), { language: 'fr' })
  .replace(/\n\s*/g, '')
  .trim();

/** The pages that customers see: each a document of its own. Those of the team are looked at where they are used. */
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.sample.json'))
  .map((file) => file.replace('.sample.json', ''))
  .filter((name) => readFileSync(join(folder, `${name}.hbs`), 'utf8').includes('{{#layout "customer"'));

function casesOf(name: string): Case[] {
  const content = JSON.parse(readFileSync(join(folder, `${name}.sample.json`), 'utf8')) as object;
  return Array.isArray(content) ? (content as Case[]) : [{ case: 'sample', view: content }];
}

let browser: Browser;
beforeAll(async () => {
  if ('path' in chromium) browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('every sample of a customer’s page', () => {
  for (const [name, language, colorScheme] of pages.flatMap((name) => SEEN.map((seen) => [name, ...seen] as const))) {
    onChromium(
      `is without a fault to axe: ${name}, ${language}, ${colorScheme}`,
      async () => {
        const faults: object[] = [];
        const page = await browser.newPage({ viewport: PHONE, colorScheme });
        for (const one of casesOf(name)) {
          const doc = { ...one.view.doc, style, language, script: null };
          const view = { ...one.view, doc };
          const reader = { language, timeZone: 'Europe/Paris', now: new Date('2026-05-19T09:30:00Z') };
          await page.setContent(templates.renderHtml(`answering/${name}`, view, reader));
          for (const { id, at } of await axe(page)) faults.push({ case: one.case, id, at });
        }
        await page.close();
        expect(faults).toEqual([]);
      },
      120_000,
    );
  }
});
