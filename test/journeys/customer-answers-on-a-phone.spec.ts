import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { AnsweringStation, comment, csat, storeVisit, type Asked } from '../support/answering.ts';
import { axe, chromium, openBrowser, photograph } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import type { Question } from '#surveys';

const onChromium = itWith(chromium);
const PHONE = { width: 360, height: 640 };
const DESK = { width: 1440, height: 900 };
const TARGET = 44;

const nps: Question = {
  key: 'nps',
  kind: 'nps',
  text: {
    fr: 'Quelle est la probabilité que vous recommandiez nos magasins à un proche ou un collègue ?',
    en: 'How likely are you to recommend our stores to a friend or a colleague?',
  },
  required: true,
};
const ces7: Question = {
  key: 'ces7',
  kind: 'ces7',
  text: { fr: 'Tout a été facile.', en: 'It was easy.' },
  required: true,
};

let station: AnsweringStation;
let browser: Browser;
beforeAll(async () => {
  station = await AnsweringStation.start();
  if ('path' in chromium) browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await station.sandbox.close();
});

/** What went wrong in the browser: a script's error, something the content policy refused. */
let faults: string[] = [];
beforeEach(() => {
  faults = [];
});
afterEach(() => expect(faults).toEqual([]));

/** Who answers sooner than this is taken for a machine; without a script, sooner than a second. */
const A_LOOK_MS = 600;
const A_READ_MS = 1_100;

/** A fresh browser on a page of the survey, long enough for somebody to have looked at it. */
async function opened({ token }: Asked, options: BrowserContextOptions = {}, path = `/s/${token}`): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    // A refusal (4xx) is an error to the browser's console, and no fault of the page.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  await page.goto(`${station.sandbox.url}${path}`);
  await page.waitForTimeout(A_LOOK_MS);
  return page;
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: /enregistrée|saved/ });

describe('the page on the smallest phone', () => {
  for (const [name, first] of [
    ['satisfaction', csat],
    ['likelihood', nps],
    ['effort', ces7],
  ] as const) {
    onChromium(`shows and takes the first answer without scrolling: ${name}`, async () => {
      const page = await opened(await station.asked([first, comment]));
      const options = page.locator(`#q-${first.key} label`);
      for (const option of await options.all()) {
        const box = await option.boundingBox();
        expect(box && box.y + box.height <= PHONE.height).toBe(true);
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(TARGET);
      }
      const send = await page.getByRole('button', { name: 'Envoyer ma réponse' }).boundingBox();
      expect(send && send.y + send.height <= PHONE.height).toBe(true);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      await page.context().close();
    });
  }
});

describe('answering', () => {
  onChromium('saves each answer as it is given, shows what applies, and thanks with a promise', async () => {
    const asked = await station.asked(storeVisit);
    const page = await opened(asked);
    expect(await page.locator('#q-contact').isVisible()).toBe(false);
    await page.getByLabel('Pas du tout satisfait').check();
    await saved(page).waitFor();
    expect(await station.response(asked)).toMatchObject({ answers: { csat: 1 }, complete: false });
    await page.getByLabel('Oui, rappelez-moi').check();
    await page.getByLabel('Qu’est-ce qui explique votre note').fill('Trop d’attente');
    expect(await page.locator('#c-comment').textContent()).toBe('14 / 4000');
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await page.getByText(/rappel(le|ons) au plus tard/).waitFor();
    expect(await station.response(asked)).toMatchObject({
      answers: { csat: 1, comment: 'Trop d’attente', contact: true },
      complete: true,
    });
    await page.getByRole('link', { name: 'Corriger ma réponse' }).click();
    expect(await page.getByLabel('Pas du tout satisfait').isChecked()).toBe(true);
    await page.context().close();
  });

  onChromium('is done in English from the link to the hour of the call, and to the end of surveys', async () => {
    const asked = await station.asked(storeVisit, { locale: 'en' });
    const page = await opened(asked, { locale: 'en-GB' });
    await page.getByLabel('Very dissatisfied').check();
    await page.getByText('Answer saved, you can go on.').waitFor();
    await page.getByLabel('What explains your score?').fill('Waited too long');
    await page.getByLabel('Yes, call me back').check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.getByText('Thank you, your answer has arrived').waitFor();
    await page.getByText(/call you by .* at the latest/).waitFor();
    const hours = page.getByRole('group', { name: 'When may we call you?' });
    await hours.getByRole('radio').nth(1).check();
    await page.getByRole('button', { name: 'Choose this time' }).click();
    await page.getByText(/We will call you .* between .* and /).waitFor();
    const answers = { csat: 1, comment: 'Waited too long', contact: true };
    expect(await station.response(asked)).toMatchObject({ answers, complete: true });
    await page.goto(`${station.sandbox.url}/u/${asked.token}`);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Chaudfroid will send you no more surveys.').waitFor();
    await page.context().close();
  });

  onChromium('works without a script, by keyboard, and comes back with the reason and the focus', async () => {
    const asked = await station.asked(storeVisit);
    const page = await opened(asked, { javaScriptEnabled: false });
    expect(await page.locator('#q-contact').isVisible()).toBe(true);
    await page.getByLabel('Qu’est-ce qui explique votre note').fill('Bien');
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await page.getByText('Merci de répondre à cette question.').waitFor();
    expect(await page.getByLabel('Qu’est-ce qui explique votre note').inputValue()).toBe('Bien');
    expect(
      await page.getByLabel('Pas du tout satisfait').evaluate((field) => field === field.ownerDocument.activeElement),
    ).toBe(true);
    await page.waitForTimeout(A_READ_MS);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Merci, votre réponse est bien arrivée').waitFor();
    expect((await station.response(asked))?.answers).toEqual({ csat: 3, comment: 'Bien' });
    await page.context().close();
  });

  onChromium('chooses what the link chooses, and saves nothing until the person acts', async () => {
    const asked = await station.asked(storeVisit);
    const page = await opened(asked, {}, `/s/${asked.token}?csat=2`);
    expect(await page.getByLabel('Plutôt pas satisfait').isChecked()).toBe(true);
    expect(await station.response(asked)).toBeNull();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('How satisfied are you with your visit?').waitFor();
    expect(await page.getByLabel('Rather dissatisfied').isChecked()).toBe(true);
    await page.waitForTimeout(A_LOOK_MS);
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.getByLabel('What should we have done better?').fill('The queue');
    await page.waitForTimeout(A_LOOK_MS);
    await page.getByRole('button', { name: 'Add this comment' }).click();
    await page.getByLabel('What should we have done better?').waitFor({ state: 'detached' });
    expect(await station.response(asked)).toMatchObject({ answers: { csat: 2, comment: 'The queue' } });
    await page.context().close();
  });
});

describe('everyone can use it', () => {
  const everything = [csat, { ...nps, key: 'n' }, comment, storeVisit[3] as Question];
  const looks = [
    ['fr', PHONE, 'light'],
    ['en', PHONE, 'dark'],
    ['fr', DESK, 'dark'],
    ['en', DESK, 'light'],
  ] as const;

  for (const [locale, viewport, colorScheme] of looks) {
    const name = `${locale}, ${viewport.width} px, ${colorScheme}`;
    onChromium(`axe finds nothing on any page: ${name}`, async () => {
      const asked = await station.asked(everything, { locale });
      const page = await opened(asked, { viewport, colorScheme });
      const look = async (title: string) => {
        expect([title, await axe(page)]).toEqual([title, []]);
        await photograph(page, `answering-${title}-${locale}-${colorScheme}`);
        await page.setViewportSize(viewport);
      };
      await look('survey');
      await page.locator('[name="_go"]').first().click();
      await look('refused');
      await page.locator('#q-csat label').first().click();
      await page.locator('#q-n label').first().click();
      await page.locator('[name="_go"]').first().click();
      await page.locator('h1.big').waitFor();
      await look('thanks');
      await page.goto(`${station.sandbox.url}/u/${asked.token}`);
      await look('opt-out');
      await page.goto(`${station.sandbox.url}/s/nobody`);
      await look('unknown');
      await page.context().close();
    });
  }
});
