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
import { redraw } from '../src/barometer-redraw.ts';
import { aroundPages, startStation, type Station } from './support/station.ts';

let station: Station;
const folder = mkdtempSync(join(tmpdir(), 'barometer-'));

beforeAll(async () => {
  const stations = [CustomersModule, SurveysModule, PressureModule, InvitationsModule, BarometerModule];
  station = await startStation(...stations, ...aroundPages());
  await station.get(SurveysService).publishVersion('barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
  });
  await station.get(CustomersService).upsertMany(
    Array.from({ length: 200 }, (_, n) => ({
      ...{ externalId: `c-${n}`, email: `c-${n}@example.com`, segment: n % 3 === 0 ? 'pro' : 'premium' },
    })),
  );
  await station.get(BarometerService).save('base', {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave: 50 } },
    ...{ start: '2027-01-01', strata: ['segment'], seed: 'sealed' },
  });
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await station.close();
});

async function exportOf(n: number): Promise<string> {
  const file = join(folder, `${n}.ndjson`);
  let text = '';
  for await (const line of await station.get(BarometerAudit).export('base', n)) text += line;
  writeFileSync(file, text);
  return file;
}

function changed(file: string, from: string | RegExp, to: string): string {
  const other = `${file}.changed`;
  writeFileSync(other, readFileSync(file, 'utf8').replace(from, to));
  return other;
}

describe('the export of a wave', () => {
  it('proves each draw of a cycle: what the database drew, the rules draw again', async () => {
    for (const n of [1, 2, 3, 4]) {
      await station.get(BarometerWaves).open('base', n);
      const reserve = n < 4 ? 10 + 1 : 0;
      expect(await redraw(await exportOf(n))).toMatchObject({ frameSize: 200, sample: 50, reserve, differences: [] });
    }
  });

  it('is read block by block: of a base of any size, only those who may be drawn are kept', async () => {
    const heading = { programme: 'big', wave: 3, cycle: 1, turn: 2, wavesPerCycle: 4, seed: 'sealed', frameHash: '' };
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const people = Array.from({ length: 60_000 }, (_, n) =>
      digest(`${n}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    );
    const wanted = { sample: 12_000, reserve: 6_000 };
    const frame = people.map((customer) => ({
      ...{ customer, stratum: 'all', asked: false },
      digest: digest(lotOf(heading.seed, heading.cycle, customer)),
    }));
    const { sample, reserve } = draw(frame, new Map([['all', wanted]]), heading.turn, heading.wavesPerCycle);
    const blocks = Array.from({ length: 6 }, (_, n) => people.slice(n * 10_000, (n + 1) * 10_000));
    const lines = [
      { ...heading, strata: [{ key: 'all', ...wanted }] },
      ...blocks.map((customers) => ({ stratum: 'all', asked: false, customers })),
      ...[...sample.map((one) => ({ ...one, role: 'sample' })), ...reserve.map((one) => ({ ...one, role: 'reserve' }))],
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
    expect(seed.differences.map((one) => one.split(':')[0])).toEqual(['sample', 'reserve']);
    const [, person = ''] = /"customers":\["([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
    const frame = await redraw(
      changed(
        file,
        new RegExp(person, 'g'),
        person.replace(/^./, (sign) => (sign === 'f' ? 'e' : 'f')),
      ),
    );
    expect(frame.differences.join()).toMatch(/^frame: its hash is/);
  });
});
