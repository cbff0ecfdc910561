import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, chromium, openBrowser, photograph } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { startPlatform, type Platform } from './support/platform.ts';

const onChromium = itWith(chromium);

let platform: Platform;
let browser: Browser;
let faults: string[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  await platform.api('PUT', '/api/v1/questionnaires/csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [
      {
        key: 'csat',
        kind: 'csat',
        text: { fr: 'Êtes-vous satisfait de votre visite ?', en: 'Are you happy with your visit?' },
        required: true,
      },
      { key: 'comment', kind: 'text', text: { fr: 'Qu’est-ce qui a compté ?', en: 'What mattered?' } },
    ],
  });
  await platform.api('PUT', '/api/v1/touchpoints/store-visit', {
    name: { fr: 'Visite en magasin', en: 'Store visit' },
    questionnaire: 'csat-store',
    channels: ['sms', 'email'],
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '10:00', to: '20:00' },
  });
  if ('path' in chromium) browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await platform.close();
});

beforeEach(() => {
  faults = [];
});
afterEach(() => expect(faults).toEqual([]));

async function visit(id: string, customer: object): Promise<void> {
  const body = {
    id,
    touchpoint: 'store-visit',
    occurredAt: platform.now().toISOString(),
    customer: { externalId: `c-${id}`, ...customer },
  };
  const { status } = await platform.api('POST', '/api/v1/interactions', body);
  expect(status).toBe(202);
}

async function opened(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (
    await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 }, ...options })
  ).newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  await page.goto(`${platform.url}/sandbox`);
  return page;
}

describe('the sandbox', () => {
  onChromium('shows an empty world and says what to do next', async () => {
    const page = await opened();
    expect(await page.getByText('Aucun SMS pour l').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    await photograph(page, 'sandbox-empty');
  });

  onChromium(
    'lets a person live the loop: time moves, the text arrives, they answer, and are answered',
    async () => {
      await visit('v1', { firstName: 'Léa', lastName: 'Martin', phone: '06 12 34 56 78' });
      await visit('v2', { firstName: 'Karim', lastName: 'Benali', phone: '06 98 76 54 32' });
      await visit('v3', { firstName: 'Zoé', lastName: 'Petit', email: 'zoe.petit@example.test' });
      const page = await opened();
      await page.getByRole('button', { name: '1 jour' }).click();
      await page.getByText('d’avance').waitFor();
      await page.getByRole('link', { name: /Léa Martin/ }).click();
      await page.getByRole('log').getByText('Répondez 1 à 5').waitFor();
      await page.getByRole('textbox', { name: 'Répondre en tant que Léa Martin' }).fill('4 accueil au top');
      await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
      await page.getByRole('log').getByText('4 accueil au top').waitFor();
      await page.getByRole('log').getByText(/Merci/).waitFor();
      expect(await axe(page)).toEqual([]);
      await photograph(page, 'sandbox-lived');
      const { body } = await platform.api<{ items: { answers: object; comment: string }[] }>(
        'GET',
        '/api/v1/responses?touchpoint=store-visit',
      );
      expect(body.items).toMatchObject([{ answers: { csat: 4 }, comment: 'accueil au top' }]);
    },
    60_000,
  );

  onChromium(
    'shows a mail as its reader sees it, and a fault until it was met',
    async () => {
      const page = await opened({ colorScheme: 'dark' });
      await page.getByRole('link', { name: /zoe\.petit/ }).click();
      const mail = page.frameLocator('iframe');
      expect(await mail.getByRole('link', { name: '5 sur 5' }).getAttribute('href')).toMatch(/\/s\/[\w-]+\?csat=5$/);
      await page.getByRole('combobox', { name: 'Panne' }).selectOption('bounce');
      await page.getByRole('button', { name: 'Provoquer' }).click();
      await page.getByText('Accepté, puis non remis').last().waitFor();
      await photograph(page, 'sandbox-dark');
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Tout réparer' }).click();
      await page.getByText('Aucune panne en cours').waitFor();
      await page.getByRole('link', { name: 'En-têtes' }).click();
      await page.getByText('List-Unsubscribe=One-Click').waitFor();
    },
    60_000,
  );

  onChromium(
    'keeps what is being typed while it refreshes',
    async () => {
      const page = await opened({ locale: 'en-GB' });
      await page.getByRole('link', { name: /Karim Benali/ }).click();
      const box = page.getByRole('textbox', { name: /Reply as Karim/ });
      await box.fill('half a sent');
      await platform.api('POST', '/sandbox/api/sms', { from: '+33698765432', body: 'STOP' });
      await platform.settle();
      await page
        .getByRole('log')
        .getByText('you will get no more texts')
        .or(page.getByRole('log').getByText('vous ne recevrez plus'))
        .waitFor();
      expect(await box.inputValue()).toBe('half a sent');
    },
    60_000,
  );
});
