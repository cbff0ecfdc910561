import type { Browser } from 'playwright-core';
import { axe, chromium, openBrowser } from '../support/browser.ts';
import { itWith } from '../support/tool.ts';
import { startPlatform, type Platform } from './support/platform.ts';
import type { Page } from './support/visitor.ts';

interface Message {
  to: string;
  links: string[];
}

let platform: Platform;
let browser: Browser | undefined;
/** Survey tokens by external id of the customer. */
const tokens = new Map<string, string>();

/** A page as read: its spaces all alike. */
const seen = async (page: Promise<Page>) => {
  const { status, path, text } = await page;
  return { status, path, text: text.replaceAll(/[\u00a0\u202f]/g, ' ') };
};
const phoneOf = (n: number) => `+3363998${String(1000 + n)}`;
const metric = (path: string) => platform.api<{ groups: Record<string, unknown>[] }>('GET', `/api/v1/metrics/${path}`);
const answer = (customer: string, answers: object, complete = true) =>
  platform.api('POST', `/api/v1/public/surveys/${tokens.get(customer)}/answers`, { answers, complete });

beforeAll(async () => {
  platform = await startPlatform();
  if ('path' in chromium) browser = await openBrowser();
  const put = async (path: string, body: object) => {
    const { status, body: said } = await platform.api('PUT', `/api/v1/${path}`, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(said)}`);
  };
  const text = (fr: string) => ({ fr, en: fr });
  await put('questionnaires/csat-store', {
    name: 'Magasin',
    temperature: 'hot',
    questions: [
      { key: 'csat', kind: 'csat', text: text('Satisfait ?'), required: true },
      { key: 'comment', kind: 'text', text: text('Pourquoi ?') },
    ],
  });
  await put('touchpoints/store-visit', {
    ...{
      name: { fr: 'Visite en magasin', en: 'Store visit' },
      questionnaire: 'csat-store',
      delay: 'PT0S',
      channels: ['sms'],
    },
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' },
  });
  const occurredAt = platform.now().toISOString();
  const items = Array.from({ length: 8 }, (_, n) => ({
    ...{ id: `visit-${n}`, touchpoint: 'store-visit', occurredAt, site: n < 6 ? 'lyon-2' : 'nice' },
    customer: { externalId: `c-${n}`, firstName: 'Léa', lastName: `Martin-${n}`, phone: phoneOf(n), segment: 'gold' },
  }));
  await platform.api('POST', '/api/v1/interactions/batch', { items });
  await platform.advance('P1D');
  const sent = await platform.api<{ items: Message[] }>('GET', '/sandbox/api/messages?limit=500');
  for (const { to, links } of sent.body.items) {
    const token = links.map((link) => /\/s\/([^/?]+)/.exec(link)?.[1]).find(Boolean);
    const n = items.findIndex(({ customer }) => customer.phone === to);
    if (token && n >= 0) tokens.set(`c-${n}`, token);
  }
  await answer('c-0', { csat: 5, comment: 'Accueil très agréable, merci.' });
  await answer('c-1', { csat: 1, comment: 'Une attente interminable à la caisse.' });
  await answer('c-2', { csat: 4 });
  await answer('c-3', { csat: 5 });
  await answer('c-4', { csat: 3 }, false);
  await platform.settle();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await platform.close();
});

describe('metrics', () => {
  it('count answers, partial ones included, over invitations delivered', async () => {
    expect(tokens.size).toBe(8);
    expect((await metric('csat')).body.groups).toEqual([
      expect.objectContaining({
        ...{ key: {}, n: 5, score: 60, mean: 3.6, responseRate: 5 / 8 },
        distribution: { 1: 1, 2: 0, 3: 1, 4: 1, 5: 2 },
        ci: [expect.closeTo(23.07, 1), expect.closeTo(88.24, 1)],
      }),
    ]);
  });

  it('are cut by several dimensions at once', async () => {
    const { body } = await metric('csat?groupBy=touchpoint,site,segment,channel');
    expect(body.groups.map(({ key, n, responseRate }) => ({ key, n, responseRate }))).toEqual([
      {
        key: { touchpoint: 'store-visit', site: 'lyon-2', segment: 'gold', channel: 'sms' },
        n: 5,
        responseRate: 5 / 6,
      },
      { key: { touchpoint: 'store-visit', site: 'nice', segment: 'gold', channel: 'sms' }, n: 0, responseRate: 0 },
    ]);
  });

  it('follow a correction', async () => {
    await answer('c-4', { csat: 5 });
    await platform.settle();
    expect((await metric('csat')).body.groups).toEqual([expect.objectContaining({ n: 5, score: 80, mean: 4 })]);
    await answer('c-4', { csat: 3 });
    await platform.settle();
  });

  it('take instants and dates', async () => {
    const dayAt = (ago: number) => new Date(platform.now().getTime() - ago * 86_400_000).toISOString().slice(0, 10);
    const n = async (query: string) => (await metric(`csat?${query}`)).body.groups[0]?.['n'];
    expect(await n(`from=${dayAt(1)}&to=${dayAt(0)}`)).toBe(5);
    expect(await n(`to=${dayAt(3)}`)).toBe(0);
    expect(await n(`from=${encodeURIComponent(platform.now().toISOString())}`)).toBe(0);
    expect(await n(`to=${encodeURIComponent(platform.now().toISOString())}`)).toBe(5);
  });

  it.each([
    ['csat?groupBy=site,agent', 'groupBy', 'agent'],
    ['csat?from=yesterday', 'from', 'instant'],
    ['csat?from=2026-06-02&to=2026-05-01', 'to', 'before'],
    ['csat?group=site', 'group', ''],
  ])('refuse %s, naming %s', async (path, field, word) => {
    const { status, body } = await metric(path);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ path: field, message: expect.stringContaining(word) }] });
  });

  it('are four', async () => {
    expect((await metric('sales')).status).toBe(404);
    expect((await metric('thumbs')).body.groups).toEqual([expect.objectContaining({ n: 0, score: null, ci: null })]);
  });
});

describe('a customer’s timeline', () => {
  const timeline = (query = '') =>
    platform.api<{ items: Record<string, unknown>[]; nextCursor: string | null }>(
      'GET',
      `/api/v1/customers/c-1/timeline${query}`,
    );

  it('tells what happened, newest first, with decisions and histories', async () => {
    const { status, body } = await timeline();
    expect(status).toBe(200);
    expect(body.items.map(({ kind }) => kind)).toEqual(['case', 'response', 'invitation', 'interaction']);
    expect(body.items[3]).toMatchObject({ id: 'visit-1', decision: { outcome: 'scheduled', reason: null } });
    const history = body.items[2]?.['history'] as { status: string }[];
    expect(history.map(({ status: one }) => one)).toEqual(
      expect.arrayContaining(['planned', 'sending', 'sent', 'answered']),
    );
    expect(body.items[1]).toMatchObject({ metric: 'csat', score: 1, comment: 'Une attente interminable à la caisse.' });
    expect(body.items[0]).toMatchObject({ status: 'new', reason: 'low-score' });
  });

  it('is read page by page, and by kind', async () => {
    const first = await timeline('?limit=2');
    const second = await timeline(`?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual((await timeline()).body.items);
    expect(second.body.nextCursor).toBeNull();
    expect((await timeline('?kind=response')).body.items.map(({ kind }) => kind)).toEqual(['response']);
  });

  it('refuses what it does not know', async () => {
    expect((await timeline('?kind=gift')).status).toBe(422);
    const forged = Buffer.from(JSON.stringify(['2026-02-31T00:00:00.000000Z', 'x'])).toString('base64url');
    expect((await timeline(`?cursor=${forged}`)).status).toBe(400);
    expect((await platform.api('GET', '/api/v1/customers/nobody/timeline')).status).toBe(404);
  });
});

describe('the screens', () => {
  it('show the cockpit to every role, with n, interval and denominator', async () => {
    for (const role of ['agent', 'supervisor', 'marketing', 'analyst', 'admin'] as const) {
      const { status, text } = await seen((await platform.signIn(role)).get('/cockpit?period=30d'));
      expect(status).toBe(200);
      expect(text).toContain('Réponses sur 8 invitations reçues');
      expect(text).toMatch(/60\s%/);
      expect(text).toContain('échantillon faible');
      expect(text).toContain('Une attente interminable');
    }
  });

  it('hide what fewer than five answered', async () => {
    const { text } = await seen((await platform.signIn('analyst')).get('/cockpit?site=nice'));
    expect(text).toContain('Trop peu de réponses');
    const lyon = await seen((await platform.signIn('analyst')).get('/cockpit?period=7d&site=lyon-2'));
    expect(lyon.status).toBe(200);
  });

  it('refuse a period nobody knows, and keep an empty one calm', async () => {
    const analyst = await platform.signIn('analyst');
    expect((await seen(analyst.get('/cockpit?period=century'))).status).toBe(422);
    expect((await seen(analyst.get('/cockpit?site=atlantis'))).text).toContain('Ce magasin n’a reçu aucune réponse');
  });

  it('find verbatims by their words, mood and place', async () => {
    const marketing = await platform.signIn('marketing');
    expect((await seen(marketing.get('/verbatims?q=attentes'))).text).toContain(
      '<mark class="mark mark-match" title="Mot cherché">attente</mark>',
    );
    expect((await seen(marketing.get('/verbatims?q=agreables'))).text).toContain('Accueil très');
    const happy = await seen(marketing.get('/verbatims?mood=happy&site=lyon-2&touchpoint=store-visit'));
    expect(happy.text).toContain('Accueil très');
    expect(happy.text).not.toContain('interminable');
    expect((await seen(marketing.get('/verbatims?q=parking'))).text).toContain('Aucun commentaire ne correspond');
  });

  it('show a person with their reach, how often they were asked, and what may be done', async () => {
    const { body } = await platform.api<{ id: string }>('GET', '/api/v1/customers/c-1');
    const supervisor = await platform.signIn('supervisor');
    const page = await seen(supervisor.get(`/customers/${body.id}`));
    expect(page.text).toContain('Léa Martin-1');
    expect(page.text).toContain('Interrogé 1 fois en 90 jours ; aucune question tant qu’un rappel est ouvert.');
    expect(page.text).toContain('06 39 98 10 01');
    const stopped = await seen(supervisor.post(`/customers/${body.id}/opt-out/sms`));
    expect(stopped.path).toBe(`/customers/${body.id}`);
    expect(stopped.text).toContain('Reprendre les SMS');
    expect(stopped.text).toContain('Ne veut plus être contacté (SMS)');
  });

  it('keep numbers and acts from those who call nobody', async () => {
    const { body } = await platform.api<{ id: string }>('GET', '/api/v1/customers/c-2');
    const { text } = await seen((await platform.signIn('analyst')).get(`/customers/${body.id}`));
    expect(text).toContain('Léa Martin-2');
    expect(text).not.toContain('06 39 98');
    expect(text).not.toContain('/erase');
    const agent = await seen((await platform.signIn('agent')).get(`/customers/${body.id}?kind=response`));
    expect(agent.text).toContain('06 39 98');
    expect(agent.text).not.toContain('/erase');
  });

  it('know nobody under a name that is none', async () => {
    const admin = await platform.signIn('admin');
    expect((await seen(admin.get('/customers/018f'))).status).toBe(404);
    expect((await seen(admin.get('/search?q=martin'))).path).toBe('/customers?q=martin');
  });

  it('keep the person of somebody erased out of sight, and their score in the figures', async () => {
    const { body } = await platform.api<{ id: string }>('GET', '/api/v1/customers/c-3');
    const admin = await platform.signIn('admin');
    await seen(admin.get(`/customers/${body.id}`));
    await seen(admin.post(`/customers/${body.id}/erase`));
    await platform.settle();
    const { text } = await seen(admin.get(`/customers/${body.id}`));
    expect(text).toContain('Client effacé');
    expect(text).not.toContain('Martin-3');
    expect((await platform.api('GET', '/api/v1/customers/c-3/timeline')).status).toBe(404);
    expect((await metric('csat')).body.groups).toEqual([expect.objectContaining({ n: 5 })]);
  });

  itWith(chromium)('are open to everyone: axe finds nothing on the cockpit, verbatims and a person', async () => {
    const { body } = await platform.api<{ id: string }>('GET', '/api/v1/customers/c-1');
    const admin = await platform.signIn('admin');
    const context = await browser?.newContext({ extraHTTPHeaders: { cookie: admin.headers().cookie } });
    const page = await context?.newPage();
    if (!page) throw new Error('no browser');
    for (const path of ['/cockpit', '/verbatims', `/customers/${body.id}`]) {
      await page.goto(`${platform.url}${path}`);
      expect([path, await axe(page)]).toEqual([path, []]);
    }
    await context?.close();
  });
});
