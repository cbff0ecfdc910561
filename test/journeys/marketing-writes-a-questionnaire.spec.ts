import type { Browser, Page } from 'playwright-core';
import { axe, chromium, openBrowser } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { openShop, surveyIn, type Shop } from './support/shop.ts';

const onChromium = itWith(chromium);

let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  shop = await openShop();
  if ('path' in chromium) browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await shop.close();
});

/** A member of the marketing team, signed in, in a browser with script. */
async function marketing(): Promise<Page> {
  const visitor = await shop.platform.signIn('marketing', 'Hugo Garnier');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const [name = '', value = ''] = visitor.headers().cookie.split('; ')[0]?.split('=') ?? [];
  await context.addCookies([{ name, value, url: shop.platform.url }]);
  return context.newPage();
}

const phone = (page: Page) => page.frameLocator('#preview iframe');

describe('a person of the marketing team', () => {
  onChromium(
    'writes a questionnaire in two languages, publishes it, and customers are asked it',
    async () => {
      const page = await marketing();
      await page.goto(`${shop.platform.url}/surveys`);
      await page.getByRole('link', { name: 'Nouveau questionnaire' }).click();
      await page.locator('form[action="/survey-library/csat"]').getByRole('button', { name: 'Choisir' }).click();
      await page.waitForURL(/\/surveys\/csat\/edit/);

      // What is typed is saved as one goes on, and the phone beside shows the very page.
      await page.getByLabel('Français').first().fill('La visite vous a-t-elle plu ?');
      await page.getByLabel('Anglais').first().fill('Did you enjoy your visit?');
      await page.getByLabel('Anglais').first().blur();
      await phone(page).getByText('La visite vous a-t-elle plu ?').waitFor();
      await page.getByRole('button', { name: 'Monter la question 4' }).click();
      await page.waitForURL(/#question-3$/);
      await page.getByRole('button', { name: 'Retirer la question 4' }).click();
      await page.getByText('La question est retirée.').waitFor();
      expect(await page.locator('[data-question]').count()).toBe(3);
      await page.locator('#preview').getByRole('button', { name: 'Anglais' }).click();
      await phone(page).getByText('Did you enjoy your visit?').waitFor();
      expect(await axe(page)).toEqual([]);

      await page.getByRole('button', { name: 'Publier' }).click();
      await page.waitForURL(/\/surveys\/csat$/);

      const { api } = shop.platform;
      const { body: touchpoint } = await api<Record<string, unknown>>('GET', '/api/v1/touchpoints/store-visit');
      const { key: _, position: __, ...rules } = touchpoint;
      expect((await api('PUT', '/api/v1/touchpoints/store-visit', { ...rules, questionnaire: 'csat' })).status).toBe(
        200,
      );
      await shop.visit({
        externalId: 'lea',
        firstName: 'Léa',
        lastName: 'Martin',
        phone: '06 39 98 00 11',
        locale: 'fr',
      });
      await shop.platform.advance('P1D');
      const survey = surveyIn(await shop.messageTo('+33639980011'));
      const french = await shop.platform.visitor().get(survey);
      expect(french.text).toContain('La visite vous a-t-elle plu ?');
      expect((await shop.platform.visitor().get(`${survey}?lang=en`)).text).toContain('Did you enjoy your visit?');
      await page.goto(`${shop.platform.url}/surveys`);
      expect(await page.getByRole('row', { name: /csat/ }).first().textContent()).toContain('version 1');
    },
    180_000,
  );

  onChromium(
    'writes a text message, sees what it costs, and it is the one that goes out',
    async () => {
      const page = await marketing();
      await page.goto(`${shop.platform.url}/message-templates/sms/invitation/fr`);
      const bubbles = page.frameLocator('iframe[name="message-preview"]');
      await bubbles.getByText('1 SMS facturé').first().waitFor();
      await page.getByLabel('Texte').fill('{{brand}} : un mot sur {{nom}} ? {{survey}} {{optOut}}');
      await page.getByRole('button', { name: 'Mettre en service' }).click();
      await page.getByRole('alert').getByText('n’existe pas').waitFor();
      await page.getByLabel('Texte').fill('{{brand}} : un mot sur votre passage ? {{survey}} {{optOut}}');
      await bubbles.getByText('un mot sur votre passage').first().waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Mettre en service' }).click();
      await page.getByText('La version 1 part').waitFor();

      await shop.visit({
        externalId: 'tom',
        firstName: 'Tom',
        lastName: 'Petit',
        phone: '06 39 98 00 12',
        locale: 'fr',
      });
      await shop.platform.advance('P1D');
      const message = await shop.messageTo('+33639980012');
      expect(JSON.stringify(message)).toContain('un mot sur votre passage');
    },
    180_000,
  );
});
