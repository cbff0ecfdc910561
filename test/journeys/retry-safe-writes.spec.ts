import type { Platform } from './support/platform.ts';
import { openShop } from './support/shop.ts';

const IMPORT = '/api/v1/customers/import';
const BATCH = '/api/v1/interactions/batch';

let platform: Platform;

beforeAll(async () => {
  ({ platform } = await openShop());
}, 120_000);

afterAll(() => platform.close());

const importFile = (ids: readonly string[]) =>
  platform.api<{ created: number; updated: number }>(
    'POST',
    IMPORT,
    `externalId,firstName\n${ids.join(',Léa\n')},Léa\n`,
    {
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'import-1' },
    },
  );

const batch = (items: object[], headers: Record<string, string>) =>
  platform.api<{ results: { status: number }[] }>('POST', BATCH, { items }, { headers });

const visit = (id: string) => ({
  ...{ id, touchpoint: 'store-visit', occurredAt: platform.now().toISOString() },
  customer: { externalId: 'c-1', phone: '06 12 34 56 78' },
});

describe('a write with an Idempotency-Key', () => {
  it('has one effect and one answer, however often it is sent', async () => {
    const headers = { 'idempotency-key': 'visit-1' };
    const body = visit('v-1');
    const first = await batch([body], headers);
    expect(first.body.results).toMatchObject([{ status: 202 }]);
    expect((await batch([body], {})).body.results).toMatchObject([{ status: 200 }]);
    expect((await batch([body], headers)).body).toEqual(first.body);
  });

  it('has one effect when it is sent five times at once', async () => {
    const body = visit('v-2');
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => batch([body], { 'idempotency-key': 'at-once' })));
    expect(answers.map((answer) => answer.body.results[0]?.status)).toEqual([202, 202, 202, 202, 202]);
  });

  it('is read whole each time when it is a file: its lines have ids of their own', async () => {
    expect((await importFile(['c-a'])).body).toMatchObject({ created: 1 });
    expect((await importFile(['c-b', 'c-c'])).body).toMatchObject({ created: 2 });
    expect((await importFile(['c-b', 'c-c'])).body).toMatchObject({ created: 0 });
    expect((await platform.api('GET', '/api/v1/customers/c-c')).status).toBe(200);
  });

  it('is a conflict when another body comes with the same key', async () => {
    const headers = { 'idempotency-key': 'batch-1' };
    expect((await batch([{ id: 'a' }], headers)).status).toBe(200);
    expect((await batch([{ id: 'b' }], headers)).body).toMatchObject({
      status: 409,
      type: 'urn:chaudfroid:problem:idempotency-key-reused',
    });
  });

  it('may be sent again after it was refused: nothing was kept', async () => {
    const headers = { 'idempotency-key': 'batch-2' };
    expect((await batch('none' as never, headers)).status).toBe(422);
    expect((await batch([{ id: 'a' }], headers)).status).toBe(200);
  });

  it('is its own when another key or another route uses the same word', async () => {
    const headers = { 'idempotency-key': 'visit-1' };
    expect((await platform.api('POST', '/api/v1/interactions', visit('v-3'), { headers })).status).toBe(202);
  });

  it.each([
    ['empty', ''],
    ['no ASCII', 'café'],
    ['too long', 'x'.repeat(201)],
  ])('is refused when its key is %s', async (_, key) => {
    expect((await batch([{ id: 'a' }], { 'idempotency-key': key })).status).toBe(400);
  });
});
