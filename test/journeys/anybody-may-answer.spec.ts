import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { PointsService } from '#answering';
import { axe, chromium, openBrowser } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { openShop, type Shop } from './support/shop.ts';

const onChromium = itWith(chromium);
const PHONE = { width: 390, height: 844 };

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

const answers = async () =>
  (
    await shop.platform.api<{ items: { channel: string; customer: string | null; answers: object }[] }>(
      'GET',
      '/api/v1/responses',
    )
  ).body.items;

/** A member of the marketing team, signed in. */
async function marketing(): Promise<Page> {
  const visitor = await shop.platform.signIn('marketing', 'Hugo Garnier');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const [name = '', value = ''] = visitor.headers().cookie.split('; ')[0]?.split('=') ?? [];
  await context.addCookies([{ name, value, url: shop.platform.url }]);
  return context.newPage();
}

describe('a code in a shop', () => {
  onChromium(
    'is made by the team, printed, corrected, and answered with a phone; what was said is marked',
    async () => {
      const page = await marketing();
      await page.goto(`${shop.platform.url}/settings/points`);
      await page.getByRole('combobox', { name: 'Type' }).selectOption('qr');
      await page.getByRole('textbox', { name: 'Nom' }).fill('Vitrine');
      await page.getByRole('combobox', { name: 'Questionnaire' }).selectOption('csat-store');
      await page.getByRole('button', { name: 'Ajouter' }).click();
      await page.getByText('Ajouté.').waitFor();
      await page.getByRole('link', { name: 'Modifier' }).click();
      await page.getByRole('textbox', { name: 'Nom' }).fill('Vitrine de Lyon');
      await page.getByRole('combobox', { name: 'Site' }).selectOption('lyon-2');
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('C’est modifié.').waitFor();
      await page.getByRole('link', { name: 'Affiche' }).click();
      await page.getByRole('img', { name: 'QR code' }).waitFor();
      const address = await page.locator('code').innerText();

      const phone = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage();
      await phone.goto(address);
      await phone.waitForTimeout(700);
      await phone.locator('#q-csat label').nth(0).click();
      await phone.locator('textarea').fill('Vitrine vide depuis lundi.');
      await phone.getByRole('button', { name: /Envoyer/ }).click();
      await phone.getByRole('heading', { name: /Merci/ }).waitFor();
      expect(await answers()).toMatchObject([{ channel: 'qr', customer: null, answers: { csat: 1 } }]);
      await page.goto(`${shop.platform.url}/verbatims`);
      await page.getByText('Vitrine vide depuis lundi.').waitFor();
      await page.getByText('QR code, anonyme').waitFor();
    },
    120_000,
  );
});

describe('a button on a shop’s own site', () => {
  let site: Server;
  let origin = '';
  let script = '';

  beforeAll(async () => {
    site = createServer((_, reply) => {
      reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.end(`<!doctype html><html lang="fr"><title>Boutique</title><h1>Boutique</h1>${script}</html>`);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const points = shop.platform.get(PointsService);
    await points.add({ kind: 'widget', name: 'Boutique', site: null, questionnaire: 'csat-store', origin });
    const token = (await points.all()).find(({ kind }) => kind === 'widget')?.token;
    script = `<script src="${shop.platform.url}/w/${token}.js" async></script>`;
  });
  afterAll(() => void site.close());

  onChromium(
    'opens the survey over the page, takes an answer, and is put away by a key',
    async () => {
      const page = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage();
      await page.goto(origin);
      const button = page.getByRole('link', { name: 'Donner mon avis' });
      await button.click();
      const survey = page.frameLocator('iframe[title="Donner mon avis"]');
      await survey.locator('#q-csat label').nth(3).waitFor();
      await page.waitForTimeout(700);
      await survey.locator('#q-csat label').nth(3).click();
      await survey.getByRole('button', { name: /Envoyer/ }).click();
      await survey.getByRole('heading', { name: /Merci/ }).waitFor();
      expect((await answers())[0]).toMatchObject({ channel: 'widget', customer: null, answers: { csat: 4 } });
      await page.keyboard.press('Escape');
      // The frame has the focus: its own close button is there for whoever is within.
      if (await page.locator('iframe').count()) await page.getByRole('button', { name: 'Fermer' }).click();
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Donner mon avis');
    },
    120_000,
  );

  onChromium(
    'shows nothing on a site it was not made for',
    async () => {
      const page = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage();
      await page.goto(origin.replace('127.0.0.1', 'localhost'));
      await page.getByRole('link', { name: 'Donner mon avis' }).click();
      await page.waitForTimeout(500);
      expect(await page.frameLocator('iframe').locator('#q-csat').count()).toBe(0);
    },
    120_000,
  );
});

describe('a kiosk', () => {
  onChromium(
    'asks whether anybody is there once it is left alone, and begins anew without what was ticked',
    async () => {
      const points = shop.platform.get(PointsService);
      await points.add({ kind: 'kiosk', name: 'Caisse', site: null, questionnaire: 'csat-store', origin: null });
      const token = (await points.all()).find(({ kind }) => kind === 'kiosk')?.token;
      const page = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage();
      await page.clock.install();
      await page.goto(`${shop.platform.url}/p/${token}`);
      await page.locator('#q-csat label').nth(0).click();
      await page.clock.runFor(76_000);
      await page.getByRole('button', { name: 'Continuer' }).click();
      expect(await page.locator('#idle').isVisible()).toBe(false);
      expect(await page.locator('#q-csat :checked').count()).toBe(1);
      const anew = page.waitForEvent('load');
      await page.clock.runFor(91_000);
      await anew;
      expect(await page.locator('#q-csat :checked').count()).toBe(0);
    },
    120_000,
  );
});
