import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomersModule, CustomersService } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { Clock } from '#platform/clock';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';
import { ConnectorsService } from './connectors.service.ts';
import type { ConnectorKind } from './rules/connector.ts';

const folder = join(import.meta.dirname, '../../test/data/connectors');
const AT = '2026-03-02T10:15:00.000Z';
const LEA = { firstName: 'Léa', lastName: 'Martin', email: 'lea@example.com', phone: '+33612345678' };

let app: App;

beforeAll(async () => {
  app = await startApp(CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule);
  await app.get(SurveysService).publishVersion('csat', {
    ...{ name: 'Visite', temperature: 'hot' },
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  });
  for (const key of ['after-sales', 'first-order', 'call', 'delivery']) {
    const touchpoint = { name: { fr: key }, questionnaire: 'csat', channels: ['sms', 'email'] };
    expect((await app.api('PUT', `/api/v1/touchpoints/${key}`, touchpoint)).status).toBe(200);
  }
  for (const kind of ['zendesk', 'hubspot', 'salesforce', 'shopify'] as const)
    await app.get(ConnectorsService).add({ key: kind, name: kind, kind });
}, 60_000);

afterAll(() => app.close());

/** Whom a payload names, as we know them now. */
async function knownAs(externalId: string) {
  const customers = app.get(CustomersService);
  const { id = '', firstName, lastName } = (await customers.byExternalId(externalId)) ?? {};
  const [phone, email] = [await customers.contactPoint(id, 'sms'), await customers.contactPoint(id, 'email')];
  return { firstName, lastName, email, phone };
}

/** As the file is written, byte by byte, under the sender's own signature. */
async function send(kind: Exclude<ConnectorKind, 'custom'>, file: string, change = (text: string) => text) {
  const body = change(readFileSync(join(folder, file), 'utf8'));
  const { secret } = await app.get(ConnectorsService).byKey(kind);
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
  const now = app.get(Clock).now();
  const headers: Record<string, string> = {
    zendesk: {
      'x-zendesk-webhook-signature': hmac(`${now.toISOString()}${body}`),
      'x-zendesk-webhook-signature-timestamp': now.toISOString(),
    },
    hubspot: {
      'x-hubspot-signature-v3': hmac(`POSThttp://localhost:3000/webhooks/in/hubspot${body}${now.getTime()}`),
      'x-hubspot-request-timestamp': String(now.getTime()),
    },
    shopify: { 'x-shopify-hmac-sha256': hmac(body) },
    salesforce: { authorization: `Bearer ${secret}` },
  }[kind];
  return app.api('POST', `/webhooks/in/${kind}`, body, { 'content-type': 'application/json', ...headers });
}

describe('what vendors document', () => {
  it.each([
    ['zendesk', 'zendesk-trigger.json', 'zendesk-40217-20260302101500', 'after-sales', 'zendesk-30411876'],
    [
      'salesforce',
      'salesforce-case.json',
      'salesforce-5007Q00000FbQ2xQAF-20260302101500',
      'call',
      'salesforce-0037Q00000Xc8sRQAR',
    ],
    ['hubspot', 'hubspot-contact.json', 'hubspot-33068263516-20260302101500', 'first-order', 'hubspot-33068263516'],
    ['shopify', 'shopify-order-fulfilled.json', 'shopify-820982911946154508', 'delivery', 'shopify-115310627314723'],
    [
      'zendesk',
      'zendesk-ticket-status-changed.json',
      'zendesk-40218-20260302101500',
      'after-sales',
      'zendesk-30411876',
    ],
  ] as const)('%s: %s is recorded as %s', async (kind, file, id, touchpoint, customer) => {
    expect(await send(kind, file)).toMatchObject({ status: 202, body: { recorded: 1, refused: 0, items: [{ id }] } });
    const { body } = await app.api('GET', `/api/v1/interactions/${id}`);
    expect(body).toMatchObject({ id, touchpoint, customer });
    expect(new Date(body.occurredAt).toISOString()).toBe(AT);
    expect(await knownAs(customer)).toEqual(LEA);
    expect((await send(kind, file)).body).toMatchObject({ recorded: 0, repeated: 1 });
  });

  it.each([
    ['zendesk', 'zendesk-trigger.json', '2026-03-02T10:15:00Z'],
    ['zendesk', 'zendesk-ticket-status-changed.json', '2026-03-02T10:15:00Z'],
    ['salesforce', 'salesforce-case.json', '2026-03-02T10:15:00.000+0000'],
    ['hubspot', 'hubspot-contact.json', '1772446500000'],
  ] as const)('%s: %s that comes again of a later moment is another interaction', async (kind, file, at) => {
    await send(kind, file);
    const later = at.startsWith('2026') ? at.replace('02T', '09T') : '1773051300000';
    const again = await send(kind, file, (text) => text.replaceAll(at, later));
    expect(again).toMatchObject({ status: 202, body: { recorded: 1, refused: 0 } });
  });

  it.each([
    ['zendesk', 'zendesk-trigger.json', '"status": "Solved"', '"status": "Open"'],
    ['zendesk', 'zendesk-trigger.json', '"status": "Solved"', '"status": "Closed"'],
    ['zendesk', 'zendesk-ticket-status-changed.json', '"current": "SOLVED"', '"current": "PENDING"'],
    ['salesforce', 'salesforce-case.json', '"IsClosed": true', '"IsClosed": false'],
    ['shopify', 'shopify-order-fulfilled.json', '"test": false', '"test": true'],
  ] as const)('%s: %s is ignored where %s is %s', async (kind, file, was, is) => {
    expect(await send(kind, file, (text) => text.replace(was, is))).toMatchObject({ status: 202, body: { items: [] } });
  });
});
