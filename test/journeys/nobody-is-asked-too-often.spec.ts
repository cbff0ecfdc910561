import { openShop, type Decision, type Shop } from './support/shop.ts';

interface Result {
  readonly id: string;
  readonly status: number;
  readonly decision?: Decision;
  readonly problem?: { readonly errors?: readonly { readonly path: string }[] };
}

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
}, 120_000);

afterAll(() => shop.close());

const person = (externalId: string, more = {}) => ({ externalId, firstName: 'Léa', locale: 'fr', ...more });
const post = (body: unknown) => shop.platform.api<{ decision: Decision }>('POST', '/api/v1/interactions', body);
const batch = async (items: unknown[]) =>
  (await shop.platform.api<{ results: Result[] }>('POST', '/api/v1/interactions/batch', { items })).body.results;

describe('a second visit', () => {
  const lea = person('p-1', { phone: '06 12 34 50 01' });

  it('is suppressed with the reason, the rule, and the day from which the person may be asked again', async () => {
    expect(await shop.visit(lea)).toMatchObject({ outcome: 'scheduled', reason: null });
    const second = await shop.visit(lea);
    expect(second).toMatchObject({ outcome: 'suppressed', reason: 'pressure', rule: 'quarantine', invitation: null });
    const days = (Date.parse(second.nextEligibleAt ?? '') - shop.platform.now().getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThanOrEqual(30);
    const { body } = await shop.platform.api('GET', '/api/v1/customers/p-1/eligibility?touchpoint=store-visit');
    expect(body).toEqual({
      eligible: false,
      reason: 'pressure',
      rule: 'quarantine',
      nextEligibleAt: second.nextEligibleAt,
    });
  });

  it('counts for everybody who shares the phone, whatever the channel', async () => {
    const cousin = person('p-1-bis', { phone: '+33612345001', email: 'cousin@example.test' });
    expect(await shop.visit(cousin, { touchpoint: 'first-order' })).toMatchObject({
      outcome: 'suppressed',
      reason: 'pressure',
    });
  });

  it('leads to a survey again once that day has come', async () => {
    const { nextEligibleAt } = await shop.visit(lea);
    await shop.moveTo(new Date(nextEligibleAt ?? ''));
    expect(await shop.visit(lea)).toMatchObject({ outcome: 'scheduled' });
    await shop.moveToTuesday();
    expect(await shop.messagesTo('+33612345001')).toHaveLength(2);
  }, 120_000);

  it('is exact when twenty arrive at once', async () => {
    const one = person('p-2', { phone: '06 12 34 50 02' });
    const decisions = await Promise.all(Array.from({ length: 20 }, () => shop.visit(one)));
    expect(decisions.filter(({ outcome }) => outcome === 'scheduled')).toHaveLength(1);
    expect(decisions.filter(({ reason }) => reason === 'pressure')).toHaveLength(19);
  });
});

describe('the same interaction twice', () => {
  it('is one interaction with one answer, also when both arrive at once', async () => {
    const visit = shop.visitOf(person('p-3', { phone: '06 12 34 50 03' }), { id: 'till-once' });
    const answers = await Promise.all([post(visit), post(visit), post(visit)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await shop.messagesTo('+33612345003')).toHaveLength(1);
  });

  it('is a conflict when the body is another, and changes nothing', async () => {
    const visit = shop.visitOf(person('p-3', { phone: '06 12 34 50 03' }), { id: 'till-once', site: null });
    const { status, body, headers } = await post(visit);
    expect([status, headers.get('content-type')]).toEqual([409, expect.stringContaining('application/problem+json')]);
    expect(body).toMatchObject({ status: 409, type: expect.stringContaining('id-reused') });
    const { body: known } = await shop.platform.api('GET', '/api/v1/interactions/till-once');
    expect(known).toMatchObject({ id: 'till-once', site: 'lyon-2' });
  });
});

describe('a batch', () => {
  it('answers each item in order, and one bad item spoils no other', async () => {
    const good = (n: number) => shop.visitOf(person(`b-${n}`, { phone: `06 12 34 51 ${String(n).padStart(2, '0')}` }));
    const [first, last] = [good(1), good(2)];
    const items = [
      first,
      { ...good(3), touchpoint: 'nowhere' },
      { ...good(4), occurredAt: 'yesterday' },
      { ...good(5), customer: { externalId: 'b-5', phone: '12' } },
      'not even an object',
      first,
      { ...first, site: null },
      last,
    ];
    const results = await batch(items);
    expect(results.map(({ status }) => status)).toEqual([202, 422, 422, 422, 422, 200, 409, 202]);
    expect(results[0]?.decision).toEqual(results[5]?.decision);
    const paths = results.slice(1, 4).map(({ problem }) => problem?.errors?.[0]?.path);
    expect(paths).toEqual(['touchpoint', 'occurredAt', 'customer.phone']);
    expect(await shop.messagesTo('+33612345102')).toHaveLength(1);
  });

  it('of five hundred is one answer; of one more, none', async () => {
    const visits = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        shop.visitOf(person(`m-${n % 250}`, { email: `m${n % 250}@example.test` })),
      );
    const results = await batch(visits(500));
    expect(results.filter(({ decision }) => decision?.outcome === 'scheduled')).toHaveLength(250);
    expect(results.filter(({ decision }) => decision?.reason === 'pressure')).toHaveLength(250);
    const { status } = await shop.platform.api('POST', '/api/v1/interactions/batch', { items: visits(501) });
    expect(status).toBe(422);
  });
});

describe('why somebody was not asked', () => {
  it.each([
    ['nobody to reach', person('w-1'), {}, 'no-contact'],
    ['a phone that takes no text, and no mail', person('w-2', { phone: '01 42 68 53 00' }), {}, 'no-contact'],
    ['no wish to be asked', person('w-3', { phone: '06 12 34 52 03', consents: { sms: false } }), {}, 'opted-out'],
    ['it is too long ago', person('w-4', { phone: '06 12 34 52 04' }), { hoursAgo: 73 }, 'stale'],
  ])('%s: is said', async (_, customer, { hoursAgo = 0 }: { hoursAgo?: number }, reason) => {
    const occurredAt = new Date(shop.platform.now().getTime() - hoursAgo * 3_600_000).toISOString();
    expect(await shop.visit(customer, { occurredAt })).toMatchObject({ outcome: 'suppressed', reason });
  });

  it('is kept with every rule that was looked at', async () => {
    const { body } = await shop.platform.api('GET', '/api/v1/customers/w-4/timeline');
    expect(JSON.stringify(body)).toContain('stale');
  });
});
