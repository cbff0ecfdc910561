import type { Browser, Page } from 'playwright-core';
import { PointsService } from '../../src/answering/points.service.ts';
import { AnsweringStation, comment, contact, csat, storeVisit } from '../support/answering.ts';
import { axe, chromium, openBrowser, photograph } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import type { Question } from '#surveys';

const onChromium = itWith(chromium);
const ONE_ROUND_TRIP = 14_336;
const PHONE = { width: 390, height: 844 };

const text = (fr: string, en: string) => ({ fr, en });
const everyKind: Question[] = [
  { key: 'nps', kind: 'nps', text: text('Nous recommanderiez-vous ?', 'Would you recommend us?'), required: true },
  { key: 'ces', kind: 'ces7', text: text('Tout a été facile.', 'It was easy.') },
  {
    key: 'grid',
    kind: 'rating',
    text: text('Que pensez-vous de chacun ?', 'What do you think of each?'),
    rows: [
      { key: 'choice', text: text('Le choix', 'The choice') },
      { key: 'price', text: text('Les prix', 'The prices') },
    ],
  },
  comment,
  storeVisit[3] as Question,
];
const secondPage: Question[] = [
  csat,
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key): Question => ({
    key,
    kind: 'ces5',
    text: text(`Question ${key} ?`, `Question ${key}?`),
  })),
];

let station: AnsweringStation;
let browser: Browser;
let point: string;
beforeAll(async () => {
  station = await AnsweringStation.start();
  if ('path' in chromium) browser = await openBrowser();
  const { key } = await station.questionnaire([csat, comment]);
  const points = station.sandbox.get(PointsService);
  await points.add({ kind: 'kiosk', name: 'Caisse', site: null, questionnaire: key, origin: null });
  point = `/p/${(await points.all())[0]?.token}`;
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await station.sandbox.close();
});

type Locale = 'fr' | 'en';
const html = async (shown: Promise<{ html: string }>) => (await shown).html;

/** Every page a customer can meet, as the server gives it. */
async function states(locale: Locale): Promise<[string, string][]> {
  const lang = { _lang: locale };
  const every = await station.asked(everyKind, { locale });
  const long = await station.asked(secondPage, { locale, temperature: 'cold', channel: 'email' });
  const names = [...(await station.get(`/s/${long.token}`)).html.matchAll(/id="q-(\w+)"/g)].map(
    ([, name = '']) => name,
  );
  const first = Object.fromEntries(names.map((name) => [name, '4']));
  await station.post(`/s/${long.token}`, { ...first, _page: '1', _go: 'next', _asked: names.join(' ') });
  const unhappy = await station.asked([csat, comment, contact], { locale });
  const over = await station.asked([csat, comment], { locale });
  await station.db.run(`update invitation set status = 'cancelled' where id = $1`, [over.id]);
  const thanks = await html(station.post(`/s/${unhappy.token}`, { csat: '1', contact: 'true', ...lang }));
  const slot = /name="slot" value="([^"]+)"/.exec(thanks)?.[1] ?? '';
  return [
    ['survey', await html(station.get(`/s/${every.token}`))],
    ['refused', await html(station.post(`/s/${every.token}`, { comment: 'Bien', ...lang }))],
    ['resumed', await html(station.get(`/s/${long.token}`))],
    ['thanks', thanks],
    ['slot-chosen', await html(station.post(`/s/${unhappy.token}/slot`, { slot, ...lang }))],
    ['answered', await html(station.get(`/s/${unhappy.token}`))],
    ['closed-while-writing', await html(station.post(`/s/${over.token}`, { comment: 'Trop long, merci.', ...lang }))],
    ['unknown', await html(station.get('/s/nobody', { 'accept-language': locale }))],
    ['opt-out', await html(station.get(`/u/${every.token}`))],
    ['opted-out', await html(station.post(`/u/${over.token}`, { channel: 'sms', ...lang }))],
    ['own', await html(station.get(`/u/${unhappy.token}/mine`))],
    ['kiosk', await html(station.get(`${point}?lang=${locale}`))],
    ['kiosk-thanks', await html(station.post(point, { csat: '4', ...lang }))],
  ];
}

describe.each<Locale>(['fr', 'en'])('every page in %s', (locale) => {
  let pages: [string, string][];
  beforeAll(async () => {
    pages = await states(locale);
  }, 60_000);

  it('comes in one response of one round trip, with nothing from elsewhere', () => {
    for (const [name, page] of pages) {
      expect([name, Buffer.byteLength(page) < ONE_ROUND_TRIP]).toEqual([name, true]);
      expect([name, /<(?:img|iframe|script src|link (?!rel="icon" href="data:,"))|url\(|@import/.test(page)]).toEqual([
        name,
        false,
      ]);
      const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
      expect([name, Buffer.byteLength(script) <= 2048]).toEqual([name, true]);
      expect([name, page.includes(`<html lang="${locale}"`)]).toEqual([name, true]);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1440]) {
      onChromium(
        `is open to everyone: ${colorScheme}, ${width} px`,
        async () => {
          const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
          const page = await context.newPage();
          const found = [];
          for (const [name, markup] of pages) {
            await page.setContent(markup);
            found.push(...(await axe(page)).map(({ id, at }) => `${name}: ${id} ${at.join(', ')}`));
            if (width === 390 && (locale === 'fr') === (colorScheme === 'light'))
              await photograph(page, `customer-${name}-${locale}-${colorScheme}`);
            await page.setViewportSize({ width, height: 844 });
          }
          expect(found).toEqual([]);
          await context.close();
        },
        120_000,
      );
    }
  }

  onChromium('can be enlarged, narrowed and turned from right to left without scrolling sideways', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    const tooWide = [];
    for (const [name, markup] of pages) {
      await page.setContent(markup);
      const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
      if ((await width()) > 320) tooWide.push(`${name} at 320 px`);
      await page.evaluate(`document.documentElement.dir = 'rtl'`);
      if ((await width()) > 320) tooWide.push(`${name} from right to left`);
      await page.setViewportSize(PHONE);
      await page.addStyleTag({ content: 'html{font-size:200%}' });
      if ((await width()) > PHONE.width) tooWide.push(`${name} with text of twice the size`);
      await page.setViewportSize({ width: 320, height: 640 });
    }
    expect(tooWide).toEqual([]);
    await page.close();
  });
});

/** Over the wire: how many requests, how soon the first byte, and how much moves after the first paint. */
async function weighed(path: string): Promise<{ requests: number; shift: number; firstByteMs: number }> {
  const page = await browser.newPage({ viewport: PHONE });
  let requests = 0;
  page.on('request', () => (requests += 1));
  await page.addInitScript(`
    window.shift = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value; })
      .observe({ type: 'layout-shift', buffered: true });`);
  await page.goto(`${station.sandbox.url}${path}`, { waitUntil: 'networkidle' });
  const shift = await page.evaluate<number>('window.shift');
  const firstByteMs = await page.evaluate<number>(`performance.getEntriesByType('navigation')[0].responseStart`);
  await page.close();
  return { requests, shift, firstByteMs: Math.round(firstByteMs) };
}

onChromium('is there after one request, and stays where it is', async () => {
  const asked = await station.asked(everyKind);
  for (const path of [`/s/${asked.token}?nps=9`, point]) {
    const { firstByteMs, ...weight } = await weighed(path);
    process.stdout.write(`${path.slice(0, 3)}: first byte after ${firstByteMs} ms\n`);
    expect(weight).toEqual({ requests: 1, shift: 0 });
  }
});

describe('who is at the page', () => {
  const open = async (token: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(`${station.sandbox.url}/s/${token}`);
    return page;
  };

  onChromium('is a person when a hand moves', async () => {
    const asked = await station.asked([csat, comment]);
    const page = await open(asked.token);
    await page.getByLabel('Plutôt satisfait').check();
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await page.getByText('Merci, votre réponse est bien arrivée').waitFor();
    expect((await station.labels(asked)).at(-1)).toBe('person: posted');
    expect(await station.response(asked)).toMatchObject({ answers: { csat: 4 }, channel: 'web', complete: true });
    await page.close();
  });

  onChromium('is a person on another device, though it runs no script', async () => {
    const asked = await station.asked([csat, comment]);
    await station.post(`/s/${asked.token}`, { csat: '2', _seen: '1:5000' });
    await station.pass('PT1H');
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${station.sandbox.url}/s/${asked.token}`);
    await page.getByLabel('Plutôt satisfait').check();
    await page.waitForTimeout(3_100);
    await page.getByRole('button', { name: 'Corriger ma réponse' }).click();
    await page.getByText('Merci, votre réponse est bien arrivée').waitFor();
    expect(await station.response(asked)).toMatchObject({ answers: { csat: 4 } });
    await context.close();
  });

  onChromium('is a machine when a script presses the buttons, or sends the form past them', async () => {
    const asked = await station.asked([csat, comment]);
    for (const act of ['f.querySelector("button").click()', 'f.submit()']) {
      const page = await open(asked.token);
      await page.evaluate(
        `f = document.forms.survey; f.querySelector('[type=radio][value="1"]').click(); setTimeout(() => { ${act} }, 700)`,
      );
      await page.getByText('Merci, votre réponse est bien arrivée').waitFor();
      await page.close();
    }
    expect(await station.response(asked)).toBeNull();
    expect(new Set(await station.labels(asked))).toEqual(new Set(['machine: no-hand']));
  });
});
