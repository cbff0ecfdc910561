import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { DueRepository } from './due.repository.ts';
import { InvitationsContests } from './invitations-contests.service.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import type { DueInvitation } from './invitations.repository.ts';

const BATCH = 500;

/** What waits: for a free place, or for an answer that no longer comes. Runs inside the transaction of the sweep. */
@Injectable()
export class InvitationsWaiting {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly contests: InvitationsContests,
    private readonly moves: InvitationsMoves,
    private readonly due: DueRepository,
  ) {}

  /** Ends what is too late. Who was never asked gives the place back. */
  async expire(): Promise<number> {
    const expired = await this.due.lockExpired(this.clock.now(), BATCH);
    const idsOf = (asked: boolean) => expired.filter(({ sentAt }) => (sentAt !== null) === asked).map(({ id }) => id);
    await this.moves.end(idsOf(true), 'expired', 'no-answer');
    await this.moves.end(idsOf(false), 'expired', 'too-late');
    return expired.length;
  }

  /** Asks again for a place; of those who compete for one person's, whoever teaches most first. */
  async tryHeld(): Promise<number> {
    const held = await this.due.dueHeld(this.clock.now(), BATCH);
    if (held.length === 0) return 0;
    const customers = await this.customers.byIds([...new Set(held.map(({ customer }) => customer))]);
    const reachable = held.filter((one) => isReachable(one, customers.get(one.customer)));
    await this.moves.end(
      held.filter((one) => !reachable.includes(one)).map(({ id }) => id),
      'cancelled',
      'no-contact',
    );
    if (reachable.length > 0) await this.contests.tryAgain(reachable, customers);
    return held.length;
  }

  /** The rules changed: whoever waits is looked at again. */
  async wakeAll(): Promise<void> {
    await this.due.wakeAll(this.clock.now());
  }

  /** Something no longer stands in the way of these people: who waits for a place of theirs tries again. */
  async wake(customers: readonly string[]): Promise<void> {
    const found = await this.customers.byIds([...new Set(customers)]);
    await this.due.wake(
      [...found.values()].flatMap(({ personKeys }) => personKeys),
      this.clock.now(),
    );
  }
}

function isReachable({ channel, nextChannels }: DueInvitation, customer: Customer | undefined): boolean {
  return Boolean(
    customer && !customer.erased && [channel, ...nextChannels].some((one) => customer.reach[one] === 'ok'),
  );
}
