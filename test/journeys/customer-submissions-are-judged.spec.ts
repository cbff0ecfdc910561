import type { Browser, Page } from 'playwright-core';
import { PointsService } from '../../src/answering/points.service.ts';
import { axe, chromium, openBrowser, photograph } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { openShop, surveyIn, type Shop } from './support/shop.ts';

const onChromium = itWith(chromium);
const SCREEN = '/settings/submissions';

let shop: Shop;
let browser: Browser;
let kiosk: string;

beforeAll(async () => {
  shop = await openShop();
  const points = shop.platform.get(PointsService);
  await points.add({ kind: 'kiosk', name: 'Caisse', site: 'lyon-2', questionnaire: 'csat-store', origin: null });
  kiosk = `/p/${(await points.all())[0]?.token}`;
  if ('path' in chromium) browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await shop.close();
});

const post = (path: string, form: Record<string, string>) =>
  fetch(`${shop.platform.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });

/** What a program posted that filled the hidden field too, at the kiosk and to an invitation. */
async function machinesPost(): Promise<string> {
  const lea = { externalId: 'lea', firstName: 'Léa', lastName: 'Martin', phone: '06 39 98 00 21', locale: 'fr' };
  await shop.visit(lea);
  await shop.platform.advance('P1D');
  const survey = surveyIn(await shop.messageTo('+33639980021'));
  await post(survey, { csat: '1', _website: 'x' });
  await post(kiosk, { csat: '5', comment: 'Parfait, merci.', _website: 'x' });
  return survey;
}

async function admin(): Promise<Page> {
  const visitor = await shop.platform.signIn('admin', 'Ana Costa');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const [name = '', value = ''] = visitor.headers().cookie.split('; ')[0]?.split('=') ?? [];
  await context.addCookies([{ name, value, url: shop.platform.url }]);
  const page = await context.newPage();
  await page.goto(`${shop.platform.url}${SCREEN}`);
  return page;
}

describe('an admin who knows who it was', () => {
  onChromium(
    'reads in words what was held at a kiosk, gives it to the person, and takes it back',
    async () => {
      await machinesPost();
      const page = await admin();
      const row = (text: string) => page.getByRole('row').filter({ hasText: text });
      expect(await row('Parfait, merci.').textContent()).toMatch(/Borne.*Lyon 2e.*Anonyme.*5 sur 5/s);
      expect(await axe(page)).toEqual([]);
      await photograph(page, 'submissions');

      await row('Parfait, merci.').getByRole('button', { name: 'C’est une personne' }).click();
      await page.getByText('Compté comme une personne').waitFor();
      const { body } = await shop.platform.api<{ items: { answers: object; channel: string }[] }>(
        'GET',
        '/api/v1/responses',
      );
      expect(body.items.map(({ answers }) => answers)).toEqual([{ csat: 5, comment: 'Parfait, merci.' }]);
      await row('Parfait, merci.').getByRole('button', { name: 'C’est une machine' }).click();
      await page.getByText('Écarté comme une machine').waitFor();
      const after = await shop.platform.api<{ items: { answers: object }[] }>('GET', '/api/v1/responses');
      expect(after.body.items.map(({ answers }) => answers)).toEqual([{}]);
      await page.context().close();
    },
    300_000,
  );

  it('is an admin: nobody else sees the screen, or switches', async () => {
    const marketing = await shop.platform.signIn('marketing');
    expect((await marketing.get(SCREEN)).status).toBe(403);
    expect((await marketing.get(`${SCREEN}?from=nonsense`)).status).toBe(403);
    const admins = await shop.platform.signIn('admin');
    expect((await admins.get(`${SCREEN}?from=nonsense`)).status).toBeGreaterThanOrEqual(400);
    expect((await admins.get(`${SCREEN}?from=2026-01-01&to=2026-01-02`)).text).toContain(
      'Aucun envoi pour ces filtres',
    );
  });
});
