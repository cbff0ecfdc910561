import { createHmac } from 'node:crypto';
import { CustomersModule, CustomersService } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { Database } from '#platform/database';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';
import { ConnectorsIntake } from './connectors-intake.service.ts';
import { ConnectorsService } from './connectors.service.ts';
import type { ConnectorKind } from './rules/connector.ts';
import { READY } from './rules/ready-mappings.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule);
  await app.get(SurveysService).publishVersion('csat', {
    ...{ name: 'Visite', temperature: 'hot' },
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  for (const key of ['after-sales', 'first-order', 'call', 'delivery', 'store-visit']) {
    const touchpoint = { name: { fr: key }, questionnaire: 'csat', channels: ['sms', 'email'], maxAge: 'P3D' };
    expect((await app.api('PUT', `/api/v1/touchpoints/${key}`, touchpoint)).body).toMatchObject({ key });
  }
}, 60_000);

afterAll(() => app.close());

const connectors = () => app.get(ConnectorsService);
async function aConnector(kind: ConnectorKind, key = `${kind}-${++made}`) {
  await connectors().add({ key, name: key, kind });
  return connectors().byKey(key);
}
let made = 0;

/** As the other system would send it, with its own proof. */
function send(
  connector: { key: string; kind: ConnectorKind; secret: string },
  payload: object,
  secret = connector.secret,
) {
  const { pathname } = new URL(`/webhooks/in/${connector.key}`, app.base);
  const body = JSON.stringify(payload);
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
  const now = new Date();
  const headers: Record<ConnectorKind, Record<string, string>> = {
    zendesk: {
      'x-zendesk-webhook-signature': hmac(`${now.toISOString()}${body}`),
      'x-zendesk-webhook-signature-timestamp': now.toISOString(),
    },
    shopify: { 'x-shopify-hmac-sha256': hmac(body) },
    hubspot: {
      'x-hubspot-signature-v3': hmac(`POSThttp://localhost:3000${pathname}${body}${now.getTime()}`),
      'x-hubspot-request-timestamp': String(now.getTime()),
    },
    salesforce: { authorization: `Bearer ${secret}` },
    custom: { authorization: `Bearer ${secret}` },
  };
  return app.api('POST', pathname, body, { 'content-type': 'application/json', ...headers[connector.kind] });
}
const outcomes = async (key: string) =>
  (await connectors().all()).find((one) => one.key === key)?.latest?.outcome ?? null;

describe('a connector', () => {
  it.each(['zendesk', 'hubspot', 'salesforce', 'shopify', 'custom'] as const)(
    'records what %s sends, once however often',
    async (kind) => {
      const connector = await aConnector(kind);
      const { sample } = READY[kind];
      const first = await send(connector, sample as object);
      expect(first).toMatchObject({ status: 202, body: { recorded: 1, repeated: 0, refused: 0 } });
      const { id } = first.body.items[0];
      expect((await app.api('GET', `/api/v1/interactions/${encodeURIComponent(id)}`)).status).toBe(200);
      expect((await send(connector, sample as object)).body).toMatchObject({ recorded: 0, repeated: 1 });
      expect(await outcomes(connector.key)).toBe('recorded');
    },
  );

  it.each(['zendesk', 'hubspot', 'salesforce', 'shopify', 'custom'] as const)(
    'takes nothing from who does not know its secret (%s)',
    async (kind) => {
      const connector = await aConnector(kind);
      expect((await send(connector, READY[kind].sample as object, 'another secret')).status).toBe(403);
      const plain = { 'content-type': 'application/json', authorization: '' };
      expect((await app.api('POST', `/webhooks/in/${connector.key}`, '{}', plain)).status).toBe(403);
      expect(await outcomes(connector.key)).toBeNull();
    },
  );

  it('keeps a payload that it refuses, with the reasons, and takes it again once the mapping is right', async () => {
    const connector = await aConnector('custom');
    const payload = { reference: 'again-1', when: '2026-03-02T10:15:00Z', client: { number: 'c-again' } };
    const refused = await send(connector, payload);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ path: 'items.0.occurredAt', code: 'required' }]);
    const mapping = connector.mapping.replace('"occurredAt": at', '"occurredAt": when');
    await connectors().change(connector.key, 1, { name: 'Caisse', mapping, active: true, secret: null });
    const [kept] = await deliveries(connector.id);
    expect(
      (await app.asAdmin('POST', `/settings/connectors/${connector.key}/payloads/${kept?.id}/again`, {})).status,
    ).toBe(303);
    expect(await outcomes(connector.key)).toBe('recorded');
    expect((await app.api('GET', '/api/v1/interactions/again-1')).status).toBe(200);
  });

  it('ignores what its mapping makes nothing of', async () => {
    const connector = await aConnector('zendesk');
    expect(await send(connector, { ticket: { id: '1', status: 'Open' } })).toMatchObject({
      status: 202,
      body: { items: [] },
    });
    expect(await outcomes(connector.key)).toBe('ignored');
  });

  it('spoils no good interaction for a bad one', async () => {
    const connector = await aConnector('custom');
    const mapping = 'list.{ "id": id, "touchpoint": t, "occurredAt": $receivedAt, "customer": { "externalId": id } }';
    await connectors().change(connector.key, 1, { name: 'Lot', mapping, active: true, secret: null });
    const list = [{ id: 'lot-1', t: 'call' }, { id: 'lot-2', t: 'nowhere' }, { t: 'call' }];
    const answer = await send(connector, { list });
    expect(answer).toMatchObject({ status: 202, body: { recorded: 1, refused: 2 } });
    expect(answer.body.items.map(({ status }: { status: number }) => status)).toEqual([202, 422, 422]);
  });

  it('is refused a mapping that cannot be read, and a change of what somebody else has changed', async () => {
    const { key } = await aConnector('custom');
    const input = { name: 'Caisse', mapping: '{"id": ', active: true, secret: null };
    await expect(connectors().change(key, 1, input)).rejects.toMatchObject({ status: 422 });
    await connectors().change(key, 1, { ...input, mapping: '{}' });
    await expect(connectors().change(key, 1, { ...input, mapping: 'a' })).rejects.toMatchObject({ status: 409 });
  });

  it('answers 404 where there is none, 410 where it is off, 415 to no JSON', async () => {
    const connector = await aConnector('custom');
    const plain = { 'content-type': 'text/plain', authorization: `Bearer ${connector.secret}` };
    expect((await app.api('POST', `/webhooks/in/${connector.key}`, 'hello', plain)).status).toBe(415);
    await connectors().change(connector.key, 1, { name: 'x', mapping: '{}', active: false, secret: null });
    expect((await send(connector, {})).status).toBe(410);
    expect((await app.api('POST', '/webhooks/in/nobody', {}, {})).status).toBe(404);
  });

  it('keeps no payload that names an erased customer', async () => {
    const connector = await aConnector('shopify');
    await send(connector, { ...(READY.shopify.sample as object), id: 77, customer: { id: 770, first_name: 'Zoé' } });
    expect(await deliveries(connector.id)).toHaveLength(1);
    const customer = await app.get(CustomersService).byExternalId('shopify-770');
    await app.get(ConnectorsIntake).forget([customer?.id ?? '']);
    expect(await deliveries(connector.id)).toEqual([]);
  });
});

describe('POST /api/v1/interactions/import', () => {
  const importing = (text: string, query = '') =>
    app.api('POST', `/api/v1/interactions/import${query}`, text, { 'content-type': 'text/csv' });
  const HEAD = 'id;touchpoint;occurred_at;customer.external_id;customer.phone;measures.waitSeconds\n';
  const now = new Date().toISOString();

  it('records each line with its decision, and refuses bad ones by their number', async () => {
    const file = `${HEAD}f-1;call;${now};fc-1;06 98 01 00 01;12\nf-2;nowhere;${now};fc-2;;\nf-3;call;yesterday;fc-3;;x\n`;
    const { status, body } = await importing(file);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { recorded: 1, repeated: 0, refused: 2, outcomes: { scheduled: 1 } },
    });
    expect(body.errors).toMatchObject([
      { line: 3, errors: [{ path: 'touchpoint' }] },
      { line: 4, errors: [{ path: 'occurredAt' }, { path: 'measures.waitSeconds' }] },
    ]);
    expect((await importing(file)).body).toMatchObject({ recorded: 0, repeated: 1, refused: 2 });
  });

  it('says who would be asked in a dry run, and writes nothing', async () => {
    const file = `${HEAD}dry-1;call;${now};fd-1;06 98 01 00 02;\n`;
    expect((await importing(file, '?dryRun=true')).body).toMatchObject({ recorded: 1, outcomes: { scheduled: 1 } });
    expect((await app.api('GET', '/api/v1/interactions/dry-1')).status).toBe(404);
    expect((await importing(file)).body).toMatchObject({ recorded: 1 });
  });
});

async function deliveries(connector: string): Promise<{ id: string }[]> {
  return app.get(Database).query('select id from connector_delivery where connector = $1', [connector]);
}
