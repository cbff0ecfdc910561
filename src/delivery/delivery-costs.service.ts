import { Injectable } from '@nestjs/common';
import { inZone } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { ORGANISATION_ZONE } from '#platform/http';
import { DeliveryOperationsRepository } from './delivery-operations.repository.ts';
import { costsOf, LIST_PRICES, RECENT_DAYS, type Cost, type SmsPrices } from './rules/sms-costs.ts';

const DAY_MS = 86_400_000;

/** What texts cost: this month so far, by its end, and the next. */
@Injectable()
export class DeliveryCosts {
  constructor(
    private readonly repository: DeliveryOperationsRepository,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async ofThisMonth(): Promise<{ month: Date; next: Date; costs: Cost[]; prices: SmsPrices }> {
    const now = this.clock.now();
    const local = inZone(now, ORGANISATION_ZONE);
    const [start, end] = [local.startOf('month').toJSDate(), local.endOf('month').toJSDate()];
    const prices = (await this.repository.prices()) ?? LIST_PRICES;
    const month = await this.repository.segments(start, now);
    const recent = await this.repository.segments(new Date(now.getTime() - RECENT_DAYS * DAY_MS), now);
    const next = local.plus({ months: 1 }).startOf('month');
    const days = { left: (end.getTime() - now.getTime()) / DAY_MS, next: next.daysInMonth ?? 30 };
    return { month: start, next: next.toJSDate(), prices, costs: costsOf(month, recent, prices, days) };
  }

  async setPrices(prices: SmsPrices): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.setPrices(prices, this.clock.now());
      await this.facts.record({
        name: 'setting.changed',
        subject: 'delivery.sms-prices',
        data: { key: 'delivery.sms-prices' },
      });
    });
  }
}
