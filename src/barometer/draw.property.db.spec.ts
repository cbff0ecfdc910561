import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { BarometerStation } from '../../test/support/barometer.ts';
import { draw, lotOf, type Framed } from './rules/draw.ts';

let here: BarometerStation;

beforeAll(async () => {
  here = await BarometerStation.start();
}, 60_000);
afterAll(() => here.station.close());

const WAVES = 3;
const STRATA = ['pro', 'premium', 'rare'];
const crowd = (most: number) => fc.array(fc.integer({ min: 0, max: STRATA.length - 1 }), { maxLength: most });
const lives = fc.record({
  base: fc.array(fc.integer({ min: 0, max: STRATA.length - 1 }), { minLength: 30, maxLength: 90 }),
  seed: fc.stringMatching(/^[a-z0-9|é ]{1,12}$/).filter((seed) => seed.trim() === seed),
  perWave: fc.integer({ min: 1, max: 30 }),
  changes: fc.array(fc.record({ come: crowd(12), leave: fc.integer({ min: 0, max: 9 }) }), {
    minLength: WAVES,
    maxLength: WAVES,
  }),
});

/** The base as the test knows it: external ids and their strata. */
const present = new Map<string, string>();
let known = 0;

async function arrive(come: readonly number[]): Promise<void> {
  const inputs = come.map((at) => ({ externalId: `c-${(known += 1)}`, segment: STRATA[at] ?? 'pro' }));
  await here.customers.upsertMany(
    inputs.map((one) => ({ ...one, email: `${one.externalId}@example.com`, locale: 'fr' })),
  );
  for (const { externalId, segment } of inputs) present.set(externalId, segment);
}

async function leave(rest: number): Promise<void> {
  const gone = [...present.keys()].filter((id) => rest > 0 && Number(id.slice(2)) % 10 === rest);
  for (const id of gone) {
    present.delete(id);
    if (Number(id.slice(2)) % 2 === 0) await here.customers.erase(id);
    else {
      const customer = (await here.customers.byExternalId(id))?.id ?? '';
      await here.customers.optOut({ customer, channel: 'all', source: 'api' });
    }
  }
}

const digestOf = (seed: string, customer: string) =>
  createHash('sha256')
    .update(lotOf(seed, 1, customer))
    .digest('hex')
    .slice(0, 32);

/** The rule's words: drawn from the base as the test knows it, by what the wave wanted of each stratum. */
async function expectedOf(n: number, seed: string, asked: ReadonlySet<string>) {
  const { progress } = await here.reading.wave('base', n);
  const wanted = new Map(progress.strata.map(({ key, sample, reserve }) => [key, { sample, reserve }]));
  const frame: Framed[] = [...present].map(([customer, stratum]) => ({
    ...{ customer, stratum, asked: asked.has(customer), digest: digestOf(seed, customer) },
  }));
  return draw(frame, wanted, n - 1, WAVES);
}

async function drawnOf(n: number): Promise<{ sample: string[]; reserve: string[] }> {
  const rows = await here.db.query<{ digest: string; role: 'sample' | 'reserve' }>(
    `select encode(m.digest, 'hex') as digest, m.role from wave_member m join barometer_wave w on w.id = m.wave_id
     where w.programme_key = 'base' and w.number = $1
     order by m.role desc, case when m.role = 'reserve' then m.stratum else '' end collate "C", m.position`,
    [n],
  );
  const of = (role: string) => rows.filter((row) => row.role === role).map(({ digest }) => digest);
  return { sample: of('sample'), reserve: of('reserve') };
}

it('draws in the database whom the rule draws, while people come and go', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async ({ base, seed, perWave, changes }) => {
      await here.empty();
      present.clear();
      await arrive(base);
      await here.programmes.save('base', {
        ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave } },
        ...{ start: '2027-01-01', strata: ['segment'], spreadDays: 6, seed, wavesPerCycle: WAVES },
      });
      const asked = new Set<string>();
      for (const [at, change] of changes.entries()) {
        if (at > 0) {
          await arrive(change.come);
          await leave(change.leave);
        }
        const opened = await here.waves.open('base', at + 1).then(
          () => true,
          (problem: { status?: number }) => {
            if (problem.status !== 409) throw problem;
            return false;
          },
        );
        if (!opened) return;
        const { sample, reserve } = await expectedOf(at + 1, seed, asked);
        const digests = (people: readonly Framed[]) => people.map(({ digest }) => digest);
        expect(await drawnOf(at + 1)).toEqual({ sample: digests(sample), reserve: digests(reserve) });
        expect(sample.filter(({ customer }) => asked.has(customer))).toEqual([]);
        for (const { customer } of sample) asked.add(customer);
      }
    }),
    { numRuns: 10 },
  );
}, 60_000);
