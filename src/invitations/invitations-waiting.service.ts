import { Injectable } from '@nestjs/common';
import { isoLocalDate, addLocalDays } from '#platform/calendar';
import { CustomersService, SitesService, type Customer, type Site } from '#customers';
import { Clock } from '#platform/clock';
import { Arbitration, PressureService, type Ask, type Verdict } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { askFor, rulesFor } from './invitations-claims.service.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import { InvitationsRepository, type DueInvitation } from './invitations.repository.ts';
import { tryAgainAt } from './rules/fate.ts';
import { rivals } from './rules/rivals.ts';
import { sendTime } from './rules/send-time.ts';

const BATCH = 500;

/** One who waits, and what they ask. */
interface Waiting {
  readonly one: DueInvitation;
  readonly ask: Ask;
}

interface Around {
  readonly customers: Map<string, Customer>;
  readonly sites: Map<string, Site>;
  readonly now: Date;
}

/** What waits: for a free place, or for an answer that no longer comes. Runs inside the transaction of the sweep. */
@Injectable()
export class InvitationsWaiting {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly sites: SitesService,
    private readonly pressure: PressureService,
    private readonly arbitration: Arbitration,
    private readonly moves: InvitationsMoves,
    private readonly due: DueRepository,
    private readonly repository: InvitationsRepository,
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
    const around = { customers, sites, now };
    const waiting = reachable.flatMap((one): Waiting[] => {
      const ask = askFor(one, customers);
      return ask ? [{ one, ask }] : [];
    });
    const ordered = await this.#arbitrate(waiting, around);
    await this.#settle(ordered, await this.pressure.reserveMany(ordered.map(({ ask }) => ask)), around);
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

  /** What each rival is worth is kept with it, that both who went first and who did not can be told why. */
  async #arbitrate(waiting: readonly Waiting[], around: Around): Promise<Waiting[]> {
    const competing = rivals(waiting.map(({ ask: { personKeys } }) => personKeys));
    const rivalling = waiting.flatMap((one, n) => (competing[n] ? [{ ...one, against: competing[n] }] : []));
    if (rivalling.length === 0) return [...waiting];
    const targets = await this.#targets(rivalling, around);
    const found = await this.arbitration.worths(
      rivalling.map(({ one, ask }, n) => ({
        ask,
        target: targets[n] ?? null,
        priority: one.priority,
        waited: shareWaited(one, around.now),
      })),
    );
    const worths = new Map(
      found.map((worth, n) => [rivalling[n]?.one.id ?? '', { ...worth, against: rivalling[n]?.against ?? 0 }]),
    );
    await this.due.setWorths([...worths].map(([id, worth]) => ({ id, worth })));
    const scoreOf = ({ one }: Waiting) => worths.get(one.id)?.score ?? 0;
    return [...waiting].sort((a, b) => scoreOf(b) - scoreOf(a));
  }

  async #targets(
    waiting: readonly Waiting[],
    { sites, now }: Around,
  ): Promise<({ wanted: number; have: number } | null)[]> {
    const places = waiting.map(({ one: { touchpoint, site, timeZone } }) => ({
      touchpoint: touchpoint ?? '',
      site: site ?? '',
      since: startOfMonth(now, sites.get(site ?? '')?.timeZone ?? timeZone),
    }));
    const have = await this.repository.countTowardsTarget(places);
    return waiting.map(({ one: { monthlyTarget, site } }, n) =>
      monthlyTarget !== null && site ? { wanted: monthlyTarget, have: have[n] ?? 0 } : null,
    );
  }

  async #settle(waiting: readonly Waiting[], verdicts: readonly Verdict[], around: Around): Promise<void> {
    const { now } = around;
    const granted = waiting.flatMap(({ one }, n) => (verdicts[n]?.granted ? [one] : []));
    await this.due.planHeld(granted.map((one) => ({ id: one.id, at: sendTime(now, now, rulesFor(one, around)) })));
    await this.moves.tellPlanned(granted, 'place-free');
    await this.due.postpone(
      waiting.flatMap(({ one }, n) => {
        const verdict = verdicts[n];
        if (!verdict || verdict.granted) return [];
        return [{ id: one.id, at: tryAgainAt(verdict.nextEligibleAt, one.expiresAt, now) }];
      }),
    );
  }
}

function isReachable({ channel, nextChannels }: DueInvitation, customer: Customer | undefined): boolean {
  return Boolean(
    customer && !customer.erased && [channel, ...nextChannels].some((one) => customer.reach[one] === 'ok'),
  );
}

/** How much of its time, from what happened to its own end, has passed. */
function shareWaited({ occurredAt, expiresAt }: DueInvitation, now: Date): number {
  const all = expiresAt.getTime() - occurredAt.getTime();
  return all > 0 ? (now.getTime() - occurredAt.getTime()) / all : 1;
}

function startOfMonth(now: Date, zone: string): Date {
  return addLocalDays(now, 1 - Number(isoLocalDate(now, zone).slice(8)), zone);
}
