import { Injectable } from '@nestjs/common';
import { inZone } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { ORGANISATION_ZONE } from '#platform/http';
import { pricePerSegment, SmsTariffs, TARIFF_SETTING, type SmsTariff } from '#platform/sms';
import { DeliveryOperationsRepository } from './delivery-operations.repository.ts';
import { costsOf, RECENT_DAYS, type Cost } from './rules/sms-costs.ts';

const DAY_MS = 86_400_000;

/** What texts cost: this month so far, by its end, and the next. */
@Injectable()
export class DeliveryCosts {
  constructor(
    private readonly repository: DeliveryOperationsRepository,
    private readonly tariffs: SmsTariffs,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async ofThisMonth(): Promise<{ month: Date; next: Date; costs: Cost[]; tariff: SmsTariff }> {
    const now = this.clock.now();
    const local = inZone(now, ORGANISATION_ZONE);
    const [start, end] = [local.startOf('month').toJSDate(), local.endOf('month').toJSDate()];
    const tariff = await this.tariffs.current();
    const month = await this.repository.segments(start, now);
    const recent = await this.repository.segments(new Date(now.getTime() - RECENT_DAYS * DAY_MS), now);
    const next = local.plus({ months: 1 }).startOf('month');
    const days = { left: (end.getTime() - now.getTime()) / DAY_MS, next: next.daysInMonth ?? 30 };
    const costs = costsOf(month, recent, (country) => pricePerSegment(tariff, country), days);
    return { month: start, next: next.toJSDate(), tariff, costs };
  }

  async setTariff(tariff: SmsTariff): Promise<void> {
    await this.db.transaction(async () => {
      await this.tariffs.set(tariff, this.clock.now());
      await this.facts.record({ name: 'setting.changed', subject: TARIFF_SETTING, data: { key: TARIFF_SETTING } });
    });
  }
}
