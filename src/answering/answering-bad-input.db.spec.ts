import { AnsweringStation, comment, csat, storeVisit } from '../../test/support/answering.ts';
import type { Question } from '#surveys';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const page = ({ token }: { token: string }) => `/s/${token}`;
const answers = async (asked: Parameters<AnsweringStation['response']>[0]) => (await station.response(asked))?.answers;

describe('what people type', () => {
  it('is told to be too long, and not cut', async () => {
    const asked = await station.asked([csat, comment]);
    const long = `${'Trop long. '.repeat(400)}Fin`;
    const refused = await station.post(page(asked), { csat: '2', comment: long });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('dépasse 4 000 caractères');
    expect(refused.text).toContain(`${long}</textarea>`);
    expect(refused.text).not.toContain('maxlength="4000"');
    expect(refused.text).toMatch(/value="2" checked/);
    expect(await answers(asked)).toBeUndefined();
  });

  it.each([
    ['emoji', '🥐👨‍👩‍👧‍👦 très bon 🇫🇷'],
    ['marks of direction', '\u202bשירות טוב\u202c merci'],
    ['markup', '<script>alert(1)</script><b>gras</b> &amp; "cher"'],
    ['a template’s own signs', '{{brand}} {{{x}}} ${1}'],
    ['a sum', '=cmd|/c calc!A1'],
  ])('is kept as it is, and shown as text: %s', async (_, text) => {
    const asked = await station.asked([csat, comment]);
    expect((await station.post(page(asked), { csat: '2', comment: text })).status).toBe(200);
    expect(await answers(asked)).toEqual({ csat: 2, comment: text });
    const again = await station.get(page(asked));
    expect(again.text).not.toContain('<script>alert');
    expect(again.text.match(/<textarea[^>]*>/g)).toHaveLength(1);
  });

  it('loses what nobody sees or meant, rather than being refused', async () => {
    const asked = await station.asked([csat, comment]);
    await station.post(page(asked), { csat: '2', comment: 'Copié\u000bdepuis\u0000 un\u0007 traitement\rde texte' });
    expect(await answers(asked)).toEqual({ csat: 2, comment: 'Copiédepuis un traitement\nde texte' });
  });
});

describe('twice, late and elsewhere', () => {
  it('counts a double submission once', async () => {
    const asked = await station.asked(storeVisit);
    const form = { csat: '1', comment: 'Long', contact: 'true' };
    const both = await Promise.all([station.post(page(asked), form), station.post(page(asked), form)]);
    expect(both.map(({ status, text }) => [status, text.includes('Merci, votre réponse')])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect((await station.response(asked))?.version).toBe(1);
    const cases = await station.db.query('select from callback_case where customer_id = $1', [asked.customer.id]);
    expect(cases).toHaveLength(1);
  });

  it('keeps what one tab wrote when another, opened before, is sent empty', async () => {
    const asked = await station.asked([csat, comment]);
    const shown = await station.get(page(asked));
    const seen = /name="_v" value="(\d+)"/.exec(shown.text)?.[1] ?? '';
    const asks = { _asked: 'csat comment', _v: seen };
    await station.post(page(asked), { csat: '2', comment: 'Très long à écrire', ...asks });
    await station.post(page(asked), { csat: '4', comment: '', ...asks });
    expect(await answers(asked)).toEqual({ csat: 4, comment: 'Très long à écrire' });
    const now = /name="_v" value="(\d+)"/.exec((await station.get(page(asked))).text)?.[1] ?? '';
    await station.post(page(asked), { csat: '4', comment: '', ...asks, _v: now });
    expect(await answers(asked)).toEqual({ csat: 4 });
  });

  it.each([
    ['expired', `update invitation set expires_at = now() - interval '1 year' where id = $1`, 'This survey has ended'],
    ['closed', `update invitation set status = 'cancelled' where id = $1`, 'This survey is closed'],
  ])('gives back what was typed when the survey is %s, in the person’s language', async (_, ending, title) => {
    const asked = await station.asked([csat, comment], { locale: 'en' });
    await station.db.run(ending, [asked.id]);
    const late = await station.post(page(asked), { csat: '2', comment: 'Queued for an hour.\nNobody came <b>' });
    expect(late.status).toBe(410);
    expect(late.text).toContain(title);
    expect(late.text).toContain('Queued for an hour.\nNobody came &lt;b&gt;</textarea>');
    expect((await station.get(page(asked))).text).not.toContain('<textarea');
  });

  it.each(['nobody', '..%2f..%2fetc', '%00', '%F0%9F%91%8D', 'a'.repeat(3000), "';drop table response--"])(
    'tells a link nobody gave (%#) kindly, and gives back what was typed',
    async (token) => {
      const sent = await station.post(`/s/${token}`, { csat: '2', comment: 'Nobody came, twice.', _lang: 'en' });
      expect([404, 414]).toContain(sent.status);
      if (sent.status === 404 && token.length < 1000 && token !== '%00')
        expect(sent.text).toContain('Nobody came, twice.</textarea>');
      expect((await station.get(`/s/${token}`)).status).toBe(sent.status);
    },
  );

  it('refuses a body that no browser sends without a fault of its own', async () => {
    const asked = await station.asked([csat, comment]);
    const { status } = await station.post(page(asked), { csat: '2', comment: 'x'.repeat(3_000_000) });
    expect([413, 422]).toContain(status);
    const odd = await station.post(page(asked), [
      ['csat', '2'],
      ['csat', '3'],
      ['constructor', 'y'],
      ['_page', '-1e9'],
      ['_v', 'NaN'],
    ]);
    expect(odd.status).toBe(200);
    expect(await answers(asked)).toEqual({ csat: 3 });
  });
});

/** More than the program reads. */
const TOO_LARGE = 12_000_000;

describe('what never reaches the page', () => {
  const sent = async (path: string, type: string, body: string) => {
    const answer = await fetch(`${station.sandbox.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  };

  it.each([
    ['is no form', 'text/xml', '<csat>1</csat>', 415, 'We did not understand what was sent'],
    ['is broken', 'application/json', '{"csat":', 400, 'We did not understand what was sent'],
    [
      'is too large',
      'application/x-www-form-urlencoded',
      `csat=${'1'.repeat(TOO_LARGE)}`,
      413,
      'What you sent is too large',
    ],
  ])('is told in the customer’s language: a body that %s', async (_, type, body, status, title) => {
    const asked = await station.asked([csat, comment], { locale: 'en' });
    for (const path of [page(asked), `/u/${asked.token}`]) {
      const refused = await sent(path, type, body);
      expect([path, refused.status]).toEqual([path, status]);
      expect(refused.text).toContain(title);
      expect(refused.text).not.toContain('/sign-in');
    }
    expect(await answers(asked)).toBeUndefined();
  });

  it('is told for a fault of ours, with what was typed', async () => {
    const asked = await station.asked([csat, comment], { locale: 'en' });
    await station.db.run('alter table submission rename to gone');
    const failed = await station.post(page(asked), { csat: '2', comment: 'Nobody came.' });
    await station.db.run('alter table gone rename to submission');
    expect(failed.status).toBe(500);
    expect(failed.text).toContain('Something went wrong on our side');
    expect(failed.text).toContain('Nobody came.</textarea>');
  });
});

describe('a survey of several pages', () => {
  const questions: Question[] = [
    csat,
    ...Array.from({ length: 9 }, (_, at): Question => ({
      key: `q${at}`,
      kind: 'ces5',
      text: { fr: `Question ${at} ?` },
    })),
    {
      key: 'grid',
      kind: 'rating',
      text: { fr: 'Que pensez-vous de chacun ?' },
      rows: [
        { key: 'choice', text: { fr: 'Le choix' } },
        { key: 'price', text: { fr: 'Les prix' } },
      ],
    },
  ];

  it('is taken up where it was left', async () => {
    const asked = await station.asked(questions, { temperature: 'cold', channel: 'email' });
    const first = await station.get(page(asked));
    expect(first.text).toContain('Page 1 sur');
    expect(first.text).not.toContain('Vous reprenez');
    const names = [...first.text.matchAll(/id="q-(\w+)"/g)].map(([, key = '']) => key);
    const given = Object.fromEntries(names.map((name) => [name, '4']));
    await station.post(page(asked), { ...given, _page: '1', _asked: names.join(' '), _go: 'next' });
    const again = await station.get(page(asked));
    expect(again.text).toContain('Page 2 sur');
    expect(again.text).toContain('Vous reprenez là où vous vous étiez arrêté');
  });

  it('takes a grid line by line, and shows it again', async () => {
    const asked = await station.asked(questions, { temperature: 'cold', channel: 'email' });
    await station.post(page(asked), { csat: '4', 'grid.choice': '5', 'grid.price': '2', _go: 'send', _page: '9' });
    expect(await answers(asked)).toEqual({ csat: 4, grid: { choice: 5, price: 2 } });
  });
});
