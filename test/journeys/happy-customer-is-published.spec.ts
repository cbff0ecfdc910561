import type { Visitor } from './support/visitor.ts';
import { openShop, surveyIn, type Message, type Shop } from './support/shop.ts';

const KARIM = {
  externalId: 'c-karim',
  firstName: 'Karim',
  lastName: 'Benali',
  email: 'karim.benali@example.test',
  locale: 'fr',
};
const COMMENT = 'Très bon accueil, on prend le temps de conseiller.';

interface Review {
  readonly id: string;
  readonly status: string;
  readonly text: string;
  readonly displayName: string;
}

let shop: Shop;
let moderator: Visitor;
let message: Message;

beforeAll(async () => {
  shop = await openShop();
  moderator = await shop.platform.signIn('marketing');
  await shop.visit(KARIM);
  message = await shop.messageTo('karim.benali@example.test');
}, 120_000);

afterAll(() => shop.close());

const responses = async () => (await shop.platform.api<{ items: object[] }>('GET', '/api/v1/responses')).body.items;
const published = async (query = '') =>
  shop.platform.api<{ summary: object; items: object[] }>('GET', `/api/v1/public/reviews${query}`, undefined, {
    key: null,
  });

describe('a happy customer', () => {
  it('gets a mail in two forms, with one click to stop', () => {
    expect(message).toMatchObject({ channel: 'email', subject: expect.stringContaining('Visite en magasin') });
    expect(message.text).toContain('/s/');
    expect(message.html).toContain('?csat=5');
    expect(message.headers).toMatchObject({ 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' });
  });

  it('is not recorded by a click on a score: the page opens with it chosen', async () => {
    const page = await shop.platform.visitor().get(`${surveyIn(message)}?csat=5`);
    expect(page.text).toMatch(/value="5"[^>]*checked/);
    expect(await responses()).toEqual([]);
  });

  it('nor by the visit of a machine that follows every link', async () => {
    for (const score of [1, 2, 3, 4, 5])
      await shop.platform.visitor().get(`${surveyIn(message)}?csat=${score}`, { 'user-agent': 'Barracuda/2.1' });
    expect(await responses()).toEqual([]);
  });

  it('answers, and agrees to be published under a name of their choice', async () => {
    const visitor = shop.platform.visitor();
    const path = surveyIn(message);
    const form = await visitor.get(`${path}?csat=5`);
    const asked = /name="_asked" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const answers = { csat: '5', comment: COMMENT, publish: 'yes', 'publish.displayName': 'Karim B.', _asked: asked };
    const thanks = await visitor.post(path, answers);
    expect(thanks.text).toContain('relu, puis publié sous 7 jours');
    expect(await responses()).toMatchObject([{ answers: { csat: 5 }, comment: COMMENT, complete: true }]);
  });

  it('waits for the moderator, and is public nowhere yet', async () => {
    expect((await moderator.get('/reviews')).text).toContain('Karim B.');
    expect((await published()).body).toMatchObject({ summary: { count: 0 }, items: [] });
  });

  it('is published by the moderator', async () => {
    const { items } = (await shop.platform.api<{ items: Review[] }>('GET', '/api/v1/reviews?status=pending')).body;
    const [review] = items;
    expect(items).toHaveLength(1);
    expect(review).toMatchObject({ text: COMMENT, displayName: 'Karim B.', flags: [] });
    await moderator.post(`/reviews/${review?.id}/publish`, { revision: '1' });
    await moderator.post(`/reviews/${review?.id}/reply`, { text: 'Merci, toute l’équipe est ravie.', revision: '1' });
    const again = await shop.platform.api('POST', `/api/v1/reviews/${review?.id}/publish`);
    expect(again.status).toBe(409);
  });

  it('is there for every site that asks, with the average, and not sent twice', async () => {
    const { body, headers } = await published('?site=lyon-2');
    expect(body).toMatchObject({
      summary: { count: 1, average: 5 },
      items: [{ displayName: 'Karim B.', text: COMMENT, verified: true, reply: { text: expect.any(String) } }],
    });
    expect(JSON.stringify(body)).not.toContain('Benali');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const again = await shop.platform.api('GET', '/api/v1/public/reviews?site=lyon-2', undefined, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('is on the shop’s page, for people and for search engines', async () => {
    const page = await shop.platform.visitor().get('/reviews/lyon-2');
    expect(page.text).toContain('Karim B.');
    const data = JSON.parse(/<script type="application\/ld\+json">([^]+?)<\/script>/.exec(page.text)?.[1] ?? '{}');
    expect(JSON.stringify(data)).toContain('"@type":"Review"');
    expect(JSON.stringify(data)).toContain('AggregateRating');
  });

  it('is taken down when its author withdraws the consent', async () => {
    const token = surveyIn(message).slice('/s/'.length);
    await shop.platform.api('POST', `/api/v1/public/surveys/${token}/answers`, { answers: { publish: null } });
    expect((await published('?site=lyon-2')).body).toMatchObject({ summary: { count: 0 }, items: [] });
  });
});

describe('an unhappy customer who agrees', () => {
  it('is published by the latest date, whatever the score, when nobody decided', async () => {
    await shop.visit({ externalId: 'c-zoe', firstName: 'Zoé', email: 'zoe@example.test', locale: 'fr' });
    const path = surveyIn(await shop.messageTo('zoe@example.test'));
    const answers = { csat: 1, comment: 'Vingt minutes d’attente pour rien.', publish: { displayName: 'Zoé' } };
    await shop.platform.api('POST', `/api/v1/public/surveys/${path.slice(3)}/answers`, { answers });
    await shop.platform.advance('P7D');
    expect((await published('?site=lyon-2')).body).toMatchObject({ items: [{ displayName: 'Zoé', stars: 1 }] });
  }, 120_000);
});
