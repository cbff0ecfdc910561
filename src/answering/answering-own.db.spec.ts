import { CustomersService } from '#customers';
import { PressureService } from '#pressure';
import { ReviewsService } from '#reviews';
import type { Question } from '#surveys';
import { AnsweringStation, storeVisit, type Asked } from '../../test/support/answering.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

/** The address of the person's own page, from the message they got. */
async function own({ token }: Asked): Promise<string> {
  const { url } = station.sandbox;
  const led = await fetch(`${url}/u/${token}/mine`, { redirect: 'manual' });
  expect(led.status).toBe(303);
  return led.headers.get('location') ?? '';
}

const markIn = (html: string) => /name="_at" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Reads the page, then presses a button of it. */
async function press(page: string, form: Record<string, string>) {
  const _at = markIn((await station.get(page)).html);
  await station.pass('PT2S');
  return station.post(page, { _lang: 'fr', _at, ...form });
}

async function does(page: string, what: string, more: Record<string, string> = {}): Promise<string> {
  const { status, text } = await press(page, { _do: what, ...more });
  expect(status).toBe(200);
  return text;
}

const reach = async ({ customer }: Asked) =>
  (await station.sandbox.get(CustomersService).byIds([customer.id])).get(customer.id)?.reach;

describe('the customer’s own page', () => {
  it('is reached from any message by a link that names nobody and is another than the message’s', async () => {
    const asked = await station.asked();
    const page = await own(asked);
    expect(page).toMatch(/^\/me\/[\w-]{22}$/);
    expect(page).not.toContain(asked.token);
    expect(await own(asked)).toBe(page);
    for (const path of [`/s/${asked.token}`, `/u/${asked.token}`]) {
      const { text } = path.startsWith('/u') ? await station.post(path, { channel: 'sms' }) : await station.get(path);
      expect(text).toContain(`/u/${asked.token}/mine`);
    }
    const { text, headers } = await station.get(page);
    expect(text).not.toMatch(/Léa|Martin|example\.fr|336120/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('shows what was asked and what was said', async () => {
    const asked = await station.asked();
    await station.post(`/s/${asked.token}`, { csat: '4', comment: 'Bien <b>' });
    const { text } = await station.get(await own(asked));
    expect(text).toContain('Visite en magasin · Lyon Part-Dieu');
    expect(text).toContain('Êtes-vous satisfait de votre visite');
    expect(text).toContain('<dd>4 sur 5</dd>');
    expect(text).toContain('Bien &lt;b&gt;');
    expect(text).toContain(`href="/s/${asked.token}"`);
    expect(text).toContain('Rien d’annoncé pour l’instant');
  });

  it('pauses for three months, which every decision heeds, and ends by itself', async () => {
    const asked = await station.asked();
    const page = await own(asked);
    expect(await does(page, 'pause')).toContain('ne vous demande rien jusqu’au');
    expect(await reach(asked)).toEqual({ sms: 'opted-out', email: 'opted-out' });
    const eligible = async () => {
      const path = `/api/v1/customers/${asked.customer.externalId}/eligibility?touchpoint=store-visit`;
      const headers = { authorization: `Bearer ${station.sandbox.config.apiKey}` };
      return (await fetch(`${station.sandbox.url}${path}`, { headers })).json();
    };
    expect(await eligible()).toMatchObject({ eligible: false, reason: 'opted-out' });
    await station.pass('P90D');
    expect(await reach(asked)).toEqual({ sms: 'opted-out', email: 'opted-out' });
    await station.pass('P2D');
    expect(await reach(asked)).toEqual({ sms: 'ok', email: 'ok' });
    expect(await eligible()).toMatchObject({ eligible: true });
  });

  it('is told to have expired after three months, and is given anew', async () => {
    const asked = await station.asked();
    const page = await own(asked);
    await station.pass('P91D');
    const { status, text } = await station.get(page);
    expect([status, text.includes('Ce lien a expiré')]).toEqual([410, true]);
    expect(await own(asked)).not.toBe(page);
    expect((await station.get('/me/nobody')).status).toBe(404);
    expect((await station.get('/u/nobody/mine')).status).toBe(404);
  });

  it('ends a pause, and never makes a refusal for ever shorter', async () => {
    const asked = await station.asked();
    const page = await own(asked);
    await station.post(`/u/${asked.token}`, { channel: 'email' });
    await does(page, 'pause');
    expect(await reach(asked)).toEqual({ sms: 'opted-out', email: 'opted-out' });
    await does(page, 'resume');
    expect(await reach(asked)).toEqual({ sms: 'ok', email: 'opted-out' });
  });

  it('keeps a pause when the way to be asked is chosen, until it ends by itself', async () => {
    const asked = await station.asked();
    const page = await own(asked);
    const both = { sms: 'opted-out', email: 'opted-out' };
    await does(page, 'pause');
    for (const wanted of ['email', 'both', 'sms']) {
      expect(await does(page, 'channel', { wanted })).toContain('ne vous demande rien jusqu’au');
      expect(await reach(asked)).toEqual(both);
    }
    await station.pass('P92D');
    expect(await reach(asked)).toEqual({ sms: 'ok', email: 'opted-out' });
  });

  it('tells why a review was refused, and shows where one is published and what was answered', async () => {
    const asked = await station.asked(storeVisit);
    await station.post(`/s/${asked.token}`, { csat: '5', comment: 'Accueil parfait, merci', publish: 'true' });
    const page = await own(asked);
    const [review] = await station.db.query<{ id: string }>('select id from review where customer_id = $1', [
      asked.customer.id,
    ]);
    const reviews = station.sandbox.get(ReviewsService);
    await reviews.refuse(review?.id ?? '', 'off-topic', 'Parlez de votre visite.');
    const refused = (await station.get(page)).text;
    expect(refused).toMatch(/Motif\s: Hors sujet\. Parlez de votre visite\. Corrigez votre réponse/);
    await reviews.publish(review?.id ?? '');
    await reviews.reply(review?.id ?? '', 'Merci Léa.');
    const published = (await station.get(page)).text;
    expect(published).toContain(`href="/reviews/lyon-2#${review?.id}"`);
    expect(published).toContain('<blockquote>Merci Léa.</blockquote>');
  });

  it('changes nothing when it is looked at', async () => {
    const asked = await station.asked(storeVisit);
    const page = await own(asked);
    await station.post(`/s/${asked.token}`, { csat: '5', comment: 'Très bien, merci', publish: 'true' });
    const facts = async () => (await station.db.query<{ n: string }>('select count(*) as n from fact'))[0]?.n;
    await station.db.query('delete from review where customer_id = $1', [asked.customer.id]);
    const before = await facts();
    await station.get(page);
    expect(await facts()).toBe(before);
    expect(await station.db.query('select from review where customer_id = $1', [asked.customer.id])).toEqual([]);
  });

  it.each([
    ['sms', { sms: 'ok', email: 'opted-out' }],
    ['email', { sms: 'opted-out', email: 'ok' }],
    ['none', { sms: 'opted-out', email: 'opted-out' }],
    ['both', { sms: 'ok', email: 'ok' }],
    ['all of it', { sms: 'ok', email: 'ok' }],
  ])('takes %s for the way to be asked', async (wanted, reached) => {
    const asked = await station.asked();
    await does(await own(asked), 'channel', { wanted });
    expect(await reach(asked)).toEqual(reached);
  });

  it('erases an answer, and the review of it with it', async () => {
    const asked = await station.asked(storeVisit);
    await station.post(`/s/${asked.token}`, { csat: '5', comment: 'Accueil parfait, merci', publish: 'true' });
    const page = await own(asked);
    const sure = await does(page, `erase ${asked.id}`);
    expect(sure).toContain('Effacer votre réponse');
    expect((await station.response(asked))?.answers).toMatchObject({ csat: 5 });
    expect(sure).toContain(`value="erase-surely ${asked.id}"`);
    await station.pass('PT2S');
    const form = { _do: `erase-surely ${asked.id}`, _lang: 'fr', _at: markIn(sure) };
    expect((await station.post(page, form)).text).toContain('Votre réponse est effacée');
    expect(await station.response(asked)).toMatchObject({ answers: {}, comment: null, score: null });
    const [review] = await station.db.query('select status from review where customer_id = $1', [asked.customer.id]);
    expect(review).toEqual({ status: 'withdrawn' });
    expect(await station.labels(asked)).toEqual([]);
    expect((await station.get(page)).text).not.toContain('Accueil parfait');
  });

  it('withdraws a review though the survey is over, and leaves the answer', async () => {
    const asked = await station.asked(storeVisit);
    await station.post(`/s/${asked.token}`, { csat: '5', comment: 'Accueil parfait, merci', publish: 'true' });
    const page = await own(asked);
    await station.pass('P20D');
    expect(await does(page, `withdraw ${asked.id}`)).toContain('Votre avis n’est plus publié');
    const [review] = await station.db.query('select status from review where customer_id = $1', [asked.customer.id]);
    expect(review).toEqual({ status: 'withdrawn' });
    expect((await station.response(asked))?.answers).toEqual({ csat: 5, comment: 'Accueil parfait, merci' });
  });

  it.each<[string, (page: string, form: Record<string, string>) => Promise<{ status: number; text: string }>]>([
    [
      'presses as soon as it has the page',
      async (page, form) => station.post(page, { ...form, _at: markIn((await station.get(page)).html) }),
    ],
    ['never had the page', (page, form) => station.post(page, form)],
    ['fills the field nobody sees', (page, form) => press(page, { ...form, _website: 'test' })],
  ])('is changed by nothing that %s', async (_, sends) => {
    const asked = await station.asked();
    await station.post(`/s/${asked.token}`, { csat: '5' });
    const page = await own(asked);
    for (const what of ['pause', 'withdraw', 'erase-surely']) {
      const { status, text } = await sends(page, { _do: what === 'pause' ? what : `${what} ${asked.id}`, _lang: 'fr' });
      expect(status).toBe(403);
      expect(text).toContain('Rien n’a été changé');
      expect(text).toContain(`href="${page}?lang=fr"`.replaceAll('=', '&#x3D;').replace('href&#x3D;', 'href='));
    }
    expect((await station.response(asked))?.answers).toEqual({ csat: 5 });
    expect(await reach(asked)).toEqual({ sms: 'ok', email: 'ok' });
  });

  it('touches no answer of anybody else', async () => {
    const [mine, theirs] = [await station.asked(), await station.asked()];
    await station.post(`/s/${theirs.token}`, { csat: '4' });
    const page = await own(mine);
    for (const what of [`erase ${theirs.id}`, `erase-surely ${theirs.id}`, `withdraw ${theirs.id}`, 'erase x'])
      expect((await press(page, { _do: what })).status).toBe(404);
    expect((await station.response(theirs))?.answers).toEqual({ csat: 4 });
  });

  it('shows all that was answered, and a few asks at a time within 14 KB', async () => {
    const grid: Question = {
      ...{ key: 'grid', kind: 'rating', text: { fr: 'Notez', en: 'Rate' } },
      rows: [
        { key: 'a', text: { fr: 'Accueil', en: 'Welcome' } },
        { key: 'b', text: { fr: 'Propreté', en: 'Tidiness' } },
      ],
    };
    const thumbs: Question = { key: 'found', kind: 'thumbs', text: { fr: 'Trouvé ?', en: 'Found?' } };
    const phone = '+33612097531';
    const who = { externalId: 'paged', phone };
    const first = await station.asked([thumbs, grid], who);
    await station.post(`/s/${first.token}`, { found: '1', 'grid.a': '3', 'grid.b': '5' });
    for (let n = 0; n < 7; n += 1) {
      await station.sandbox.get(PressureService).changePolicy([]);
      const next = await station.asked(storeVisit, who);
      await station.post(`/s/${next.token}`, {
        csat: '4',
        comment: `Très bien, merci à toute l’équipe. ${'Longue visite, bon accueil. '.repeat(20)}`,
      });
    }
    const page = await own(first);
    const latest = await station.get(page);
    expect(Buffer.byteLength(latest.html)).toBeLessThan(14_336);
    expect(latest.text).not.toContain('Accueil : 3 sur 5');
    const plain = latest.html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const whole = /href="(\/me\/[^"]*whole=[^"#]*)#/.exec(plain)?.[1] ?? '';
    expect(latest.text).not.toContain('bon accueil. '.repeat(20).trim());
    const visits = (html: string) => html.match(/Longue visite/g)?.length ?? 0;
    expect(visits((await station.get(whole)).html)).toBe(visits(latest.html) - visits(latest.html) / 6 + 20);
    const older =
      /href="(\/me\/[^"]*before[^"]*)"/.exec(latest.html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ??
      '';
    const { text } = await station.get(older);
    expect(text).toMatch(/Accueil\s: 3 sur 5/);
    expect(text).toContain('<dd>Oui</dd>');
    expect(text).not.toContain('before=');
  }, 60_000);
});
