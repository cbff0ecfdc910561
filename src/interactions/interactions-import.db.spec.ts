import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';
import { InteractionsImport } from './interactions-import.service.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule);
  await app.get(SurveysService).publishVersion('csat', {
    ...{ name: 'Visite', temperature: 'hot' },
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  const touchpoint = { name: { fr: 'Visite' }, questionnaire: 'csat', channels: ['sms'] };
  expect((await app.api('PUT', '/api/v1/touchpoints/visit', touchpoint)).status).toBe(200);
}, 60_000);

afterAll(() => app.close());

const visit = (id: string, more: object = {}) =>
  `${JSON.stringify({ id, touchpoint: 'visit', occurredAt: new Date().toISOString(), customer: { externalId: `c-${id}` }, ...more })}\n`;
const importing = (text: string, query = '') =>
  app.api('POST', `/api/v1/interactions/import${query}`, text, { 'content-type': 'application/x-ndjson' });
const linesOf = async (id: string, query = '') =>
  (await app.api('GET', `/api/v1/interactions/imports/${id}/lines${query}`)).body;

describe('a file that is tried', () => {
  it('is told of what it has twice, however far apart', async () => {
    const twice = visit('twice');
    const between = Array.from({ length: 600 }, (_, n) => visit(`between-${n}`, { touchpoint: 'nowhere' })).join('');
    const file = `${twice}${between}${twice}${visit('twice', { site: 'lyon' })}`;
    const { body } = await importing(file, '?dryRun=true');
    expect(body).toMatchObject({ recorded: 1, repeated: 1, refused: 601 });
    expect(await linesOf(body.id, '?after=601')).toMatchObject({
      items: [
        { line: 602, id: 'twice', outcome: 'repeated', errors: [] },
        { line: 603, id: 'twice', outcome: 'refused', errors: [{ code: 'id-reused' }] },
      ],
      next: null,
    });
    expect((await app.api('GET', '/api/v1/interactions/twice')).status).toBe(404);
    // What the try says is what comes of it.
    expect((await importing(file)).body).toMatchObject({ recorded: 1, repeated: 1, refused: 601 });
  });
});

describe('the report, line by line', () => {
  it('is read in pages and by outcome, in the order of the file, and downloaded whole', async () => {
    const file = `${visit('p-1')}{broken\n\n${visit('p-2', { touchpoint: 'nowhere' })}${visit('p-1b')}`;
    const { body } = await importing(file);
    const first = await linesOf(body.id, '?limit=2');
    expect(first).toMatchObject({
      items: [
        { line: 1, id: 'p-1' },
        { line: 2, id: null, outcome: 'refused' },
      ],
      next: 2,
    });
    expect((await linesOf(body.id, `?limit=2&after=${first.next}`)).items).toMatchObject([{ line: 4 }, { line: 5 }]);
    expect((await linesOf(body.id, '?outcome=refused')).items).toMatchObject([{ line: 2 }, { line: 4 }]);

    const page = await app.asAdmin('GET', `/interactions/imports/${body.id}?outcome=refused`);
    expect(page.text).toContain('p-2');
    expect(page.text).not.toContain('p-1b');
    const csv = await app.asAdmin('GET', `/interactions/imports/${body.id}/lines.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.split('\r\n').map((line) => line.split(',').slice(0, 2).join(','))).toEqual([
      ...['line,id', '1,p-1', '2,', '4,p-2', '5,p-1b', ''],
    ]);
  });

  it('is unknown when it is nobody’s', async () => {
    const nobody = '0199f3a2-7c1e-7000-8000-000000000001';
    expect((await app.api('GET', `/api/v1/interactions/imports/${nobody}/lines`)).status).toBe(404);
  });
});

describe('a large file', () => {
  /** Megabytes held at most beyond those at the beginning, once all that can be given back was. */
  async function held(lines: number, { tried }: { tried: boolean }): Promise<number> {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    const used = () => (collect(), process.memoryUsage().heapUsed / 1e6);
    const before = used();
    let most = 0;
    const filling = 'x'.repeat(tried ? 2_000 : 7_000);
    const more = { ...(tried && { touchpoint: 'nowhere' }), attributes: { filling } };
    function* file() {
      for (let n = 0; n < lines; n += 1) {
        if (n % 1_000 === 999) most = Math.max(most, used() - before);
        yield visit(`large-${lines}-${n}`, more);
      }
    }
    const report = await app.get(InteractionsImport).import(Readable.from(file()), 'ndjson', { dryRun: tried });
    expect(report).toMatchObject(tried ? { recorded: 0, refused: lines } : { recorded: lines, refused: 0 });
    return most;
  }

  it('takes no more memory than a small one', async () => {
    const [small, large] = [await held(2_000, { tried: true }), await held(20_000, { tried: true })];
    // Forty megabytes went through, against four.
    expect(large / Math.max(small, 5)).toBeLessThan(2);
  }, 120_000);

  it('takes no more memory than a small one when all of it is recorded', async () => {
    const [small, large] = [await held(500, { tried: false }), await held(3_000, { tried: false })];
    // Twenty-one megabytes went through, against three and a half.
    expect(large / Math.max(small, 5)).toBeLessThan(2);
  }, 120_000);
});
