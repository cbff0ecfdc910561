import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BarometerModule, BarometerService, BarometerWaves, draw, lotOf } from '#barometer';
import { CustomersModule, CustomersService } from '#customers';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { BarometerAudit } from '../src/barometer/barometer-audit.service.ts';
import { BarometerReading } from '../src/barometer/barometer-reading.service.ts';
import { turnOf } from '../src/barometer/rules/draw.ts';
import { redraw } from '../src/barometer-redraw.ts';
import { aroundPages, startStation, type Station } from './support/station.ts';

let station: Station;
const stations: Station[] = [];
const folder = mkdtempSync(join(tmpdir(), 'barometer-'));

/** A platform of its own with the same base, imported in any order. */
async function aBase(order: (n: number) => number = (n) => n): Promise<Station> {
  const parts = [CustomersModule, SurveysModule, PressureModule, InvitationsModule, BarometerModule];
  const here = await startStation(...parts, ...aroundPages());
  stations.push(here);
  await here.get(SurveysService).publishVersion('barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
  });
  await here.get(CustomersService).upsertMany(
    Array.from({ length: 200 }, (_, place) => order(place)).map((n) => ({
      // Two records of one mailbox are one person: which of them stays must not depend on the database either.
      ...{
        externalId: `c-${n}`,
        email: `c-${n === 150 ? 20 : n}@example.com`,
        segment: n % 3 === 0 ? 'pro' : 'premium',
      },
    })),
  );
  await here.get(BarometerService).save('base', {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave: 50 } },
    ...{ start: '2027-01-01', strata: ['segment'], seed: 'sealed' },
  });
  return here;
}

beforeAll(async () => {
  station = await aBase();
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const one of stations) await one.close();
});

async function exportOf(n: number, here = station): Promise<string> {
  const file = join(folder, `${stations.indexOf(here)}-${n}.ndjson`);
  let text = '';
  for await (const line of await here.get(BarometerAudit).export('base', n)) text += line;
  writeFileSync(file, text);
  return file;
}

function changed(file: string, from: string | RegExp, to: string): string {
  const other = `${file}.changed`;
  writeFileSync(other, readFileSync(file, 'utf8').replace(from, to));
  return other;
}

interface Line {
  readonly frameHash?: string;
  readonly digests?: string[];
  readonly customers?: (string | null)[];
  readonly digest?: string;
  readonly role?: string;
  readonly position?: number;
  readonly stratum?: string;
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** What decides and what was decided, without the day. */
function drawOf(file: string): unknown[] {
  return linesOf(file).map(({ frameHash, digests, customers, digest, role, position, stratum }) =>
    Object.fromEntries(
      Object.entries({ frameHash, digests, customers, digest, role, position, stratum }).filter(([, value]) => value),
    ),
  );
}

describe('the export of a wave', () => {
  it('proves each draw of a cycle: what the database drew, the rules draw again', async () => {
    for (const n of [1, 2, 3, 4]) {
      await station.get(BarometerWaves).open('base', n);
      const proof = await redraw(await exportOf(n));
      expect(proof).toMatchObject({ frameSize: 199, named: 199, sample: n < 4 ? 50 : 49, differences: [] });
    }
  });

  it('is the same in another database to which the same base was imported in another order', async () => {
    const other = await aBase((n) => (n * 77 + 5) % 200);
    for (const n of [1, 2]) {
      await other.get(BarometerWaves).open('base', n);
      expect(drawOf(await exportOf(n, other))).toEqual(drawOf(await exportOf(n)));
    }
  });

  it('names what was digested, so that a digest can be counted by hand', async () => {
    const [heading, block] = linesOf(await exportOf(1)) as [Line & { digest: string }, Line];
    expect(heading.digest).toBe('first 16 bytes of SHA-256(seed|cycle|externalId)');
    const of = (customer: string) => createHash('sha256').update(`sealed|1|${customer}`).digest('hex').slice(0, 32);
    expect(block.digests).toEqual(block.customers?.map((customer) => of(customer ?? '')));
  });

  it('still proves the draw once somebody was erased, and names them no more', async () => {
    const before = linesOf(await exportOf(2));
    const members = await station.get(BarometerReading).list('base', 2, {});
    const gone = members.items[0]?.customer ?? '';
    await station.get(CustomersService).erase(gone);
    const file = await exportOf(2);
    expect(readFileSync(file, 'utf8')).not.toContain(`"${gone}"`);
    expect(await redraw(file)).toMatchObject({ frameSize: 199, named: 198, differences: [] });
    expect(linesOf(file)[0]?.frameHash).toBe(before[0]?.frameHash);
  });

  it('is read block by block: of a base of any size, only those who may be drawn are kept', async () => {
    const heading = { programme: 'big', wave: 3, cycle: 1, turn: 2, wavesPerCycle: 4, seed: 'sealed', frameHash: '' };
    const people = Array.from({ length: 60_000 }, (_, n) => `c-${n}`);
    const digestOf = (customer: string) =>
      createHash('sha256')
        .update(lotOf(heading.seed, heading.cycle, customer))
        .digest('hex')
        .slice(0, 32);
    const wanted = { sample: 12_000, reserve: 6_000 };
    const frame = people.map((customer) => ({ customer, stratum: 'all', asked: false, digest: digestOf(customer) }));
    const { sample, reserve } = draw(frame, new Map([['all', wanted]]), heading.turn, heading.wavesPerCycle);
    const blocks = Array.from({ length: 6 }, (_, n) => frame.slice(n * 10_000, (n + 1) * 10_000));
    const lines = [
      { ...heading, strata: [{ key: 'all', ...wanted }] },
      ...blocks.map((block) => ({
        ...{ stratum: 'all', asked: false },
        ...{ digests: block.map(({ digest }) => digest), customers: block.map(({ customer }) => customer) },
      })),
      ...[
        ...sample.map((one) => ({ ...one, role: 'sample' })),
        ...reserve.map((one) => ({ ...one, role: 'reserve' })),
      ].map((one) => ({ ...one, inclusionProbability: 0.2 })),
    ];
    const file = join(folder, 'big.ndjson');
    writeFileSync(file, lines.map((one) => JSON.stringify(one)).join('\n'));
    const again = await redraw(file);
    expect(again).toMatchObject({ frameSize: 60_000, sample: 12_000, reserve: 6_000 });
    expect(again.differences).toEqual([expect.stringMatching(/^frame: its hash is/)]);
  });

  it('proves nothing once it was tampered with', async () => {
    const file = await exportOf(2);
    const seed = await redraw(changed(file, '"seed":"sealed"', '"seed":"chosen"'));
    expect(seed.differences).toEqual([expect.stringMatching(/^digest: not what the id/)]);
    const [, digest = ''] = /"digests":\["([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
    const other = digest.replace(/^./, (sign) => (sign === 'f' ? 'e' : 'f'));
    const frame = await redraw(changed(file, new RegExp(digest, 'g'), other));
    expect(frame.differences.join()).toMatch(/^frame: its hash is .*digest: not what/);
    const chosen = linesOf(file).filter(({ role }) => role === 'sample');
    const swapped = await redraw(changed(file, `{"digest":"${chosen[3]?.digest}"`, `{"digest":"${other}"`));
    const likelier = await redraw(changed(file, /"inclusionProbability":0\.\d+/, '"inclusionProbability":0.5'));
    expect(likelier.differences).toEqual([expect.stringMatching(/^probability: that of .* is 0\.25\d*, not 0\.5$/)]);
    const moved = await redraw(changed(file, /("digest":"\w+","stratum":)"\w+"/, '$1"other"'));
    expect(moved.differences).toEqual([expect.stringMatching(/^stratum: .* is of (premium|pro), not other$/)]);
    expect(swapped.differences).toEqual([`sample: number 4 is ${chosen[3]?.digest}, not ${other}`]);
  });
});

describe('the digest of a customer', () => {
  it.each([
    ['C000001', '2fc2aa3a303652c2', 2],
    ['C000002', 'b1315d74d038458f', 0],
    ['C000003', '71738136fa835ac9', 2],
    ['C000004', '91e33dd1bfb30ee0', 1],
  ])('of %s for barometre-2026 begins with %s, which is wave %d of four (domain TV-12)', (customer, begins, turn) => {
    const digest = createHash('sha256').update(`barometre-2026|${customer}`).digest('hex');
    expect(digest.slice(0, 16)).toBe(begins);
    expect(turnOf(digest, 4)).toBe(turn);
  });
});
