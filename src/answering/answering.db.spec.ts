import { CustomersService } from '#customers';
import { AnsweringStation, comment, csat, storeVisit, type Asked } from '../../test/support/answering.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const answers = (token: string, body: object) => station.sandbox.post(`/api/v1/public/surveys/${token}/answers`, body);
const page = ({ token }: Asked) => `/s/${token}`;

describe('the survey as JSON', () => {
  it('is in the language of the person, and says what was answered', async () => {
    const asked = await station.asked(storeVisit, { locale: 'en' });
    await answers(asked.token, { answers: { csat: 4 }, complete: false });
    const { status, body } = await station.sandbox.getJson(`/api/v1/public/surveys/${asked.token}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      language: 'en',
      status: 'partial',
      answers: { csat: 4 },
      questions: [
        { key: 'csat', kind: 'csat', text: 'How satisfied are you with your visit?', required: true },
        {},
        {},
        {},
      ],
    });
  });

  it('records an answer, then corrects it: one response, its versions, both submissions', async () => {
    const asked = await station.asked();
    expect(await answers(asked.token, { answers: { csat: 1, comment: 'Trop long' }, complete: false })).toEqual({
      status: 200,
      body: { status: 'partial' },
    });
    expect(await answers(asked.token, { answers: { csat: 4 }, complete: true })).toEqual({
      status: 200,
      body: { status: 'complete' },
    });
    expect(await station.response(asked)).toMatchObject({
      answers: { csat: 4, comment: 'Trop long' },
      metric: 'csat',
      score: 4,
      comment: 'Trop long',
      complete: true,
      version: 2,
      touchpoint: 'store-visit',
      site: 'lyon-2',
      channel: 'api',
    });
    expect(await station.labels(asked)).toEqual(['person: posted', 'person: posted']);
    expect((await station.invitation(asked)).status).toBe('answered');
  });

  it('makes no version of the same answer, and none of an answer lost to a race', async () => {
    const asked = await station.asked();
    const sent = [1, 2, 3, 4, 5].flatMap((score) => [score, score]);
    const results = await Promise.all(sent.map((score) => answers(asked.token, { answers: { csat: score } })));
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await station.labels(asked)).toHaveLength(10);
    const { version = 0 } = (await station.response(asked)) ?? {};
    expect(version).toBeGreaterThanOrEqual(5);
    expect(version).toBeLessThanOrEqual(10);
    await answers(asked.token, { answers: { csat: (await station.response(asked))?.score } });
    expect((await station.response(asked))?.version).toBe(version);
  });

  it('keeps both of two answers saved at the same time', async () => {
    const asked = await station.asked();
    await Promise.all([
      answers(asked.token, { answers: { csat: 2 }, complete: false }),
      answers(asked.token, { answers: { comment: 'Long' }, complete: false }),
    ]);
    expect((await station.response(asked))?.answers).toEqual({ csat: 2, comment: 'Long' });
  });

  it.each<[string, object, object]>([
    ['a score off its scale', { answers: { csat: 6 } }, { path: 'answers.csat', code: 'not-on-scale' }],
    [
      'a question left open',
      { answers: { comment: 'x' } },
      { path: 'answers.csat', code: 'required', message: 'Merci de répondre à cette question.' },
    ],
    ['an unknown question', { answers: { csat: 1, nps: 3 } }, { path: 'answers.nps', code: 'unknown-question' }],
    ['a body without answers', { complete: true }, { path: 'answers', code: 'required' }],
  ])('refuses %s', async (_, body, error) => {
    const asked = await station.asked();
    const refused = await answers(asked.token, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [expect.objectContaining(error)] } });
    expect(await station.response(asked)).toBeNull();
  });

  it('answers 404 to an unknown link, 410 to one that expired or was closed', async () => {
    expect((await answers('nobody', { answers: { csat: 1 } })).status).toBe(404);
    const expired = await station.asked();
    await station.db.run(
      `update invitation set expires_at = now() - interval '1 year', created_at = created_at where id = $1`,
      [expired.id],
    );
    expect(await answers(expired.token, { answers: { csat: 1 } })).toMatchObject({
      status: 410,
      body: { type: 'urn:chaudfroid:problem:expired' },
    });
    const closed = await station.asked();
    await station.db.run(`update invitation set status = 'cancelled' where id = $1`, [closed.id]);
    expect(await answers(closed.token, { answers: { csat: 1 } })).toMatchObject({
      status: 410,
      body: { type: 'urn:chaudfroid:problem:closed' },
    });
  });
});

describe('people and machines (TV-24)', () => {
  const GATEWAY = { 'user-agent': 'BarracudaCentral Link Protect/1.0' };

  it('records nothing for the GETs of a scanner, nor for a HEAD', async () => {
    const asked = await station.asked();
    for (const score of [1, 2, 3, 4, 5])
      expect((await station.get(`${page(asked)}?csat=${score}`, GATEWAY)).status).toBe(200);
    await station.get(page(asked), {}, 'HEAD');
    expect(await station.response(asked)).toBeNull();
    expect(await station.labels(asked)).toEqual([]);
    expect((await station.invitation(asked)).status).toBe('sent');
  });

  it('opens for a person who looks, who records nothing by it', async () => {
    const asked = await station.asked();
    expect((await station.get(`${page(asked)}?csat=4`)).text).toMatch(/value="4" checked/);
    expect((await station.invitation(asked)).status).toBe('opened');
    expect(await station.response(asked)).toBeNull();
  });

  it('lets the person stand against a machine that posts before and after', async () => {
    const asked = await station.asked();
    expect((await station.post(page(asked), { csat: '2' }, GATEWAY)).status).toBe(200);
    expect(await station.response(asked)).toBeNull();
    await station.post(page(asked), { csat: '5' });
    await station.post(page(asked), { csat: '1', _website: 'http://x.example' });
    expect((await station.response(asked))?.answers).toEqual({ csat: 5 });
    expect(await station.labels(asked)).toEqual(['machine: scanner-name', 'person: posted', 'machine: honeypot']);
  });

  it('opts nobody out by GET or HEAD, and out once by one-click, again and again', async () => {
    const asked = await station.asked(storeVisit, { channel: 'email' });
    const reach = async () =>
      (await station.sandbox.get(CustomersService).byIds([asked.customer.id])).get(asked.customer.id)?.reach;
    await station.get(`/u/${asked.token}`, {}, 'HEAD');
    expect((await station.get(`/u/${asked.token}`)).status).toBe(200);
    expect(await reach()).toEqual({ sms: 'ok', email: 'ok' });
    for (let time = 0; time < 2; time++) {
      const { status, headers } = await station.post(`/u/${asked.token}`, 'List-Unsubscribe=One-Click');
      expect([status, headers.get('set-cookie')]).toEqual([200, null]);
    }
    expect(await reach()).toEqual({ sms: 'opted-out', email: 'opted-out' });
    const facts = await station.db.query(`select from fact where name = 'customer.opted-out' and customer_id = $1`, [
      asked.customer.id,
    ]);
    expect(facts.length).toBeGreaterThan(0);
  });

  it('opts out of one channel, and takes it back', async () => {
    const asked = await station.asked();
    const reach = async () =>
      (await station.sandbox.get(CustomersService).byIds([asked.customer.id])).get(asked.customer.id)?.reach;
    await station.post(`/u/${asked.token}`, { channel: 'sms' });
    expect(await reach()).toEqual({ sms: 'opted-out', email: 'ok' });
    await station.post(`/u/${asked.token}`, { channel: 'sms', _go: 'back' });
    expect(await reach()).toEqual({ sms: 'ok', email: 'ok' });
  });
});

describe('what an answer leads to', () => {
  it('promises a call on the thanks page, and asks for a word when none was given', async () => {
    const asked = await station.asked();
    const { text: html } = await station.post(page(asked), { csat: '1', contact: 'true' });
    expect(html).toMatch(/rappel(le|ons) au plus tard/);
    expect(html).toContain('Qu’aurions-nous dû faire mieux');
    const [found] = await station.db.query('select status from callback_case where customer_id = $1', [
      asked.customer.id,
    ]);
    expect(found).toEqual({ status: 'new' });
    await station.post(page(asked), { comment: 'Personne à la caisse' });
    expect((await station.response(asked))?.answers).toEqual({
      csat: 1,
      contact: true,
      comment: 'Personne à la caisse',
    });
  });

  it('offers a review with its consent, and withdraws it when the box is no longer ticked', async () => {
    const asked = await station.asked();
    const form = {
      csat: '5',
      comment: 'Accueil parfait, merci',
      _asked: 'csat comment contact publish',
      publish: 'true',
    };
    expect((await station.post(page(asked), form)).text).toMatch(/Votre avis (sera relu|est publié)/);
    const status = async () =>
      (
        await station.db.query<{ status: string; display_name: string }>(
          'select status, display_name from review where customer_id = $1',
          [asked.customer.id],
        )
      )[0];
    expect(await status()).toMatchObject({ display_name: 'Léa M.' });
    const { publish: _, ...without } = form;
    await station.post(page(asked), without);
    expect(await status()).toMatchObject({ status: 'withdrawn' });
  });

  it('takes a partial answer for what it says once it was left alone for half an hour', async () => {
    const asked = await station.asked([csat, comment]);
    await answers(asked.token, { answers: { csat: 1 }, complete: false });
    const cases = async () =>
      (await station.db.query('select from callback_case where customer_id = $1', [asked.customer.id])).length;
    expect(await cases()).toBe(0);
    await station.settleAfter(29);
    expect(await cases()).toBe(0);
    await station.settleAfter(30);
    expect(await cases()).toBe(1);
  });
});

it('lists responses for programs, newest first and page by page', async () => {
  const asked = await station.asked();
  await answers(asked.token, { answers: { csat: 3, comment: 'Bien' } });
  const { items } = await station.responses({ invitation: asked.id });
  expect(items).toEqual([
    {
      id: expect.any(String),
      invitation: asked.id,
      customer: asked.customer.externalId,
      touchpoint: 'store-visit',
      channel: 'api',
      answers: { csat: 3, comment: 'Bien' },
      comment: 'Bien',
      sentiment: 'neutral',
      themes: [],
      answeredAt: expect.any(String),
      complete: true,
    },
  ]);
  const first = await station.responses({ limit: '1' });
  const second = await station.responses({ limit: '1', cursor: String(first.nextCursor) });
  expect(first.items[0]?.id).not.toBe(second.items[0]?.id);
  expect((await station.responses({ customer: 'nobody' })).items).toEqual([]);
  expect((await station.responses({ to: '2026-01-01' })).items).toEqual([]);
  expect((await station.responses({ from: station.now.toISOString() })).items).toEqual([]);
  expect(
    (await station.responses({ touchpoint: 'store-visit', customer: asked.customer.externalId })).items,
  ).toHaveLength(1);
});
