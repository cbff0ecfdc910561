import { SitesService } from '#customers';
import { Brands } from '#platform/brand';
import { format } from '#platform/i18n';
import type { Question, QuestionKind } from '#surveys';
import { AnsweringStation, comment, csat, storeVisit } from '../../test/support/answering.ts';

/** The first congestion window: ten segments of 1,460 bytes, less what the headers take. */
const ONE_ROUND_TRIP = 14_336;

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const CHOICES = [
  ['wait', 'L’attente', 'The wait'],
  ['welcome', 'L’accueil', 'The welcome'],
  ['price', 'Le prix', 'The price'],
].map(([key = '', fr = '', en = '']) => ({ key, text: { fr, en } }));
const asks = (key: string, kind: QuestionKind, more: Partial<Question> = {}): Question => ({
  key,
  kind,
  text: { fr: `Question ${key} ?`, en: `Question ${key}?` },
  ...more,
});

const KINDS: [string, Question, Record<string, string>, unknown, RegExp][] = [
  ['a likelihood from 0 to 10', asks('nps', 'nps'), { nps: '9' }, 9, /name="nps" value="9" checked/],
  ['a satisfaction', asks('csat', 'csat'), { csat: '4' }, 4, /name="csat" value="4" checked/],
  ['an effort from 1 to 7', asks('ces7', 'ces7'), { ces7: '7' }, 7, /name="ces7" value="7" checked/],
  ['an effort from 1 to 5', asks('ces5', 'ces5'), { ces5: '1' }, 1, /name="ces5" value="1" checked/],
  ['a rating', asks('rating', 'rating'), { rating: '3' }, 3, /name="rating" value="3" checked/],
  ['a thumb', asks('thumb', 'thumbs'), { thumb: '0' }, 0, /name="thumb" value="0" checked/],
  ['one choice', asks('one', 'choice', { choices: CHOICES }), { one: 'price' }, 'price', /value="price" checked/],
  [
    'several choices',
    asks('many', 'choices', { choices: CHOICES }),
    { many: 'wait' },
    ['wait'],
    /value="wait" checked/,
  ],
  [
    'a text',
    asks('why', 'text'),
    { why: 'Long <b> & "cher"' },
    'Long <b> & "cher"',
    />\nLong &lt;b&gt; &amp; &quot;cher&quot;</,
  ],
  ['a wish to be called', asks('call', 'contact'), { call: 'true' }, true, /name="call" value="true" checked/],
  [
    'leave to publish',
    asks('pub', 'publish'),
    { pub: 'on', 'pub.displayName': 'Zoé' },
    { displayName: 'Zoé' },
    /value="Zoé"/,
  ],
];

describe('the page, for every kind of question', () => {
  it.each(KINDS)('asks for %s, and shows it again', async (_, question, form, answer, again) => {
    const asked = await station.asked([question]);
    const path = `/s/${asked.token}`;
    const fresh = await station.get(path);
    expect([fresh.status, Buffer.byteLength(fresh.html) < ONE_ROUND_TRIP]).toEqual([200, true]);
    expect(fresh.text).toContain(`Question ${question.key} ?`);
    expect(fresh.text).not.toMatch(/ checked[ >]/);
    const thanks = await station.post(path, { ...form, _asked: question.key });
    expect([thanks.status, thanks.html.includes('Merci, votre réponse est bien arrivée')]).toEqual([200, true]);
    expect((await station.response(asked))?.answers).toEqual({ [question.key]: answer });
    const shown = await station.get(path);
    expect(shown.text).toMatch(again);
    expect(shown.text).toContain('Votre réponse est enregistrée');
    expect(Buffer.byteLength(shown.html)).toBeLessThan(ONE_ROUND_TRIP);
    await station.post(path, { _asked: question.key });
    expect((await station.response(asked))?.answers).toEqual({});
  });

  it('holds a page of the longest questions in one round trip', async () => {
    const text = { fr: 'Dans quelle mesure '.repeat(8), en: 'To what extent '.repeat(8) };
    const nps = (key: string) => asks(key, 'nps', { text });
    const asked = await station.asked('abcdef'.split('').map(nps));
    expect(Buffer.byteLength((await station.get(`/s/${asked.token}`)).html)).toBeLessThan(ONE_ROUND_TRIP);
  });
});

describe('the page', () => {
  it('says who asks, about what, where and when, and where to say stop', async () => {
    const { token } = await station.asked();
    const { text: html } = await station.get(`/s/${token}`);
    const yesterday = new Date(station.now.getTime() - 86_400_000);
    const day = format.date('fr', yesterday, 'Europe/Paris', 'weekday');
    expect(html).toContain(`Visite en magasin, le ${day} · Lyon Part-Dieu`);
    expect(html).toContain('Chaudfroid');
    expect(html).toContain(`href="/u/${token}"`);
    expect(html).toContain('value="Léa M."');
    expect(html).toContain('J’accepte que ma note et mon commentaire soient publiés');
  });

  it('wears the brand of its shop, from the question to the way out', async () => {
    const { token } = await station.asked();
    await station.sandbox.get(Brands).save({ key: 'outlet', name: 'Alizé Outlet', colour: '#aa3300' });
    const site = await station.sandbox.get(SitesService).byKey('lyon-2');
    await station.sandbox.get(SitesService).save({ key: 'lyon-2', ...site, name: 'Lyon', brand: 'outlet' });
    const asks = await station.get(`/s/${token}`);
    expect(asks.html).toContain('--a:#aa3300');
    const pages = [
      asks,
      await station.post(`/s/${token}`, { csat: '5' }),
      await station.get(`/u/${token}`),
      await station.post(`/u/${token}`, { channel: 'sms' }),
      await station.get(`/u/${token}/mine`),
    ];
    for (const page of pages) expect([page.status, page.text.includes('Alizé Outlet')]).toEqual([200, true]);
    expect(JSON.parse((await station.get(`/api/v1/public/surveys/${token}`)).html)).toMatchObject({
      brand: { name: 'Alizé Outlet' },
    });
  });

  it('needs nothing outside it, and lets nothing else in', async () => {
    const { token } = await station.asked();
    const { html, headers } = await station.get(`/s/${token}`);
    expect(html).not.toMatch(/\b(src|href)="(https?:|\/assets)/);
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
    const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
    expect(Buffer.byteLength(script)).toBeLessThan(2048);
    expect(script.length).toBeGreaterThan(500);
  });

  it('is in the language of the person, or in the one they choose', async () => {
    const { token } = await station.asked(storeVisit, { locale: 'en-GB' });
    const english = await station.get(`/s/${token}`);
    expect(english.text).toMatch(/<html lang="en" dir="ltr">/);
    expect(english.text).toContain('How satisfied are you with your visit?');
    expect(english.text).toContain(`href="/s/${token}?lang=fr"`);
    const french = await station.get(`/s/${token}?lang=fr`);
    expect(french.text).toContain('Êtes-vous satisfait de votre visite');
    const thanks = await station.post(`/s/${token}`, { csat: '5', _lang: 'fr' });
    expect(thanks.text).toContain('<html lang="fr"');
  });

  it('is read in another language with what was chosen and typed, and nothing is sent by that', async () => {
    const asked = await station.asked([csat, { ...comment, required: true }]);
    const path = `/s/${asked.token}`;
    const chosen = await station.get(`${path}?csat=4&utm=x`);
    expect(chosen.text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')).toContain(`href="${path}?lang=en&csat=4"`);
    const typed = { csat: '4', comment: '', _asked: 'csat comment', _page: '1', _lang: 'fr' };
    const refused = await station.post(path, { ...typed, _go: 'send' });
    expect([refused.status, refused.text.includes('name="_go" value="in en"')]).toEqual([422, true]);
    expect(refused.text).not.toContain('?lang=');
    const english = await station.post(path, { ...typed, comment: 'Bien', _go: 'in en' });
    expect(english.text).toContain('How satisfied are you with your visit?');
    expect(english.text).toMatch(/value="4" checked/);
    expect(english.text).toContain('>\nBien</textarea>');
    expect(await station.response(asked)).toBeNull();
  });

  it('chooses what the link chooses, over what was answered, and ignores the rest', async () => {
    const { token } = await station.asked();
    await station.post(`/s/${token}`, { csat: '2' });
    expect((await station.get(`/s/${token}?csat=5`)).html).toMatch(/value="5" checked/);
    expect((await station.get(`/s/${token}?csat=9&publish=on&other=1`)).html).toMatch(/value="2" checked/);
  });
});

describe('a form that cannot be taken as it is', () => {
  it('comes back with all that was typed, the reason beside the question, in the language of the page', async () => {
    const asked = await station.asked();
    const typed = {
      comment: 'Trop d’attente',
      publish: 'true',
      'publish.displayName': 'Zoé',
      _asked: 'csat comment publish',
    };
    const french = await station.post(`/s/${asked.token}`, typed);
    expect(french.status).toBe(422);
    expect(french.text).toMatch(/id="q-csat"[^>]*aria-describedby="e-csat"/);
    expect(french.text).toMatch(/<p class="e" id="e-csat">Merci de répondre à cette question\.<\/p>/);
    expect(french.text).toMatch(/name="csat" value="1" autofocus/);
    expect(french.text).toContain('Trop d’attente</textarea>');
    expect(french.text).toContain('value="Zoé"');
    expect(french.text).toMatch(/name="publish" value="true" checked/);
    const english = await station.post(`/s/${asked.token}`, { ...typed, _lang: 'en' });
    expect(english.text).toContain('Please answer this question.');
    expect(await station.response(asked)).toBeNull();
  });

  it('says that a text is too long, and keeps it', async () => {
    const { token } = await station.asked([csat, comment]);
    const { status, html } = await station.post(`/s/${token}`, { csat: '3', comment: 'x'.repeat(4001) });
    expect([status, html.includes('rien n’a été coupé'), html.includes('x'.repeat(4001))]).toEqual([422, true, true]);
  });

  it('takes no answer from a form without a body', async () => {
    const { token } = await station.asked();
    expect((await station.post(`/s/${token}`, {})).status).toBe(422);
  });
});

describe('a link that leads nowhere', () => {
  it('says so in the language of the browser', async () => {
    const french = await station.get('/s/nobody');
    expect([french.status, french.html.includes('Ce lien ne mène à aucune enquête')]).toEqual([404, true]);
    const english = await station.get('/s/nobody', { 'accept-language': 'en-GB,en;q=0.8' });
    expect(english.text).toContain('This link leads to no survey');
    expect((await station.get('/u/nobody')).status).toBe(404);
    expect((await station.post('/u/nobody', 'List-Unsubscribe=One-Click')).status).toBe(404);
  });

  it('tells a survey that expired from one that was closed; both still take an opt-out', async () => {
    for (const [change, title] of [
      [`expires_at = '2026-01-01'`, 'Cette enquête est terminée'],
      [`status = 'cancelled'`, 'Cette enquête est fermée'],
    ]) {
      const asked = await station.asked();
      await station.db.run(`update invitation set ${change} where id = $1`, [asked.id]);
      for (const shown of [
        await station.get(`/s/${asked.token}`),
        await station.post(`/s/${asked.token}`, { csat: '1' }),
      ]) {
        expect([shown.status, shown.html.includes(String(title))]).toEqual([410, true]);
        expect(shown.text).toContain(`href="/u/${asked.token}/mine"`);
      }
      expect((await station.post(`/u/${asked.token}`, {})).status).toBe(200);
    }
  });
});

describe('a long survey', () => {
  const questions = [
    csat,
    ...[1, 2, 3, 4, 5, 6, 7].map((n) =>
      asks(`q${n}`, 'ces5', n === 7 ? { showIf: { question: 'csat', op: 'lte', value: 2 } } : {}),
    ),
  ];

  it('comes in pages, saves each, goes back without losing anything, and counts only what applies', async () => {
    const asked = await station.asked(questions, { temperature: 'cold', channel: 'email' });
    const path = `/s/${asked.token}`;
    const first = await station.get(path);
    expect(first.text).toContain('Page 1 sur 2');
    expect(first.text).not.toContain('name="q4"');
    const second = await station.post(path, { csat: '5', q1: '4', _page: '1', _asked: 'csat q1 q2 q3', _go: 'next' });
    expect(second.text).toMatch(/Page 2 sur 2/);
    expect(second.text).not.toContain('name="q7"');
    expect(await station.response(asked)).toMatchObject({ complete: false, answers: { csat: 5, q1: 4 } });
    const back = await station.post(path, { q4: '2', _page: '2', _asked: 'q4 q5 q6', _go: 'back' });
    expect(back.text).toMatch(/name="q1" value="4" checked/);
    await station.post(path, { q5: '3', _page: '2', _asked: 'q5 q6', _go: 'send' });
    expect(await station.response(asked)).toMatchObject({ complete: true, answers: { csat: 5, q1: 4, q4: 2, q5: 3 } });
  });

  it('returns to the page where an answer is missing', async () => {
    const { token } = await station.asked(questions, { temperature: 'cold', channel: 'email' });
    const { status, html } = await station.post(`/s/${token}`, {
      q4: '1',
      _page: '2',
      _asked: 'q4 q5 q6',
      _go: 'send',
    });
    expect([status, html.includes('id="e-csat"'), html.includes('Page 1 sur 2')]).toEqual([422, true, true]);
  });
});

it('asks before it opts out, and offers the way back', async () => {
  const { token } = await station.asked();
  const ask = await station.get(`/u/${token}`);
  expect(ask.text).toMatch(/name="channel" value="all" checked/);
  expect(ask.text).toContain('Seulement les enquêtes par SMS');
  const done = await station.post(`/u/${token}`, { channel: 'all', _lang: 'en' });
  expect(done.text).toContain('will send you no more surveys');
  expect(done.text).toMatch(/value="back"/);
});
