import { CustomersModule } from '#customers';
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

describe('PUT /api/v1/customers/{externalId}', () => {
  it('gives back the customer with contact points in their usual form', async () => {
    const externalId = aName();
    const answer = await put(externalId, {
      firstName: 'Léa',
      lastName: 'Martin',
      phone: '06.12.34.56.78',
      email: ' Lea@Example.test ',
      locale: 'fr_FR',
      timeZone: 'Indian/Reunion',
      country: 're',
      segment: 'gold',
      vip: true,
      site: 'lyon-2',
      since: '2024-02-29',
      attributes: { basket: 129.9 },
      consents: { sms: true },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      externalId,
      phone: '+33612345678',
      email: 'Lea@example.test',
      locale: 'fr-FR',
      country: 'RE',
      since: '2024-02-29',
      attributes: { basket: 129.9 },
      consents: { sms: true, email: null },
      optedOut: { sms: false, email: false },
      reach: { sms: 'ok', email: 'ok' },
    });
    expect((await app.api('GET', path(externalId))).body).toEqual(answer.body);
  });

  it('takes an external id with any sign in it', async () => {
    for (const externalId of ['a/b', 'é ü', "o'neil", '100%', '客户']) {
      expect((await put(externalId, { firstName: 'X' })).body).toMatchObject({ externalId });
      expect((await app.api('GET', path(externalId))).status).toBe(200);
    }
  });

  it.each([
    [{ phone: '06 12 34 56 7' }, 'phone', 'phone-invalid'],
    [{ phone: 612345678 }, 'phone', 'wrong-type'],
    [{ email: 'lea@' }, 'email', 'email-invalid'],
    [{ firstName: 'x'.repeat(101) }, 'firstName', 'too-long'],
    [{ lastName: 'a\u0000b' }, 'lastName', 'control-characters'],
    [{ segment: '\ud800' }, 'segment', 'wrong-encoding'],
    [{ locale: 'français' }, 'locale', 'locale-invalid'],
    [{ timeZone: 'Paris' }, 'timeZone', 'timezone-invalid'],
    [{ timeZone: '+02:00' }, 'timeZone', 'timezone-invalid'],
    [{ country: 'FRA' }, 'country', 'too-long'],
    [{ country: 'XX' }, 'country', 'country-invalid'],
    [{ since: '2026-02-30' }, 'since', 'since-invalid'],
    [{ vip: 'yes' }, 'vip', 'wrong-type'],
    [{ consents: { sms: 'yes' } }, 'consents.sms', 'wrong-type'],
    [{ consents: { fax: true } }, 'consents.fax', 'unknown-field'],
    [{ attributes: [] }, 'attributes', 'wrong-type'],
    [{ attributes: { a: 'x\u0007' } }, 'attributes.a', 'control-characters'],
    [{ attributes: { a: { b: { c: { d: {} } } } } }, 'attributes.a.b.c.d', 'too-deep'],
    [{ surname: 'Martin' }, 'surname', 'unknown-field'],
    [{ externalId: 'other' }, 'externalId', 'not-the-address'],
  ])('refuses %j, naming %s', async (body, field, code) => {
    const externalId = aName();
    const answer = await put(externalId, body);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body.errors).toMatchObject([{ path: field, code }]);
    expect((await app.api('GET', path(externalId))).status).toBe(404);
  });

  it('names all bad fields at once', async () => {
    const { body } = await put(aName(), { phone: '1', email: '1', country: 'XX', more: 1 });
    expect(body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'country',
      'email',
      'more',
      'phone',
    ]);
  });

  it.each([[[]], ['text'], [null], [7]])('refuses a body that is %j', async (body) => {
    const answer = await app.api('PUT', path(aName()), JSON.stringify(body), { 'content-type': 'application/json' });
    expect(answer.status).toBe(422);
  });

  it.each(['%00', 'x'.repeat(129), '%20'])('refuses the external id %s', async (externalId) => {
    expect([404, 422]).toContain((await app.api('PUT', `/api/v1/customers/${externalId}`, {})).status);
    expect((await app.api('GET', `/api/v1/customers/${externalId}`)).status).toBe(404);
  });
});

describe('opt-outs, export and erasure', () => {
  it('opts out and in again, by channel', async () => {
    const externalId = aName();
    await put(externalId, { phone: '06 22 33 44 55', email: `${externalId}@example.test` });
    const out = await app.api('PUT', path(externalId, '/opt-outs'), { channel: 'sms', optedOut: true });
    expect(out).toMatchObject({ status: 200, body: { optedOut: { sms: true, email: false } } });
    expect((await app.api('GET', path(externalId))).body.reach).toEqual({ sms: 'opted-out', email: 'ok' });
    await app.api('PUT', path(externalId, '/opt-outs'), { channel: 'sms', optedOut: false });
    expect((await app.api('GET', path(externalId))).body.reach).toEqual({ sms: 'ok', email: 'ok' });
    expect((await app.api('PUT', path(externalId, '/opt-outs'), { channel: 'fax', optedOut: true })).status).toBe(422);
    expect((await app.api('PUT', path('nobody', '/opt-outs'), { channel: 'sms', optedOut: true })).status).toBe(404);
  });

  it('forgets', async () => {
    const externalId = aName();
    await put(externalId, { firstName: 'Zoé', email: `${externalId}@example.test` });
    expect((await app.api('DELETE', path(externalId))).status).toBe(204);
    expect((await app.api('GET', path(externalId))).status).toBe(404);
    expect((await app.api('DELETE', path(externalId))).status).toBe(404);
    expect((await put(externalId, { firstName: 'Zoé' })).body.email).toBeNull();
  });
});
