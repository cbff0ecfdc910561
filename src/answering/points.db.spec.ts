import { Script } from 'node:vm';
import { AnsweringStation, contact, csat, comment } from '../../test/support/answering.ts';
import type { Question } from '#surveys';
import { PointsService } from './points.service.ts';

let station: AnsweringStation;
let questionnaire: string;
beforeAll(async () => {
  station = await AnsweringStation.start();
  questionnaire = (await station.questionnaire([csat, comment, contact])).key;
}, 60_000);
afterAll(() => station.sandbox.close());

async function point(kind: 'kiosk' | 'qr' | 'widget', name: string, origin: string | null = null) {
  const points = station.sandbox.get(PointsService);
  await points.add({ kind, name, site: 'lyon-2', questionnaire, origin });
  const made = (await points.all()).find((one) => one.name === name);
  if (!made) throw new Error('not made');
  return { ...made, path: `/p/${made.token}` };
}

/** The keys of a questionnaire that needs two pages, and the address of a code that asks it. */
async function longPoint(): Promise<[string[], string]> {
  const numbers = Array.from({ length: 9 }, (_, at): Question => ({
    key: `q${at + 1}`,
    kind: 'ces5',
    text: { fr: `Question ${at + 1} ?` },
  }));
  const why: Question = { ...comment, key: 'why', showIf: { question: 'q1', op: 'lte', value: 2 } };
  const version = await station.questionnaire([...numbers, why], 'cold');
  const points = station.sandbox.get(PointsService);
  await points.add({ kind: 'qr', name: 'Longue', site: 'paris-1', questionnaire: version.key, origin: null });
  const made = (await points.all()).find(({ name }) => name === 'Longue');
  return [version.questions.map(({ key }) => key), `/p/${made?.token}`];
}

const namesIn = (html: string) => [...html.matchAll(/id="q-(\w+)"/g)].map(([, name = '']) => name);
const sessionOf = (html: string) => /name="_session" value="([^"]+)"/.exec(html)?.[1] ?? '';
const given = (site = 'lyon-2') =>
  station.db.query<Record<string, unknown>>(
    'select channel, site_key as site, customer_id as customer, answers from response where session_id is not null and site_key = $1 order by answered_at',
    [site],
  );

describe('a place where anybody may answer', () => {
  it('takes anonymous answers, one a session, marked with where they were given', async () => {
    const kiosk = await point('kiosk', 'Caisse');
    const page = await station.get(kiosk.path);
    expect(page.text).not.toMatch(/rappelé|name="contact"/);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(Buffer.byteLength(page.html)).toBeLessThan(14_336);
    const _session = sessionOf(page.html);
    await station.post(kiosk.path, { csat: '2', _session });
    await station.post(kiosk.path, { csat: '3', comment: 'Bien', _session });
    await station.post(kiosk.path, { csat: '5', _session: sessionOf((await station.get(kiosk.path)).html) });
    expect(await given()).toEqual([
      { channel: 'kiosk', site: 'lyon-2', customer: null, answers: { csat: 3, comment: 'Bien' } },
      { channel: 'kiosk', site: 'lyon-2', customer: null, answers: { csat: 5 } },
    ]);
  });

  it('is there for the next person, at a kiosk alone', async () => {
    const kiosk = await point('kiosk', 'Comptoir');
    const page = await station.get(kiosk.path);
    expect(page.headers.get('refresh')).toBeNull();
    expect(page.html).toContain('<noscript><meta http-equiv="refresh" content="600"></noscript>');
    expect(page.text).toContain(`data-again="${kiosk.path}?lang&#x3D;fr"`);
    const thanks = await station.post(kiosk.path, { csat: '5' });
    expect(thanks.headers.get('refresh')).toBe(`8; url=${kiosk.path}`);
    const code = await point('qr', 'Vitrine');
    expect((await station.post(code.path, { csat: '5' })).headers.get('refresh')).toBeNull();
    expect((await station.get(code.path)).html).not.toMatch(/http-equiv="refresh"|id="idle"/);
  });

  it('asks a long questionnaire page by page, keeps each page under the session, and hides what does not apply', async () => {
    const [cold, path] = await longPoint();
    const first = await station.get(path);
    expect(Buffer.byteLength(first.html)).toBeLessThan(14_336);
    expect(namesIn(first.html)).toEqual(cold.slice(0, namesIn(first.html).length));
    const _session = sessionOf(first.html);
    const answers = Object.fromEntries(namesIn(first.html).map((name) => [name, '4']));
    const form = { ...answers, _session, _page: '1', _go: 'next', _asked: namesIn(first.html).join(' ') };
    const second = await station.post(path, form);
    expect([second.status, sessionOf(second.html)]).toEqual([200, _session]);
    expect(Buffer.byteLength(second.html)).toBeLessThan(14_336);
    expect(await given('paris-1')).toMatchObject([{ channel: 'qr', answers: { q1: 4 } }]);
    const rest = namesIn(second.html);
    expect(rest).toEqual(cold.slice(namesIn(first.html).length).filter((name) => name !== 'why'));
    const back = await station.post(path, { _session, _page: '2', _go: 'back', _asked: rest.join(' ') });
    expect(back.html).toMatch(/name="q1" value="4" checked/);
    const last = { [rest[0] ?? '']: '2', _session, _page: '2', _asked: rest.join(' ') };
    const english = await station.post(path, { ...last, _go: 'in en' });
    expect([sessionOf(english.html), namesIn(english.html)]).toEqual([_session, rest]);
    expect(english.html).toContain('<html lang="en"');
    expect(english.html).toMatch(new RegExp(`name="${rest[0]}" value="2" checked`));
    await station.post(path, { ...last, _go: 'send' });
    expect((await given('paris-1')).map(({ answers: all }) => all)).toEqual([
      { ...Object.fromEntries(Object.keys(answers).map((name) => [name, 4])), [rest[0] ?? '']: 2 },
    ]);
  });

  it('keeps what was typed when an answer is missing', async () => {
    const code = await point('qr', 'Sortie');
    const refused = await station.post(code.path, { comment: 'Très <b>bien' });
    expect([refused.status, refused.text.includes('Très &lt;b&gt;bien</textarea>')]).toEqual([422, true]);
  });

  it('is shown by the site it was made for, and by no other', async () => {
    const widget = await point('widget', 'Boutique', 'https://shop.example');
    const page = await station.get(widget.path);
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors https://shop.example');
    expect(page.headers.get('x-frame-options')).toBeNull();
    const code = await station.get((await point('qr', 'Porte')).path);
    expect(code.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const script = await station.get(`/w/${widget.token}.js`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(script.headers.get('set-cookie')).toBeNull();
    expect(script.html).toContain(widget.path);
    expect(script.html).not.toMatch(/PAGE"|cookie|innerHTML|eval|Storage/);
    expect(Buffer.byteLength(script.html)).toBeLessThan(5 * 1024);
    expect(() => new Script(script.html)).not.toThrow();
  });

  it('says so once it was switched off, and where nobody ever was asked', async () => {
    const code = await point('qr', 'Ancienne');
    await station.sandbox.get(PointsService).switch(code.id, false);
    expect((await station.get(code.path)).status).toBe(410);
    expect((await station.post(code.path, { csat: '5' })).status).toBe(410);
    expect((await station.get('/p/nobody')).status).toBe(404);
    expect((await station.get(`/w/${code.token}.js`)).status).toBe(410);
  });

  it('lets nobody answer without end, and refuses in the frame of its site, with what was typed', async () => {
    const widget = await point('widget', 'Partenaire', 'https://partner.example');
    const statuses = [];
    for (let n = 0; n < 20; n++) statuses.push((await station.post(widget.path, { csat: '5' })).status);
    expect(statuses.every((status) => status === 200)).toBe(true);
    const busy = await station.post(widget.path, { csat: '5', comment: 'Bien, merci.' });
    expect([busy.status, busy.headers.get('x-frame-options')]).toEqual([429, null]);
    expect(busy.text).toContain('Bien, merci.</textarea>');
    await station.sandbox.get(PointsService).switch(widget.id, false);
    const closed = await station.get(widget.path);
    expect(closed.status).toBe(410);
    for (const { headers } of [busy, closed])
      expect(headers.get('content-security-policy')).toContain('frame-ancestors https://partner.example');
  }, 90_000);
});

it('is changed under the same address, and what was said there keeps its shop', async () => {
  const code = await point('qr', 'Ancien nom');
  await station.post(code.path, { csat: '1' });
  const points = station.sandbox.get(PointsService);
  const other = (await station.questionnaire([comment])).key;
  const form = { kind: 'kiosk', name: 'Nouveau nom', site: 'paris-1', questionnaire: other, origin: null } as const;
  await points.change(code.id, form);
  expect(await points.byId(code.id)).toMatchObject({
    kind: 'qr',
    name: 'Nouveau nom',
    site: 'paris-1',
    token: code.token,
  });
  expect((await station.get(code.path)).text).not.toContain('name="csat"');
  expect((await given()).filter(({ answers }) => (answers as { csat?: number }).csat === 1)).toMatchObject([
    { channel: 'qr' },
  ]);
  const { items } = await station.responses({});
  expect(items).toContainEqual(expect.objectContaining({ channel: 'qr', customer: null }));
});
