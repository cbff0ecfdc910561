import { DateTime } from 'luxon';
import type { Browser, Page } from 'playwright-core';
import { axe, chromium, openBrowser } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { openShop, type Shop } from './support/shop.ts';

const onChromium = itWith(chromium);
const ZONE = 'Europe/Paris';
const PEOPLE = [
  { externalId: 'lea', firstName: 'Léa', lastName: 'Martin', phone: '06 39 98 00 11', locale: 'fr' },
  { externalId: 'tom', firstName: 'Tom', lastName: 'Petit', phone: '06 39 98 00 12', locale: 'fr' },
  { externalId: 'zoe', firstName: 'Zoé', lastName: 'Roux', phone: '06 39 98 00 13', locale: 'fr' },
] as const;
const [LEA] = PEOPLE;

let shop: Shop;
let browser: Browser;
let page: Page;

/**
 * A quarter in which three people come twice, 35 days apart, and are asked both times; in the next one Léa is asked, comes
 * again the day after, and is not. It is the day after that.
 */
beforeAll(async () => {
  shop = await openShop();
  const quarter = DateTime.fromJSDate(shop.platform.now(), { zone: ZONE }).plus({ quarters: 1 }).startOf('quarter');
  const first = quarter.plus({ days: 9, hours: 11 });
  for (const day of [first, first.plus({ days: 35 })]) {
    await shop.moveTo(day.toJSDate());
    for (const person of PEOPLE) expect(await shop.visit(person)).toMatchObject({ outcome: 'scheduled' });
  }
  const next = quarter.plus({ quarters: 1, days: 19, hours: 11 });
  await shop.moveTo(next.toJSDate());
  expect(await shop.visit(LEA)).toMatchObject({ outcome: 'scheduled' });
  await shop.moveTo(next.plus({ days: 1 }).toJSDate());
  expect(await shop.visit(LEA)).toMatchObject({ outcome: 'suppressed', rule: 'quarantine' });
  await shop.moveTo(next.plus({ days: 2 }).toJSDate());
  if (!('path' in chromium)) return;
  browser = await openBrowser();
  page = await signedIn();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await shop.close();
});

async function signedIn(): Promise<Page> {
  const visitor = await shop.platform.signIn('admin', 'Hugo Garnier');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const [name = '', value = ''] = visitor.headers().cookie.split('; ')[0]?.split('=') ?? [];
  await context.addCookies([{ name, value, url: shop.platform.url }]);
  return context.newPage();
}

describe('somebody who has never seen the product', () => {
  onChromium(
    'finds why Léa was not asked yesterday',
    async () => {
      await page.goto(shop.platform.url);
      await page.getByRole('link', { name: 'Invitations', exact: true }).click();
      await page.getByRole('link', { name: 'Décisions', exact: true }).click();
      await page.getByLabel('Un client').fill('Léa Martin');
      await page.getByRole('button', { name: 'Rechercher' }).click();
      const [latest] = await page.getByRole('row', { name: /Léa Martin/ }).all();
      const told = (await latest?.textContent()) ?? '';
      expect(told).toMatch(/hier/);
      expect(told).toMatch(/Déjà interrogé 1 fois en 30 jours, 1 au plus ; prochaine place/);
      await latest?.getByRole('link').last().click();
      await page
        .getByText('Les règles, dans l’ordre')
        .or(page.getByRole('heading', { name: /Léa Martin/ }))
        .first()
        .waitFor();
      expect(await page.locator('main').textContent()).toContain('Déjà interrogé 1 fois en 30 jours');
    },
    60_000,
  );

  onChromium(
    'finds what one question in 45 days would have changed last quarter, and makes it the rule',
    async () => {
      await page.goto(`${shop.platform.url}/pressure`);
      await page.getByRole('link', { name: 'Simuler un changement' }).click();
      const rule = page.locator('.card', { hasText: 'Règle 2 · quarantine' });
      await rule.getByLabel('Sur combien de jours').fill('45');
      await page.getByRole('button', { name: 'Lancer la simulation' }).last().click();
      await page.getByText('Ce brouillon aurait envoyé 3 invitations de moins (50 %).').waitFor({ timeout: 30_000 });
      await page.getByText(/redonne les 6 décisions de pression/).waitFor();
      expect(await page.getByText('1 invitation au plus en 45 jours').first().isVisible()).toBe(true);
      expect(await axe(page)).toEqual([]);

      // The draft is opened again, changed, run again; then it is adopted.
      await page.getByRole('link', { name: 'Modifier et relancer' }).click();
      await rule.getByLabel('Sur combien de jours').fill('34');
      await page.getByRole('button', { name: 'Lancer la simulation' }).last().click();
      await page.getByText('Ce brouillon aurait envoyé autant d’invitations.').waitFor({ timeout: 30_000 });
      await page.getByRole('link', { name: 'Adopter ce brouillon' }).click();
      await page.getByRole('button', { name: 'Adopter' }).click();
      await page.getByText('Le brouillon est devenu la version 1 de la politique.').waitFor();
      expect(await page.getByRole('row', { name: /quarantine/ }).textContent()).toContain('34 jours');
      await page.getByRole('link', { name: 'Version 1' }).click();
      expect(await page.locator('main').textContent()).toContain('brouillon d’une simulation');
    },
    60_000,
  );

  onChromium(
    'writes a rule more as a sentence, takes another away, and puts the version before in force again',
    async () => {
      await page.goto(`${shop.platform.url}/pressure/edit`);
      await page.getByRole('button', { name: 'Ajouter une règle' }).click();
      const added = page.locator('.card', { hasText: 'Règle 5' });
      await added.getByLabel('Enquêtes concernées').selectOption({ label: 'Point de contact « Visite en magasin »' });
      await added.getByLabel('Invitations au plus').fill('1');
      await added.getByLabel('Sur combien de jours').fill('0');
      await added.getByLabel('Nom dans les décisions').fill('visites');
      await page.getByRole('button', { name: 'Enregistrer la politique' }).last().click();
      await page.getByRole('alert').waitFor();
      expect(await added.getByLabel('Sur combien de jours').getAttribute('aria-invalid')).toBe('true');
      expect(await axe(page)).toEqual([]);
      await added.getByLabel('Sur combien de jours').fill('60');
      await page.getByRole('button', { name: /Retirer : Règle 1/ }).click();
      await page.locator('.card', { hasText: 'Règle 1 · quarantine' }).waitFor();
      await page.getByRole('button', { name: 'Enregistrer la politique' }).last().click();
      await page.getByText('La nouvelle politique s’applique dès maintenant.').waitFor();
      expect(await page.getByRole('row', { name: /visites/ }).textContent()).toContain('60 jours');
      await page.getByRole('link', { name: 'Toutes les versions' }).click();
      await page.getByRole('link', { name: 'Version 1' }).click();
      await page.getByRole('button', { name: 'Remettre la version 1 en vigueur' }).click();
      await page.getByText('Les règles de la version 1 sont de nouveau en vigueur.').waitFor();
      expect(await page.getByRole('row', { name: /Version 3/ }).textContent()).toContain('reprise de la version 1');
    },
    60_000,
  );
});
