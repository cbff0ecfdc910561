import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { PressureService, type Ask, type Hearing, type Verdict } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { askFor, rulesFor } from './invitations-claims.service.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import type { DueInvitation } from './invitations.repository.ts';
import { InvitationsWorths, type Contender } from './invitations-worths.service.ts';
import type { Invitation } from './rules/invitation.ts';
import { mayWait, tryAgainAt } from './rules/fate.ts';
import { personOf, rivals } from './rules/rivals.ts';
import { sendTime } from './rules/send-time.ts';
import { SendHours } from './send-hours.service.ts';

/** What became of a newcomer. */
export interface Settled {
  readonly verdict: Verdict;
  /** Where it competed with others. */
  readonly worth: Invitation['worth'];
}

interface Waiting extends Contender {
  readonly one: DueInvitation;
  /** When its message would go out. */
  readonly at: Date;
}

/** Those heard together. */
interface Round {
  readonly hearing: Hearing;
  readonly waiting: readonly Waiting[];
}

/**
 * Who gets a place, when several want one of the same person: whoever teaches most, newcomer or not.
 * - Newcomers are heard with those who wait and are due; most people have nobody who waits, and cost nothing more.
 * - Of those who compete, what each is worth is found and kept, that both who went first and who did not can be told why.
 * - Runs inside the transaction of whoever plans. Contact keys are locked before invitations, here and wherever both are.
 */
@Injectable()
export class InvitationsContests {
  constructor(
    private readonly customers: CustomersService,
    private readonly hours: SendHours,
    private readonly pressure: PressureService,
    private readonly worths: InvitationsWorths,
    private readonly moves: InvitationsMoves,
    private readonly due: DueRepository,
  ) {}

  /** @returns what became of each newcomer, in order. */
  async decide(newcomers: readonly Contender[]): Promise<Settled[]> {
    const hearing = await this.pressure.hear(newcomers.map(({ ask }) => ask));
    const heard = newcomers.map((one, n) => ({ ...one, ask: hearing.asks[n] ?? one.ask }));
    const rivalling = hearing.ledger.waiting(hearing.asks.flatMap(({ personKeys }) => personKeys));
    const round = await this.#round(hearing, rivalling);
    const settled = await this.#contest(round, heard);
    await this.pressure.queue(
      heard.flatMap(({ ask, until }, n) =>
        mayWait(settled[n]?.verdict, until) ? [{ keys: ask.personKeys, holder: ask.invitation }] : [],
      ),
    );
    return settled;
  }

  /** What would be said of an ask, and nobody takes a place. */
  async foresee(ask: Ask): Promise<Verdict> {
    return this.pressure.check(ask);
  }

  /** Those who wait and are due try again. */
  async tryAgain(held: readonly DueInvitation[], customers: Map<string, Customer>): Promise<void> {
    const hearing = await this.pressure.hear(held.flatMap((one) => askFor(one, customers) ?? []));
    await this.#contest(
      await this.#round(
        hearing,
        held.map(({ id }) => id),
      ),
      [],
    );
  }

  async #round(hearing: Hearing, ids: readonly string[]): Promise<Round> {
    if (ids.length === 0) return { hearing, waiting: [] };
    const locked = await this.due.lockWaiting(ids, hearing.now);
    const customers = await this.customers.byIds([...new Set(locked.map(({ customer }) => customer))]);
    const hours = await this.hours.now();
    const known = new Set(hearing.asks.map(({ personKeys }) => personOf(personKeys)));
    const waiting = locked.flatMap((one): Waiting[] => {
      const at = sendTime(one.earliestAt ?? hearing.now, hearing.now, rulesFor(one, { customers, hours }));
      const ask = askFor(one, customers, at);
      if (!ask || !known.has(personOf(ask.personKeys))) return [];
      const zone = hours.sites.get(one.site ?? '')?.timeZone ?? one.timeZone;
      return [{ ...one, one, at, ask, zone, until: one.expiresAt }];
    });
    return { hearing, waiting };
  }

  async #contest(round: Round, newcomers: readonly Contender[]): Promise<Settled[]> {
    const { hearing, waiting } = round;
    const all: Contender[] = [...waiting, ...newcomers];
    const worths = await this.#worthsOf(hearing, all);
    const scoreOf = ({ ask: { invitation } }: Contender) => worths.get(invitation)?.score ?? Infinity;
    const ordered = worths.size === 0 ? all : [...all].sort((a, b) => ascending(scoreOf(b), scoreOf(a)));
    const found = await this.pressure.decide(
      hearing,
      ordered.map(({ ask }) => ask),
    );
    const verdicts = new Map(ordered.map(({ ask }, n) => [ask.invitation, found[n] as Verdict]));
    if (waiting.length > 0) await this.#settle(round, verdicts, worths);
    return newcomers.map(({ ask: { invitation } }) => ({
      verdict: verdicts.get(invitation) as Verdict,
      worth: worths.get(invitation) ?? null,
    }));
  }

  /** Of those for whom there is not a place each, and whom no exemption lets pass. */
  async #worthsOf(hearing: Hearing, all: readonly Contender[]): Promise<Map<string, NonNullable<Settled['worth']>>> {
    const many = rivals(all.map(({ ask }) => ask.personKeys));
    const several = all.filter(({ ask }, n) => !ask.exempt && (many[n] ?? 0) > 0);
    if (several.length === 0) return new Map();
    const foreseen = this.pressure.foresee(
      hearing,
      several.map(({ ask }) => ask),
    );
    const tight = new Set(several.flatMap(({ ask }, n) => (foreseen[n]?.granted ? [] : [personOf(ask.personKeys)])));
    const contested = several.filter(({ ask }) => tight.has(personOf(ask.personKeys)));
    if (contested.length === 0) return new Map();
    const worths = await this.worths.of(contested, hearing.now);
    const against = rivals(contested.map(({ ask }) => ask.personKeys));
    return new Map(
      worths.map((worth, n) => [contested[n]?.ask.invitation ?? '', { ...worth, against: against[n] ?? 0 }]),
    );
  }

  async #settle(
    { hearing: { now }, waiting }: Round,
    verdicts: ReadonlyMap<string, Verdict>,
    worths: ReadonlyMap<string, NonNullable<Settled['worth']>>,
  ): Promise<void> {
    await this.due.setWorths([...worths].map(([id, worth]) => ({ id, worth })));
    const free = waiting.filter(({ one }) => verdicts.get(one.id)?.granted);
    await this.due.planHeld(free.map(({ one: { id }, at }) => ({ id, at })));
    const granted = free.map(({ one }) => one);
    await this.pressure.leaveQueue(granted.map(({ id }) => id));
    await this.moves.tellPlanned(granted, 'place-free');
    await this.due.postpone(
      waiting.flatMap(({ one }) => {
        const verdict = verdicts.get(one.id);
        if (!verdict || verdict.granted) return [];
        return [{ id: one.id, at: tryAgainAt(verdict.nextEligibleAt, one.expiresAt, now) }];
      }),
    );
  }
}

function ascending(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
