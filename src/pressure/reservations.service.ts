import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { PressureRepository } from './pressure.repository.ts';

const PAGE = 2_000;
const DAY_MS = 86_400_000;

/** Somebody drawn, and the moment at which their turn comes. */
export interface Drawn {
  readonly customer: string;
  readonly plannedFor: Date;
}

/** Places kept for those whom a barometer drew, from the draw to the end of their day, against ordinary questions. */
@Injectable()
export class Reservations {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly repository: PressureRepository,
  ) {}

  /** Whoever had a place kept by the same holder has it until the new moment. @param holder the wave */
  async reserveFor(holder: string, drawn: readonly Drawn[]): Promise<void> {
    for (let n = 0; n < drawn.length; n += PAGE) {
      const page = drawn.slice(n, n + PAGE);
      const keys = await this.customers.keysOf(page.map(({ customer }) => customer));
      const holds = page.flatMap(({ customer, plannedFor }) => {
        const of = keys.get(customer);
        return of ? [{ keys: of.personKeys, holder, until: new Date(plannedFor.getTime() + DAY_MS) }] : [];
      });
      if (holds.length > 0) await this.repository.addClaims('reserved', holds, this.clock.now());
    }
  }

  /** Somebody left, and others of their household are left with them. */
  async letGoOf(holder: string, customer: string): Promise<void> {
    const keys = (await this.customers.keysOf([customer])).get(customer);
    if (keys) await this.repository.removeClaimsOn(holder, keys.personKeys);
  }

  async letGo(holder: string): Promise<void> {
    await this.repository.removeClaims([holder]);
  }
}
