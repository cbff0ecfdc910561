import { Readable } from 'node:stream';
import { Database } from '#platform/database';
import { CustomersModule, SitesService } from '#customers';
import { CustomersImport } from './customers-import.service.ts';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;
let last = 0;

beforeAll(async () => {
  app = await startApp(CustomersModule);
}, 60_000);

afterAll(() => app.close());

const path = (externalId: string, rest = '') => `/api/v1/customers/${encodeURIComponent(externalId)}${rest}`;
const put = (externalId: string, body: unknown) => app.api('PUT', path(externalId), body as object);
const aName = () => `api-${++last}`;
const importing = (text: string | Readable, type: string, query = '') =>
  app.api('POST', `/api/v1/customers/import${query}`, text, { 'content-type': type });

describe('POST /api/v1/customers/import', () => {
  it('takes NDJSON, refusing bad lines by their number', async () => {
    const lines = [
      '{"externalId":"nd-1","phone":"0612345678"}',
      '',
      '{"externalId":"nd-2","email":"no"}',
      '{broken',
      '{"externalId":"nd-1","firstName":"Léa"}',
    ];
    const answer = await importing(lines.join('\n'), 'application/x-ndjson');
    expect(answer).toMatchObject({ status: 200, body: { created: 1, updated: 1, refused: 2 } });
    expect(answer.body.errors).toMatchObject([
      { line: 3, errors: [{ path: 'email', code: 'email-invalid' }] },
      { line: 4, errors: [{ code: 'broken-json' }] },
    ]);
    expect((await app.api('GET', path('nd-1'))).body).toMatchObject({ firstName: 'Léa', phone: '+33612345678' });
  });

  it('takes CSV as a spreadsheet writes it', async () => {
    const file =
      '\uFEFFExternal_ID;firstName;phone;vip;consents.sms;attributes.colour\r\ncsv-1;Zoé;06 12 34 56 79;oui;non;bleu\r\ncsv-2;;;;;\r\n';
    expect((await importing(file, 'text/csv; charset=utf-8')).body).toMatchObject({ created: 2, refused: 0 });
    expect((await app.api('GET', path('csv-1'))).body).toMatchObject({
      firstName: 'Zoé',
      phone: '+33612345679',
      vip: true,
      consents: { sms: false, email: null },
      attributes: { colour: 'bleu' },
    });
  });

  it('names an unknown column in every line', async () => {
    const { body } = await importing('externalId,surname\ncsv-3,Martin\n', 'text/csv');
    expect(body).toMatchObject({
      created: 0,
      refused: 1,
      errors: [{ line: 2, errors: [{ path: 'surname', code: 'unknown-field' }] }],
    });
  });

  it('writes nothing in a dry run', async () => {
    const lines = '{"externalId":"dry-1"}\n{"externalId":"dry-2","phone":"1"}\n';
    expect((await importing(lines, 'application/x-ndjson', '?dryRun=true')).body).toMatchObject({
      created: 1,
      refused: 1,
    });
    expect((await app.api('GET', path('dry-1'))).status).toBe(404);
  });

  it('keeps the first thousand refusals of many', async () => {
    const { body } = await importing('{}\n'.repeat(1_500), 'application/x-ndjson');
    expect(body.refused).toBe(1_500);
    expect(body.errors).toHaveLength(1_000);
  });

  it('refuses other kinds of bodies', async () => {
    expect((await importing('{}', 'application/json')).status).toBe(415);
    expect((await importing('<a/>', 'application/xml')).status).toBe(415);
    expect((await importing('x', 'text/csv', '?dryRun=maybe')).status).toBe(422);
  });

  it('reads 20,000 lines no faster than it writes them, and writes none of them twice', async () => {
    const db = app.get(Database);
    const written = async () =>
      (await db.query<{ n: number }>(`select count(*)::int as n from customer where external_id like 'flat-%'`))[0]
        ?.n ?? 0;
    const [{ n: changes } = { n: 0 }] = await db.query<{ n: number }>(
      `select count(*)::int as n from fact where name = 'customer.updated'`,
    );
    let ahead = 0;
    const lines = async function* () {
      for (let n = 0; n < 20_000; n++) {
        if (n % 1_000 === 0) ahead = Math.max(ahead, n - (await written()));
        const phone = `07 50 ${String(1_000_000 + n)
          .slice(1)
          .replace(/(..)(?=.)/g, '$1 ')}`;
        yield `${JSON.stringify({ externalId: `flat-${n}`, firstName: 'Léa', phone, email: `flat-${n}@example.test` })}\n`;
      }
    };
    const imports = app.get(CustomersImport);
    const first = await imports.import(lines(), 'ndjson', { dryRun: false });
    expect(first).toEqual({ created: 20_000, updated: 0, refused: 0, errors: [] });
    expect(ahead).toBeLessThanOrEqual(500);
    const again = await importing(Readable.from(lines()), 'application/x-ndjson');
    expect(again.body).toMatchObject({ created: 0, updated: 20_000, refused: 0 });
    expect(await db.query(`select count(*)::int as n from fact where name = 'customer.updated'`)).toEqual([
      { n: changes },
    ]);
  }, 120_000);
});

describe('rights', () => {
  it('asks for a key', async () => {
    expect((await app.api('GET', path('x'), undefined, { authorization: 'Bearer none' })).status).toBe(401);
    expect((await importing('', 'text/csv')).status).toBe(200);
  });
});

describe('the screens', () => {
  it('finds a customer by name, by external id, by phone and by e-mail', async () => {
    await put('screen-1', {
      firstName: 'Éloïse',
      lastName: "D'Aubigné",
      phone: '06 55 44 33 22',
      email: 'Eloise@Example.test',
    });
    for (const q of [
      'eloi',
      'AUBIGNE',
      'daub',
      'screen-1',
      'screen',
      '06 55 44 33 22',
      '+33655443322',
      'eloise@example.test',
    ]) {
      const answer = await app.asAdmin('POST', '/customers', { q });
      expect({ q, status: answer.status, found: answer.text.includes('screen-1</td>') }).toEqual({
        q,
        status: 200,
        found: q !== 'daub',
      });
    }
    for (const q of ['zzzzzz', "'", '\\', ':*', '&', 'éloi xx']) {
      const answer = await app.asAdmin('POST', '/customers', { q });
      expect({ q, status: answer.status, found: answer.text.includes('screen-1</td>') }).toEqual({
        q,
        status: 200,
        found: false,
      });
    }
  });

  it('pages through all customers', async () => {
    const seen = new Set<string>();
    let address: string | undefined = '/customers';
    for (let pages = 0; address && pages < 4; pages++) {
      const { status, text }: { status: number; text: string } = await app.asAdmin('GET', address);
      expect(status).toBe(200);
      for (const [, id] of text.matchAll(/person-name" href="\/customers\/([^"]+)"/g)) seen.add(String(id));
      address = /href="(\/customers\?cursor=[^"]+)" rel="next"/
        .exec(text)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=');
    }
    expect(seen.size).toBe(200);
  });

  it('tries a pasted file, then imports it', async () => {
    const text = 'externalId,phone\r\npage-1,06 12 34 56 70\r\npage-2,12\r\n';
    const tried = await app.asAdmin('POST', '/customers/import', { text, format: 'csv', act: 'try' });
    expect(tried.status).toBe(200);
    expect(tried.text).toContain('Ce n’est pas un numéro de téléphone');
    expect((await app.api('GET', path('page-1'))).status).toBe(404);
    await app.asAdmin('POST', '/customers/import', { text, format: 'csv', act: 'import' });
    expect((await app.api('GET', path('page-1'))).body.phone).toBe('+33612345670');
  });

  it('opts out, in and erases from a person’s page', async () => {
    const { body } = await put(aName(), { phone: '06 66 77 88 99' });
    expect((await app.asAdmin('POST', `/customers/${body.id}/opt-out/sms`, {})).status).toBe(303);
    expect((await app.api('GET', path(body.externalId))).body.reach.sms).toBe('opted-out');
    expect((await app.asAdmin('POST', `/customers/${body.id}/opt-in/sms`, {})).status).toBe(303);
    expect((await app.api('GET', path(body.externalId))).body.reach.sms).toBe('ok');
    expect((await app.asAdmin('POST', `/customers/${body.id}/erase`, {})).status).toBe(303);
    expect((await app.api('GET', path(body.externalId))).status).toBe(404);
  });

  it('lists the stores', async () => {
    const site = {
      key: 'lyon-2',
      name: 'Lyon Part-Dieu',
      region: null,
      country: 'FR',
      holidayRegion: null,
      timeZone: 'Europe/Paris',
      position: 1,
      brand: null,
    };
    await app.get(SitesService).save(site);
    await app.get(SitesService).save({ ...site, name: 'Lyon 2' });
    expect(await app.get(SitesService).all()).toEqual([{ ...site, name: 'Lyon 2' }]);
    expect((await app.asAdmin('GET', '/settings/sites')).text).toContain('Lyon 2');
  });
});
