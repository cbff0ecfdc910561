import { readFileSync } from 'node:fs';
import { BarometerCosts } from '#barometer';
import { InteractionsModule } from '#interactions';
import { Settings } from '#platform/database';
import { SmsTariffs } from '#platform/sms';
import { BarometerStation } from '../../test/support/barometer.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { DeliveryModule } from './index.ts';

const TWO_SEGMENTS = `${'Nous relisons chaque réponse avec attention. '.repeat(4)}{{survey}} {{optOut}}`;
const sms = { brand: 'default', channel: 'sms', kind: 'invitation', language: 'fr' } as const;
const by = { seen: 0, by: 'Hugo' };

let here: BarometerStation;

beforeAll(async () => {
  here = await BarometerStation.start(InteractionsModule, DeliveryModule);
}, 60_000);
afterAll(() => here.close());

beforeEach(async () => {
  await here.empty();
  await here.customers.upsertMany(
    Array.from({ length: 20 }, (_, n) => ({ externalId: `p-${n}`, phone: `+336123810${10 + n}`, locale: 'fr' })),
  );
  await here.save({ channels: ['sms'], reminders: [{ after: 'P5D' }] });
});

const cost = async () =>
  here.station.get(BarometerCosts).ofPlan(await here.programmes.known('base'), await here.planning.plan('base'));

/** Segments of the texts of the first wave, as they go out. */
async function sent(): Promise<(number | null)[]> {
  await here.waves.open('base', 1);
  here.go(here.day(7));
  await here.send();
  const door = { channels: ['sms'] as const, closedTouchpoints: [] };
  const { messages } = await here.db.transaction(() => here.station.get(DeliveryPreparation).prepare(100, door));
  expect(messages.length).toBeGreaterThan(0);
  return [...new Set(messages.map(({ segments }) => segments))];
}

describe('what a wave costs', () => {
  it('is counted with the messages that it sends, in our words', async () => {
    expect(await cost()).toMatchObject({
      segments: 1,
      price: 72_500,
      messages: 20,
      amount: 145,
      most: { amount: 290 },
    });
    expect(await sent()).toEqual([1]);
  });

  it('is counted in the words of the team, and with the price they set', async () => {
    await here.station.get(DeliveryTemplates).save(sms, { subject: null, body: TWO_SEGMENTS }, by);
    await here.station.get(SmsTariffs).set({ FR: 100_000, '*': 1 }, here.day(0));
    expect(await cost()).toMatchObject({ segments: 2, price: 100_000, amount: 400, most: { amount: 600 } });
    expect(await sent()).toEqual([2]);
  });
});

describe('prices that were kept apart', () => {
  const migrated = async (kept: Record<string, object>) => {
    const settings = here.station.get(Settings);
    await here.db.query(`delete from setting where key = 'sms.tariff'`);
    for (const [key, value] of Object.entries(kept)) await settings.set(key, value, here.day(0));
    await here.db.query(
      readFileSync(new URL('../../migrations/1795435200330-sms-tariff.sql', import.meta.url), 'utf8'),
    );
    expect([await settings.get('delivery.sms-prices'), await settings.get('sms-segment-price')]).toEqual([null, null]);
    return settings.get('sms.tariff');
  };

  it.each([
    [
      'the list stands',
      { 'delivery.sms-prices': { FR: 0.0725, '*': 0.1 }, 'sms-segment-price': { cents: 5 } },
      { FR: 72_500, '*': 100_000 },
    ],
    [
      'the price at home joins the list to begin with',
      { 'sms-segment-price': { cents: 6.5 } },
      { FR: 65_000, BE: 90_000, '*': 100_000 },
    ],
  ])('become one tariff: %s', async (_, kept, expected) => {
    expect(await migrated(kept)).toMatchObject(expected);
  });

  it('are nothing where nothing was set', async () => {
    expect(await migrated({})).toBeNull();
  });
});
