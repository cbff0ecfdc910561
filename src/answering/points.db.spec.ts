import { Script } from 'node:vm';
import { AnsweringStation, contact, csat, comment } from '../../test/support/answering.ts';
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
    expect((await station.get(kiosk.path)).headers.get('refresh')).toBe(`90; url=${kiosk.path}?lang=fr`);
    const thanks = await station.post(kiosk.path, { csat: '5' });
    expect(thanks.headers.get('refresh')).toBe(`8; url=${kiosk.path}`);
    const code = await point('qr', 'Vitrine');
    expect((await station.post(code.path, { csat: '5' })).headers.get('refresh')).toBeNull();
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

  it('lets nobody answer without end', async () => {
    const code = await point('qr', 'Passage');
    const statuses = [];
    for (let n = 0; n < 21; n++) statuses.push((await station.post(code.path, { csat: '5' })).status);
    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
    expect(statuses[20]).toBe(429);
  });
});
