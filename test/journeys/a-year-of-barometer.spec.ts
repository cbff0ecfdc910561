import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import { estimateByHand, pByHand, Z, type Estimated } from './support/estimates-by-hand.ts';
import { startPlatform, type Platform } from './support/platform.ts';

const BASE = 12_000;
const PER_WAVE = 3_000;
const SEGMENTS = ['standard', 'standard', 'standard', 'premium', 'pro'] as const;
type Segment = (typeof SEGMENTS)[number];

/** How people of each segment live: of a hundred, how many answer, how many promote and detract before the summer. */
const LIVES: Readonly<Record<Segment, { answer: number; promote: number; detract: number }>> = {
  standard: { answer: 7, promote: 30, detract: 34 },
  premium: { answer: 18, promote: 58, detract: 20 },
  pro: { answer: 10, promote: 18, detract: 48 },
};
/** From the third wave on so many more of a hundred promote, and fewer detract: something was mended. */
const MENDED = 20;
const MENDED_FROM = 3;
const AT_ONCE = 8;
const DAY_MS = 86_400_000;
/** From the first moment of a wave: its two weeks of batches are over, and it is eleven o'clock. */
const AFTER_BATCHES_MS = 14 * DAY_MS + 11 * 3_600_000;

interface Plan {
  readonly base: number;
  readonly eligible: number;
  readonly waves: readonly { readonly number: number; readonly sample: number }[];
  readonly opening: { readonly wave: number; readonly at: string };
}

interface Wave {
  readonly state: string;
  readonly sample: number;
  readonly invited: number;
  readonly answered: number;
  readonly waiting: number;
  readonly calendar: readonly { readonly day: string; readonly invited: number }[];
}

interface Member {
  readonly customer: string;
  readonly stratum: Segment;
  readonly invitation: string;
}

interface Results {
  readonly asked: number;
  readonly n: number;
  readonly weighting: { readonly method: string; readonly effectiveN: number };
  readonly figures: readonly {
    readonly key: string;
    readonly score: number;
    readonly ci: readonly [number, number];
    readonly standardError: number;
    readonly change: { readonly change: number; readonly ci: readonly [number, number]; readonly p: number } | null;
  }[];
  readonly groups: readonly {
    readonly key: Segment;
    readonly n: number;
    readonly population: number;
    readonly responseRate: number;
  }[];
}

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
  await platform.api('PUT', '/api/v1/questionnaires/barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' }, required: true }],
  });
  const stopped = await platform.api('POST', '/api/v1/operations/pauses', { scope: 'all', reason: 'carried by hand' });
  expect(stopped.status).toBeLessThan(300);
  const lines = Array.from({ length: BASE }, (_, n) =>
    JSON.stringify({ externalId: `c-${n}`, email: `c-${n}@example.com`, segment: segmentOf(n) }),
  );
  const { body } = await platform.api<{ created: number }>('POST', '/api/v1/customers/import', lines.join('\n'), {
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(body.created).toBe(BASE);
}, 300_000);

afterAll(() => platform.close(), 120_000);

function segmentOf(n: number): Segment {
  return SEGMENTS[n % SEGMENTS.length] ?? 'standard';
}

function populationOf(segment: Segment): number {
  return (BASE * SEGMENTS.filter((one) => one === segment).length) / SEGMENTS.length;
}

/** Of a hundred, always the same for the same person and matter, and for each on its own. */
function lotOf(n: number, matter: number): number {
  let hash = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(matter, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}

/** What a customer thinks in a wave, whether or not anybody asks. */
function opinionOf(n: number, wave: number): number {
  const { promote, detract } = LIVES[segmentOf(n)];
  const mended = wave >= MENDED_FROM ? MENDED : 0;
  const lot = lotOf(n, 2);
  if (lot < promote + mended) return 9 + (lot % 2);
  return lot >= 100 - detract + mended ? lot % 7 : 7 + (lot % 2);
}

const at = <Body>(path: string, method = 'GET') =>
  platform.api<Body>(method, `/api/v1/barometers/yearly${path}`, method === 'GET' ? undefined : {});

async function until(instant: number): Promise<void> {
  await platform.advance(`PT${Math.ceil((instant - platform.now().getTime()) / 60_000)}M`);
}

async function membersOf(n: number): Promise<Member[]> {
  const members: Member[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: { items: Member[]; nextCursor: string | null } } = await at(
      `/waves/${n}/members?limit=500${cursor && `&cursor=${cursor}`}`,
    );
    members.push(...body.items);
    cursor = body.nextCursor;
  }
  return members;
}

/** Those who do answer, a few at a time. @returns what was given, by segment */
async function peopleAnswer(wave: number, members: readonly Member[]): Promise<Map<Segment, number[]>> {
  const invitations = platform.get(InvitationsService);
  const left = members
    .map((one) => ({ ...one, number: Number(one.customer.slice('c-'.length)) }))
    .filter(({ number, stratum }) => lotOf(number, 1) < LIVES[stratum].answer);
  const given = new Map<Segment, number[]>();
  for (const { stratum, number } of left) given.set(stratum, [...(given.get(stratum) ?? []), opinionOf(number, wave)]);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const answers = { answers: { nps: opinionOf(one.number, wave) } };
        const path = `/api/v1/public/surveys/${await invitations.tokenOf(one.invitation)}/answers`;
        const { status } = await platform.api('POST', path, answers, { key: null });
        if (status !== 200) throw new Error(`${one.customer} could not answer: ${status}`);
      }
    }),
  );
  return given;
}

/**
 * Twelve thousand letters are all that this year would wait for. The post is stopped, and what waits for it is given as gone out;
 * that each goes out and arrives once is told where waves survive crashes.
 */
async function lettersAreCarried(): Promise<void> {
  const invitations = platform.get(InvitationsService);
  for (let days = 0; (await count(`invitation where status = 'planned'`)) > 0; days += 1) {
    if (days > 4) throw new Error('The letters are never let out.');
    if (days > 0) await platform.advance('P1D');
    for (let taken = await invitations.claimDue(1_000); taken.length > 0; taken = await invitations.claimDue(1_000))
      await invitations.markSent(taken.map(({ id }) => id));
  }
  await platform.settle();
}

async function count(from: string): Promise<number> {
  const [row] = await platform.get(Database).query<{ n: number }>(`select count(*)::int as n from ${from}`);
  return row?.n ?? 0;
}

/** The wave opens on its day by itself, everybody is asked, some answer. */
async function waveIsLived(n: number): Promise<{ members: Member[]; given: Map<Segment, number[]> }> {
  const { body: plan } = await at<Plan>('/plan', 'POST');
  expect(plan.opening.wave).toBe(n);
  await until(Date.parse(plan.opening.at) + AFTER_BATCHES_MS);
  await lettersAreCarried();
  expect((await at(`/waves/${n}/open`, 'POST')).status).toBe(409);
  const members = await membersOf(n);
  const given = await peopleAnswer(n, members);
  await platform.settle();
  const answered = [...given.values()].flat().length;
  const { body: wave } = await at<Wave>(`/waves/${n}`);
  expect(wave).toMatchObject({ state: 'open', sample: PER_WAVE, invited: PER_WAVE - answered, answered, waiting: 0 });
  expect(wave.calendar.length).toBeGreaterThanOrEqual(9);
  return { members, given };
}

/** Everything a wave says, against what is worked out here from the answers that were given. */
function checkResults(
  found: Results,
  members: readonly Member[],
  given: Map<Segment, number[]>,
  before: Estimated | null,
) {
  const strata = [...given].map(([key, scores]) => ({ key, scores, population: populationOf(key) }));
  const expected = estimateByHand(strata);
  expect(found).toMatchObject({ asked: PER_WAVE, n: expected.n, weighting: { method: 'cells' } });
  expect(found.weighting.effectiveN).toBeCloseTo(expected.nEffective, 6);
  const [nps] = found.figures;
  expect(nps?.key).toBe('nps');
  expect(nps?.score).toBeCloseTo(expected.score, 6);
  expect(nps?.standardError).toBeCloseTo(expected.se, 6);
  for (const end of [0, 1] as const) expect(nps?.ci[end]).toBeCloseTo(expected.ci[end], 6);
  expect(found.groups.map(({ key }) => key).sort()).toEqual(['premium', 'pro', 'standard']);
  for (const { key, n, responseRate, population } of found.groups) {
    const asked = members.filter(({ stratum }) => stratum === key).length;
    expect([key, n, population, asked]).toEqual([
      key,
      given.get(key)?.length,
      populationOf(key),
      populationOf(key) / 4,
    ]);
    expect(responseRate).toBeCloseTo((given.get(key)?.length ?? 0) / asked, 10);
  }
  const change = nps?.change ?? null;
  if (!before) expect(change).toBeNull();
  else {
    const moved = expected.score - before.score;
    const se = Math.hypot(expected.opinionSe, before.opinionSe);
    expect(change?.change).toBeCloseTo(moved, 6);
    expect(change?.ci[0]).toBeCloseTo(moved - Z * se, 6);
    expect(change?.ci[1]).toBeCloseTo(moved + Z * se, 6);
    expect(change?.p).toBeCloseTo(pByHand(moved / se), 6);
  }
  return { expected, isSure: (change?.p ?? 1) < 0.01 };
}

it('asks twelve thousand customers three thousand a quarter, nobody twice, and reads what all of them think', async () => {
  const { status } = await platform.api('PUT', '/api/v1/barometers/yearly', {
    ...{ name: 'Baromètre annuel', questionnaire: 'barometer', channels: ['email'], population: {}, wavesPerCycle: 4 },
    ...{ target: { perWave: PER_WAVE }, strata: ['segment'], seed: 'a-year', spreadDays: 14, opening: 'by-itself' },
    start: platform.now().toISOString().slice(0, 10),
  });
  expect(status).toBe(200);
  const { body: plan } = await at<Plan>('/plan', 'POST');
  expect([plan.base, plan.eligible]).toEqual([BASE, BASE]);
  expect(plan.waves.map(({ sample }) => sample)).toEqual([PER_WAVE, PER_WAVE, PER_WAVE, PER_WAVE]);
  for (const [role, told] of [
    ['analyst', true],
    ['agent', false],
  ] as const) {
    const { text } = await (await platform.signIn(role)).get('/cockpit');
    expect([role, text.includes('Baromètre annuel, vague 1')]).toEqual([role, told]);
  }

  const everybody = new Set<string>();
  let before: Estimated | null = null;
  for (const n of [1, 2, 3, 4]) {
    const { members, given } = await waveIsLived(n);
    expect(members).toHaveLength(PER_WAVE);
    for (const { customer } of members) everybody.add(customer);
    await platform.advance('P20D');
    expect((await at<Wave>(`/waves/${n}`)).body.state).toBe('closed');
    const { body: found } = await at<Results>(`/waves/${n}/results`);
    const { expected, isSure } = checkResults(found, members, given, before);
    expect([n, isSure]).toEqual([n, n === MENDED_FROM]);
    before = expected;
  }
  expect(everybody.size).toBe(BASE);

  expect(await count('invitation where sent_at is not null')).toBe(BASE);
  expect(await count('(select from invitation where sent_at is not null group by customer_id) as people')).toBe(BASE);

  const { body: next } = await at<Plan>('/plan', 'POST');
  expect(next.waves.map(({ number }) => number)).toEqual([5, 6, 7, 8]);
  expect(next.eligible).toBe(BASE);
}, 900_000);
