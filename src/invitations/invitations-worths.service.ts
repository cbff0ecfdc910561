import { Injectable } from '@nestjs/common';
import { addLocalDays, isoLocalDate } from '#platform/calendar';
import { Arbitration, type Ask, type Worth } from '#pressure';
import { InvitationsRepository } from './invitations.repository.ts';

/** One who wants a place of a person, with what tells how much the answer would teach. */
export interface Contender {
  readonly ask: Ask;
  readonly touchpoint: string | null;
  readonly site: string | null;
  /** In which a month of its site begins. */
  readonly zone: string;
  readonly monthlyTarget: number | null;
  readonly priority: number;
  readonly occurredAt: Date;
  /** Until when it may wait; null: it never waits. */
  readonly until: Date | null;
}

/** What answers would be worth, to those who compete for one place. */
@Injectable()
export class InvitationsWorths {
  constructor(
    private readonly arbitration: Arbitration,
    private readonly repository: InvitationsRepository,
  ) {}

  /** In order. */
  async of(contenders: readonly Contender[], now: Date): Promise<Worth[]> {
    const have = await this.repository.countTowardsTarget(
      contenders.map(({ touchpoint, site, zone }) => ({
        touchpoint: touchpoint ?? '',
        site: site ?? '',
        since: startOfMonth(now, zone),
      })),
    );
    return this.arbitration.worths(
      contenders.map(({ ask, priority, monthlyTarget, site, occurredAt, until }, n) => ({
        ask,
        priority,
        target: monthlyTarget !== null && site ? { wanted: monthlyTarget, have: have[n] ?? 0 } : null,
        waited: shareWaited(occurredAt, until ?? now, now),
      })),
    );
  }
}

/** How much of its time, from what happened to its own end, has passed. */
function shareWaited(occurredAt: Date, until: Date, now: Date): number {
  const all = until.getTime() - occurredAt.getTime();
  return all > 0 ? (now.getTime() - occurredAt.getTime()) / all : 0;
}

function startOfMonth(now: Date, zone: string): Date {
  return addLocalDays(now, 1 - Number(isoLocalDate(now, zone).slice(8)), zone);
}
