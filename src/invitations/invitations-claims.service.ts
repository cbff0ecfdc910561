import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { sendWindowEnd, type SendRules } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { askOf, PressureService, type Ask, type Hearing, type Verdict } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import type { DueInvitation } from './invitations.repository.ts';
import { fateOf, reaching, reminderFate, type Fate, type Through } from './rules/fate.ts';
import { sendRules, sendTime } from './rules/send-time.ts';
import { SendHours, type Hours } from './send-hours.service.ts';

/** An invitation taken to be sent now, with its way and its hours. */
export interface Taken {
  readonly invitation: DueInvitation;
  readonly reminder: boolean;
  /** The end of the hours it may go out in. */
  readonly sendBy: Date;
}

/** Everything the last look before sending needs, read once for all that is due. */
interface Surroundings {
  readonly customers: Map<string, Customer>;
  readonly hours: Hours;
  readonly hearing: Hearing;
  readonly asks: ReadonlyMap<string, Ask>;
  readonly now: Date;
}

/**
 * The last look before a message goes out; runs inside the transaction of whoever claims.
 * - Everybody concerned is heard first: while we look, nobody else asks them, nor sends them anything.
 * - One after the other, and what goes out counts for the next: a cap means what people receive.
 */
@Injectable()
export class InvitationsClaims {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly hours: SendHours,
    private readonly pressure: PressureService,
    private readonly moves: InvitationsMoves,
    private readonly due: DueRepository,
  ) {}

  async claim(limit: number, through: Through): Promise<Taken[]> {
    const now = this.clock.now();
    const due = await this.due.lockDue(now, limit, through);
    const reminders = await this.due.lockReminders(now, limit - due.length, through);
    if (due.length + reminders.length === 0) return [];
    const around = await this.#around([...due, ...reminders], now);
    return [...(await this.#first(due, around, through)), ...(await this.#reminders(reminders, around))];
  }

  /** The first moment from then on that is within an invitation's hours. */
  async opening(of: DueInvitation, from: Date): Promise<Date> {
    const customers = await this.customers.byIds([of.customer]);
    const hours = await this.hours.now();
    return sendTime(from, this.clock.now(), rulesFor(of, { customers, hours }));
  }

  async #first(due: readonly DueInvitation[], around: Surroundings, { channels }: Through): Promise<Taken[]> {
    const { customers, now } = around;
    const fates = due.map((one) => ({ one, fate: this.#fateOf(one, around, channels) }));
    const reached = fates.flatMap(({ one, fate }) =>
      fate.do === 'send' ? [{ ...one, channel: fate.channel, nextChannels: fate.nextChannels, from: one.channel }] : [],
    );
    const sent = reached.filter(({ channel }) => channels.includes(channel));
    await this.due.reroute(reached.filter(({ channel }) => !channels.includes(channel)));
    await this.due.claim(sent, now);
    await this.moves.tellClaimed(sent);
    await this.pressure.noteSent(
      sent.map(({ id }) => id),
      now,
    );
    for (const { id, channel, from } of reached) if (channel !== from) await this.pressure.changeChannel(id, channel);
    const moved = fates.flatMap(({ one: { id }, fate }) => (fate.do === 'move' ? [{ id, at: fate.at }] : []));
    await this.due.postpone(moved);
    await this.pressure.replan(moved);
    for (const { one, fate } of fates) {
      if (fate.do === 'hold') await this.moves.hold(one, customers.get(one.customer)?.personKeys ?? [], fate);
      if (fate.do === 'cancel') await this.moves.end([one.id], 'cancelled', fate.cause);
      if (fate.do === 'expire') await this.moves.end([one.id], 'expired', fate.cause);
    }
    return sent.map(({ from: _, ...one }) => ({
      invitation: { ...one, status: 'sending', step: one.step + 1 },
      reminder: false,
      sendBy: sendWindowEnd(now, rulesFor(one, around)),
    }));
  }

  async #reminders(due: readonly DueInvitation[], around: Surroundings): Promise<Taken[]> {
    const { customers, hearing, asks, now } = around;
    const fates = due.map((one) => {
      const ask = asks.get(one.id);
      const stopped = ask !== undefined && this.pressure.reminderStop(hearing, ask) !== null;
      const fate = reminderFate(one, customers.get(one.customer), stopped, rulesFor(one, around), now);
      if (fate.do === 'send') hearing.ledger.remind(one.id, now);
      return { one, fate };
    });
    const sent = fates.filter(({ fate }) => fate.do === 'send').map(({ one }) => one);
    const ids = sent.map(({ id }) => id);
    await this.due.claimReminders(ids, now);
    await this.pressure.noteReminders(ids, now);
    await this.due.dropReminders(fates.flatMap(({ one: { id }, fate }) => (fate.do === 'drop' ? [id] : [])));
    await this.due.postponeReminders(
      fates.flatMap(({ one: { id }, fate }) => (fate.do === 'move' ? [{ id, at: fate.at }] : [])),
    );
    return sent.map((one) => ({
      invitation: { ...one, step: one.step + 1, reminders: one.reminders + 1 },
      reminder: true,
      sendBy: sendWindowEnd(now, rulesFor(one, around)),
    }));
  }

  async #around(due: readonly DueInvitation[], now: Date): Promise<Surroundings> {
    const customers = await this.customers.byIds([...new Set(due.map(({ customer }) => customer))]);
    const hours = await this.hours.now();
    const hearing = await this.pressure.hear(due.flatMap((one) => askFor(one, customers) ?? []));
    return { customers, hours, hearing, asks: new Map(hearing.asks.map((ask) => [ask.invitation, ask])), now };
  }

  /** What it sends, or gives back, counts for those that are looked at after it. */
  #fateOf(one: DueInvitation, around: Surroundings, channels: Through['channels']): Fate {
    const { customers, hearing, asks, now } = around;
    const rules = rulesFor(one, around);
    const ask = asks.get(one.id);
    const verdict = ask && this.pressure.lookAgain(hearing, { ...ask, sendAt: sendTime(now, now, rules) });
    const fate = fateOf(one, customers.get(one.customer), stopOf(verdict), rules, now);
    if (fate.do === 'send') {
      if (channels.includes(fate.channel)) hearing.ledger.send(one.id, now, fate.channel);
    } else if (fate.do !== 'move') hearing.ledger.release(one.id);
    return fate;
  }
}

/**
 * The ask an invitation was planned from, about the person as they are known now: on the first channel that reaches them.
 * @param sendAt when its message would go out; at once, if not said
 */
export function askFor(of: DueInvitation, customers: Map<string, Customer>, sendAt?: Date): Ask | null {
  const customer = customers.get(of.customer);
  if (!customer) return null;
  const { id: invitation, touchpoint, temperature, timeZone: zone, exempt, priority } = of;
  const [channel = of.channel] = reaching(of, customer);
  return askOf(customer, { invitation, touchpoint, temperature, channel, zone, exempt, priority, sendAt });
}

export function rulesFor(
  of: DueInvitation,
  { customers, hours: { sites, quiet } }: Pick<Surroundings, 'customers' | 'hours'>,
): SendRules {
  const country = customers.get(of.customer)?.country ?? 'FR';
  return sendRules(of.window, { timeZone: of.timeZone, country }, sites.get(of.site ?? ''), quiet);
}

function stopOf(verdict: Verdict | undefined) {
  if (!verdict || verdict.granted) return null;
  const { reason, onExceed, nextEligibleAt } = verdict;
  return { cause: reason, waits: onExceed === 'wait' || reason === 'open-callback', nextEligibleAt };
}
