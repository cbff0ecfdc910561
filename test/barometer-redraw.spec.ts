import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BarometerModule, BarometerService, BarometerWaves } from '#barometer';
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
