import { Database } from '#platform/database';
import { openShop, surveyIn, type Shop } from './support/shop.ts';

const ZELIE = {
  externalId: 'c-zelie-oubliee',
  firstName: 'Zélie',
  lastName: 'Quenouille',
  phone: '06 39 98 12 34',
  email: 'zelie.quenouille@example.test',
  locale: 'fr',
  attributes: { loyalty: 'carte-zeq-7781' },
};
const COMMENT = 'La caisse sept était en panne, le papillonnage a été interminable.';
/** Each would tell who she is or what she said. */
const TRACES = [
  'c-zelie-oubliee',
  'Quenouille',
  'Zélie',
  '639981234',
  'zelie.quenouille',
  'zeq-7781',
  'papillonnage',
  'Zélie Q.',
];
/** What stands for the world outside: a phone and a mailbox keep what they got. */
const OUTSIDE = ['sandbox_message'];

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
  await shop.visit(ZELIE);
  const [message] = await shop.messagesTo('+33639981234');
  if (!message) throw new Error('She was not asked.');
  const path = `/api/v1/public/surveys/${surveyIn(message).split('/').at(-1)}/answers`;
  const answers = { csat: 2, comment: COMMENT, contact: true, publish: { displayName: 'Zélie Q.' } };
  const { status } = await shop.platform.api('POST', path, { answers, complete: true }, { key: null });
  if (status !== 200) throw new Error(`The answer was answered with ${status}.`);
  await shop.text('+33639981234', 'papillonnage encore');
  const { body } = await shop.platform.api<{ items: { id: string }[] }>('GET', '/api/v1/reviews?status=pending');
  await shop.platform.api('POST', `/api/v1/reviews/${body.items[0]?.id}/publish`);
}, 120_000);

afterAll(() => shop.close());

/** Every table that holds one of these somewhere, unsealed. */
async function tablesWith(traces: readonly string[]): Promise<string[]> {
  const db = shop.platform.get(Database);
  const tables = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    if (OUTSIDE.includes(name)) continue;
    const rows = await db.query<{ row: string }>(
      `select t::text as row from "${name}" t where exists (select from unnest($1::text[]) trace where t::text ilike '%' || trace || '%')`,
      [traces],
    );
    for (const { row } of rows) found.push(`${name}: ${row.slice(0, 300)}`);
  }
  return found;
}

const exported = () =>
  shop.platform.api<Record<string, unknown[]>>('GET', `/api/v1/customers/${ZELIE.externalId}/export`);
const published = async () =>
  (await shop.platform.api<{ items: { text: string }[]; summary: { count: number } }>('GET', '/api/v1/public/reviews'))
    .body;

describe('a customer', () => {
  it('is given all that is kept of them, whatever station keeps it', async () => {
    const { status, body } = await exported();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { firstName: 'Zélie', email: 'zelie.quenouille@example.test' },
      interactions: [{ touchpoint: 'store-visit', decision: { outcome: 'scheduled' } }],
      invitations: [{ status: 'answered', channel: 'sms' }],
      answers: [{ comment: COMMENT, submissions: [{ takenFor: 'person' }] }],
      cases: [{ status: 'new' }],
      reviews: [{ displayName: 'Zélie Q.', status: 'published' }],
    });
    const texts = (body['messages'] as { direction: string; text: string }[]).map(({ direction, text }) => [
      direction,
      text,
    ]);
    expect(texts).toEqual(
      expect.arrayContaining([
        ['to', expect.stringContaining('/s/')],
        ['from', 'papillonnage encore'],
      ]),
    );
  });

  it('can be given it as a file by those in charge, and by nobody else', async () => {
    const { body } = await shop.platform.api<{ id: string }>('GET', `/api/v1/customers/${ZELIE.externalId}`);
    const supervisor = await shop.platform.signIn('supervisor');
    const file = await supervisor.get(`/customers/${body.id}/export`);
    expect([file.status, file.text]).toEqual([200, expect.stringContaining('Quenouille')]);
    expect((await (await shop.platform.signIn('agent')).get(`/customers/${body.id}/export`)).status).toBe(403);
  });

  it('who is erased is nowhere any more, in no table and on no page', async () => {
    expect((await published()).items).toMatchObject([{ text: COMMENT }]);
    expect((await tablesWith(TRACES)).length).toBeGreaterThan(3);
    expect((await shop.platform.api('DELETE', `/api/v1/customers/${ZELIE.externalId}`)).status).toBe(204);
    await shop.platform.settle();
    expect(await tablesWith(TRACES)).toEqual([]);
    expect(await published()).toMatchObject({ items: [], summary: { count: 0 } });
    expect((await exported()).status).toBe(404);
  });

  it('leaves no sealed text behind that the key would open', async () => {
    const left = await shop.platform.get(Database).query(
      `select 'message' as at from message where length(body) > 0 or length(recipient) > 0
       union all select 'inbound' from inbound_message where length(body) > 0 or length(sender) > 0`,
    );
    expect(left).toEqual([]);
  });

  it('keeps the score in the figures', async () => {
    const { body } = await shop.platform.api<{ groups: { n: number }[] }>('GET', '/api/v1/metrics/csat');
    expect(body.groups).toMatchObject([{ n: 1 }]);
  });
});
