import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Database } from '#platform/database';
import { CASE_STATUSES } from '../src/callbacks/rules/lifecycle.ts';
import { Demo, DEMO_STAFF } from '../src/demo/index.ts';
import { startPlatform, type Platform } from './journeys/support/platform.ts';
import { chromium, openBrowser } from './support/browser.ts';
import { storyOf } from './support/demo-story.ts';
import { itWith } from './support/tool.ts';
import { walk, walkWithoutBrowser, type View, type Walk } from './support/walk.ts';

const TOLD_WITHIN_MS = 1_500_000;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A folder for pictures of every screen: `SCREENS=/tmp/screens npm run jest -- test/screens.spec.ts`. */
const ALBUM = process.env['SCREENS'];
const EVERYWHERE = [
  '/cockpit',
  '/verbatims',
  '/callbacks',
  '/callbacks/:id',
  '/reviews',
  '/customers',
  '/customers/:id',
  '/invitations',
  '/invitations/:id',
  '/touchpoints',
  '/barometers',
  '/surveys',
  '/message-templates',
  '/pressure',
  '/operations',
  '/sandbox',
];

let platform: Platform;
let browser: Browser | undefined;

/** The whole demonstration, as whoever starts the program for the first time finds it. */
beforeAll(async () => {
  platform = await startPlatform({ env: { DEMO: 'true' } });
  if ('path' in chromium) browser = await openBrowser();
  while (await platform.get(Demo).progress()) await new Promise((resolve) => setTimeout(resolve, 500));
}, TOLD_WITHIN_MS);

afterAll(async () => {
  await browser?.close();
  await platform.close();
});

const emailOf = (role: string) => DEMO_STAFF.people.find((one) => one.role === role)?.email ?? role;

/** The admin chooses the language, and walks through all that the menu and its pages lead to. */
async function walkIn(language: 'fr' | 'en', as: View, other: View): Promise<Walk> {
  const own = await (browser as Browser).newContext(as);
  try {
    const page = await own.newPage();
    await page.goto(`${platform.url}/sign-in`);
    await page.fill('input[name=email]', emailOf('admin'));
    await page.fill('input[name=password]', DEMO_STAFF.password);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.goto(`${platform.url}/preferences`);
    await page.selectOption('select[name=language]', language);
    await page.selectOption('select[name=theme]', '');
    await page.click('form:has(select[name=language]) button[type=submit]');
    await page.waitForLoadState();
    const album = ({ colorScheme, viewport }: View) =>
      ALBUM && join(ALBUM, `admin-${language}-${colorScheme}-${viewport.width}`);
    return await walk(page, '/', { as, other, album });
  } finally {
    await own.close();
  }
}

describe('the demonstration', () => {
  it('is told at its full size', async () => {
    const story = await storyOf(platform.get(Database));
    expect(story).toMatchObject({
      sites: 12,
      touchpoints: ['store-visit', 'first-order', 'delivery', 'call', 'after-sales'],
      languages: ['en', 'fr'],
      cases: [...CASE_STATUSES].sort(),
      waves: ['closed 1800', 'closed 1800', 'closed 1800', 'open 1800'],
      members: expect.arrayContaining(['answered', 'invited', 'moved', 'replaced', 'waiting']),
      askedTwice: 0,
    });
    const about = (count: number, share: number) => [count > share * 0.85, count < share * 1.15];
    expect(about(story.interactions, 20_000)).toEqual([true, true]);
    expect(about(story.hot, 6_000)).toEqual([true, true]);
    expect(story.customers).toBeGreaterThan(12_000);
    expect(story.cold).toBeGreaterThan(1_000);
    expect(story.waiting).toBeGreaterThan(10);
    expect(story.wrong.nantes[1]).toBeLessThan(story.wrong.others[0]);
  });
});

describe('every screen', () => {
  // Each language, theme and width is met by axe in one of them; turned over, a screen shows what else can be wrong.
  for (const [language, as, other] of [
    ['fr', { colorScheme: 'light', viewport: PHONE }, { colorScheme: 'dark', viewport: DESK }],
    ['en', { colorScheme: 'dark', viewport: DESK }, { colorScheme: 'light', viewport: PHONE }],
  ] as const) {
    itWith(chromium)(
      `is whole and accessible in ${language}, ${as.colorScheme}, ${as.viewport.width} px wide`,
      async () => {
        const { seen, faults } = await walkIn(language, as, other);
        expect(faults).toEqual([]);
        expect(seen).toEqual(expect.arrayContaining(EVERYWHERE));
        expect(seen.length).toBeGreaterThan(30);
      },
      900_000,
    );
  }

  it.each(['agent', 'supervisor', 'marketing', 'analyst'])(
    'that a person of this role is led to opens for them: %s',
    async (role) => {
      const visitor = platform.visitor();
      await visitor.signIn(emailOf(role), DEMO_STAFF.password);
      const { seen, faults } = await walkWithoutBrowser(visitor, '/');
      expect(faults).toEqual([]);
      expect(seen.length).toBeGreaterThan(5);
    },
    300_000,
  );
});
