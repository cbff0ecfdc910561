import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { sendWindowEnd, type SendRules } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { PressureService, type Ask, type Verdict } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import type { DueInvitation } from './invitations.repository.ts';
import { fateOf, reminderFate, type Through } from './rules/fate.ts';
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
  readonly now: Date;
}

/** The last look before a message goes out; runs inside the transaction of whoever claims. */
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
    const customers = await this.customers.byIds([...new Set([...due, ...reminders].map(({ customer }) => customer))]);
    const around = { customers, hours: await this.hours.now(), now };
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
    const verdicts = await this.#stillAllowed(due, customers);
    const fates = due.map((one) => ({
      one,
      fate: fateOf(one, customers.get(one.customer), stopOf(verdicts.get(one.id)), rulesFor(one, around), now),
    }));
    const reached = fates.flatMap(({ one, fate }) =>
      fate.do === 'send' ? [{ ...one, channel: fate.channel, nextChannels: fate.nextChannels, from: one.channel }] : [],
    );
    const sent = reached.filter(({ channel }) => channels.includes(channel));
    await this.due.reroute(reached.filter(({ channel }) => !channels.includes(channel)));
    await this.due.claim(sent, now);
    await this.moves.tellClaimed(sent);
    for (const { id, channel, from } of reached) if (channel !== from) await this.pressure.changeChannel(id, channel);
    await this.due.postpone(
      fates.flatMap(({ one: { id }, fate }) => (fate.do === 'move' ? [{ id, at: fate.at }] : [])),
    );
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
    const { customers, now } = around;
    const asks = due.flatMap((one) => askFor(one, customers) ?? []);
    const stops = new Map((await this.pressure.checkReminders(asks)).map((stop, n) => [asks[n]?.invitation, stop]));
    const fates = due.map((one) => ({
      one,
      fate: reminderFate(one, customers.get(one.customer), Boolean(stops.get(one.id)), rulesFor(one, around), now),
    }));
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

  async #stillAllowed(due: readonly DueInvitation[], customers: Map<string, Customer>): Promise<Map<string, Verdict>> {
    const asks = due.flatMap((one) => askFor(one, customers) ?? []);
    const verdicts = await this.pressure.checkMany(asks);
    return new Map(verdicts.map((verdict, n) => [asks[n]?.invitation ?? '', verdict]));
  }
}

/** The ask an invitation was planned from, about the person as they are known now. */
export function askFor(of: DueInvitation, customers: Map<string, Customer>): Ask | null {
  const customer = customers.get(of.customer);
  if (!customer) return null;
  const { ownKeys, personKeys, contactKeys } = customer;
  const { id, touchpoint, temperature, channel, timeZone: zone, exempt, priority } = of;
  return {
    invitation: id,
    customer: customer.id,
    ownKeys,
    personKeys,
    contactKeys,
    touchpoint,
    temperature,
    channel,
    zone,
    exempt,
    priority,
  };
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
