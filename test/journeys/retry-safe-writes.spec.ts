import { startPlatform, type Platform } from './support/platform.ts';

const IMPORT = '/api/v1/customers/import';
const BATCH = '/api/v1/interactions/batch';

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
}, 120_000);

afterAll(() => platform.close());

const importOne = (id: string, key: string) =>
  platform.api<{ created: number }>('POST', IMPORT, `externalId,firstName\n${id},Léa\n`, {
    headers: { 'content-type': 'text/csv', 'idempotency-key': key },
  });

const batch = (items: object[], headers: Record<string, string>) => platform.api('POST', BATCH, { items }, { headers });

describe('a write with an Idempotency-Key', () => {
  it('has one effect and one answer, however often it is sent', async () => {
    const first = await importOne('c1', 'import-1');
    expect([first.status, first.body.created]).toEqual([200, 1]);
    expect((await importOne('c1', 'import-1')).body).toEqual(first.body);
    expect((await importOne('c1', 'import-2')).body.created).toBe(0);
  });

  it('has one effect when it is sent five times at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => importOne('c2', 'import-at-once')));
    expect(answers.map(({ body }) => body.created)).toEqual([1, 1, 1, 1, 1]);
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
    expect((await batch([{ id: 'c' }], { 'idempotency-key': 'import-1' })).status).toBe(200);
  });

  it.each([
    ['empty', ''],
    ['no ASCII', 'café'],
    ['too long', 'x'.repeat(201)],
  ])('is refused when its key is %s', async (_, key) => {
    expect((await batch([{ id: 'a' }], { 'idempotency-key': key })).status).toBe(400);
  });
});
