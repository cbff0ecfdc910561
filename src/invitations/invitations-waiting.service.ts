import { Injectable } from '@nestjs/common';
import { CustomersService, SitesService, type Customer, type Site } from '#customers';
import { Clock } from '#platform/clock';
import { PressureService, type Verdict } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { askFor, rulesFor } from './invitations-claims.service.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import type { DueInvitation } from './invitations.repository.ts';
import { sendTime } from './rules/send-time.ts';

const BATCH = 500;
/** How soon a wait that knows no day is looked at again. */
const UNKNOWN_MS = 6 * 3_600_000;

/** What waits: for a free place, or for an answer that no longer comes. Runs inside the transaction of the sweep. */
@Injectable()
export class InvitationsWaiting {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly sites: SitesService,
    private readonly pressure: PressureService,
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

  /** Asks again for a place, for those worth most first. */
  async tryHeld(): Promise<number> {
    const now = this.clock.now();
    const held = await this.due.lockHeld(now, BATCH);
    if (held.length === 0) return 0;
    const customers = await this.customers.byIds([...new Set(held.map(({ customer }) => customer))]);
    const sites = new Map((await this.sites.all()).map((site) => [site.key, site]));
    const reachable = held.filter((one) => isReachable(one, customers.get(one.customer)));
    await this.moves.end(
      held.filter((one) => !reachable.includes(one)).map(({ id }) => id),
      'cancelled',
      'no-contact',
    );
    const verdicts = await this.pressure.reserveMany(reachable.flatMap((one) => askFor(one, customers) ?? []));
    await this.#settle(reachable, verdicts, { customers, sites, now });
    return held.length;
  }

  async #settle(
    held: readonly DueInvitation[],
    verdicts: readonly Verdict[],
    around: { customers: Map<string, Customer>; sites: Map<string, Site>; now: Date },
  ): Promise<void> {
    const { now } = around;
    const granted = held.filter((_, n) => verdicts[n]?.granted);
    await this.due.planHeld(granted.map((one) => ({ id: one.id, at: sendTime(now, now, rulesFor(one, around)) })));
    await this.moves.tellPlanned(granted, 'place-free');
    await this.due.postpone(
      held.flatMap((one, n) => {
        const verdict = verdicts[n];
        if (!verdict || verdict.granted) return [];
        const at = verdict.nextEligibleAt ?? new Date(now.getTime() + UNKNOWN_MS);
        return [{ id: one.id, at: at < one.expiresAt ? at : one.expiresAt }];
      }),
    );
  }
}

function isReachable({ channel, nextChannels }: DueInvitation, customer: Customer | undefined): boolean {
  return Boolean(
    customer && !customer.erased && [channel, ...nextChannels].some((one) => customer.reach[one] === 'ok'),
  );
}
