import type { Type } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { FactRelay } from '#platform/facts';
import { BarometerModule, BarometerService, BarometerWaves } from '#barometer';
import { CustomersModule, CustomersService, type CustomerInput } from '#customers';
import { InvitationsModule, InvitationsService } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { BarometerPlanning } from '../../src/barometer/barometer-planning.service.ts';
import { BarometerReading, type Member } from '../../src/barometer/barometer-reading.service.ts';
import { BarometerSending } from '../../src/barometer/barometer-sending.service.ts';
import type { ProgrammeInput } from '../../src/barometer/rules/programme-input.ts';
import { aroundPages, startStation, type Station } from './station.ts';

const DAY = 86_400_000;
/** Monday 4 January 2027, ten o'clock in Paris. */
export const MONDAY = new Date('2027-01-04T09:00:00Z');

/** The barometer's station on a database of its own, and what its tests do all the time. */
export class BarometerStation {
  readonly db: Database;
  readonly programmes: BarometerService;
  readonly waves: BarometerWaves;
  readonly planning: BarometerPlanning;
  readonly reading: BarometerReading;
  readonly sending: BarometerSending;
  readonly customers: CustomersService;
  readonly invitations: InvitationsService;

  private constructor(readonly station: Station) {
    this.db = station.get(Database);
    this.programmes = station.get(BarometerService);
    this.waves = station.get(BarometerWaves);
    this.planning = station.get(BarometerPlanning);
    this.reading = station.get(BarometerReading);
    this.sending = station.get(BarometerSending);
    this.customers = station.get(CustomersService);
    this.invitations = station.get(InvitationsService);
  }

  /** @param more stations beside it */
  static async start(...more: Type[]): Promise<BarometerStation> {
    const parts = [CustomersModule, SurveysModule, PressureModule, InvitationsModule, BarometerModule];
    const here = new BarometerStation(await startStation(...parts, ...more, ...aroundPages()));
    await here.station.get(SurveysService).publishVersion('barometer', {
      name: 'Baromètre',
      temperature: 'cold',
      questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
    });
    return here;
  }

  /** Monday, and nobody there. */
  async empty(): Promise<void> {
    this.go(MONDAY);
    await this.db.query(
      `truncate customer, opt_out, contact_block, invitation, pressure_place, pressure_policy, barometer_programme cascade`,
    );
  }

  go(to: Date): void {
    this.station.get(Clock).shift(to.getTime() - Date.now());
  }

  /** Eleven o'clock of the day so many after Monday. */
  day(n: number): Date {
    return new Date(MONDAY.getTime() + n * DAY + 3_600_000);
  }

  /** So many people of a segment, all with a mailbox. */
  async people(count: number, segment: string, more: Partial<CustomerInput> = {}): Promise<void> {
    await this.customers.upsertMany(
      Array.from({ length: count }, (_, n) => ({
        ...{ externalId: `${segment}-${n}`, email: `${segment}-${n}@example.com`, segment, locale: 'fr' },
        ...more,
      })),
    );
  }

  save(more: Partial<ProgrammeInput> = {}, key = 'base') {
    return this.programmes.save(key, {
      ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email'], target: { perWave: 20 } },
      ...{ start: '2027-01-01', strata: ['segment'], spreadDays: 6, ...more },
    });
  }

  /** All batches that are due. */
  async send(): Promise<void> {
    while ((await this.sending.sendDue()) > 0);
  }

  /** The messages that are due go out. @returns their invitations */
  async deliver(): Promise<string[]> {
    const ids = (await this.invitations.claimDue(1_000)).map(({ id }) => id);
    await this.invitations.markSent(ids);
    return ids;
  }

  /** Every fact is heard by whoever listens, and what they tell in turn. */
  async hear(): Promise<void> {
    const relay = this.station.get(FactRelay);
    for (;;) {
      const waiting = await this.db.query<{ listener: string; facts: string[] }>(
        'select listener, array_agg(fact_id::text order by fact_id) as facts from fact_outbox group by 1',
      );
      if (waiting.length === 0) return;
      for (const job of waiting) await relay.hear(job);
    }
  }

  async members(n = 1): Promise<Member[]> {
    return (await this.reading.list('base', n, { limit: 500 })).items;
  }

  async member(customer: string, n = 1): Promise<Member | undefined> {
    return (await this.members(n)).find((one) => one.customer === customer);
  }

  async stateOf(n = 1): Promise<string> {
    return (await this.reading.wave('base', n)).state;
  }

  async idOf(externalId: string): Promise<string> {
    return (await this.customers.byExternalId(externalId))?.id ?? '';
  }

  close(): Promise<void> {
    return this.station.close();
  }
}
