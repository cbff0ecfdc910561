import { Database } from '#platform/database';
import { startPlatform, type Platform } from './support/platform.ts';

const BASE = 12_000;
const PER_WAVE = 3_000;
const SEGMENTS = ['standard', 'standard', 'standard', 'premium', 'pro'];

interface Plan {
  readonly base: number;
  readonly eligible: number;
  readonly waves: readonly { readonly number: number; readonly sample: number }[];
}

interface Wave {
  readonly state: string;
  readonly sample: number;
  readonly invited: number;
  readonly waiting: number;
  readonly calendar: readonly { readonly day: string; readonly invited: number }[];
}

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
  await platform.api('PUT', '/api/v1/questionnaires/barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' }, required: true }],
  });
  const lines = Array.from({ length: BASE }, (_, n) =>
    JSON.stringify({ externalId: `c-${n}`, email: `c-${n}@example.com`, segment: SEGMENTS[n % SEGMENTS.length] }),
  );
  const { body } = await platform.api<{ created: number }>('POST', '/api/v1/customers/import', lines.join('\n'), {
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(body.created).toBe(BASE);
}, 300_000);

afterAll(() => platform.close(), 120_000);

const at = <Body>(path: string, method = 'GET') =>
  platform.api<Body>(method, `/api/v1/barometers/yearly${path}`, method === 'GET' ? undefined : {});

async function membersOf(n: number): Promise<string[]> {
  const members: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: { items: { customer: string }[]; nextCursor: string | null } } = await at(
      `/waves/${n}/members?limit=500${cursor && `&cursor=${cursor}`}`,
    );
    members.push(...body.items.map(({ customer }) => customer));
    cursor = body.nextCursor;
  }
  return members;
}

it('asks twelve thousand customers three thousand a quarter, and nobody twice', async () => {
  const { status } = await platform.api('PUT', '/api/v1/barometers/yearly', {
    name: 'Baromètre annuel',
    questionnaire: 'barometer',
    channels: ['email'],
    population: {},
    wavesPerCycle: 4,
    target: { perWave: PER_WAVE },
    strata: ['segment'],
    seed: 'a-year',
    start: platform.now().toISOString().slice(0, 10),
    spreadDays: 28,
  });
  expect(status).toBe(200);
  const { body: plan } = await at<Plan>('/plan', 'POST');
  expect([plan.base, plan.eligible]).toEqual([BASE, BASE]);
  expect(plan.waves.map(({ sample }) => sample)).toEqual([PER_WAVE, PER_WAVE, PER_WAVE, PER_WAVE]);

  const everybody = new Set<string>();
  for (const n of [1, 2, 3, 4]) {
    expect((await at(`/waves/${n}/open`, 'POST')).status).toBe(200);
    expect((await at(`/waves/${n}/open`, 'POST')).status).toBe(409);
    for (let week = 0; week < 5; week += 1) await platform.advance('P7D');
    const { body: wave } = await at<Wave>(`/waves/${n}`);
    expect(wave).toMatchObject({ state: 'open', sample: PER_WAVE, invited: PER_WAVE, waiting: 0 });
    expect(wave.calendar.length).toBeGreaterThanOrEqual(20);
    const members = await membersOf(n);
    expect(members).toHaveLength(PER_WAVE);
    for (const customer of members) everybody.add(customer);
    await platform.advance('P56D');
    expect((await at<Wave>(`/waves/${n}`)).body.state).toBe('closed');
  }
  expect(everybody.size).toBe(BASE);

  const db = platform.get(Database);
  const [sent] = await db.query<{ messages: number; people: number }>(
    `select count(*)::int as messages, count(distinct customer_id)::int as people from invitation where sent_at is not null`,
  );
  expect(sent).toEqual({ messages: BASE, people: BASE });

  const { body: next } = await at<Plan>('/plan', 'POST');
  expect(next.waves.map(({ number }) => number)).toEqual([5, 6, 7, 8]);
  expect(next.eligible).toBe(BASE);
}, 1_800_000);
