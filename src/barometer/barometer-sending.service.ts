import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { InvitationsService, type Planned, type PlanRequest } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { parseDuration } from '#platform/values';
import { BarometerReplacing } from './barometer-replacing.service.ts';
import { BarometerSpacing } from './barometer-spacing.service.ts';
import type { Surroundings } from './barometer-surroundings.service.ts';
import { MembersRepository, type DueMember } from './members.repository.ts';
import { afterRefusal } from './rules/member.ts';
import type { Programme } from './rules/programme.ts';
import type { Twin } from './substitutes.repository.ts';
import type { WaveEntity } from './wave.entity.ts';

const BATCH = 500;

/** One of those whose turn has come, with what is needed to ask them. */
interface Turn extends Surroundings {
  readonly member: DueMember;
  readonly request: PlanRequest;
}

/** The daily batches of open waves. */
@Injectable()
export class BarometerSending {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly invitations: InvitationsService,
    private readonly members: MembersRepository,
    private readonly replacing: BarometerReplacing,
    private readonly spacing: BarometerSpacing,
  ) {}

  /**
   * Asks those whose turn has come, each decided by pressure in the same transaction: after a crash the rest is found waiting,
   * and nobody was asked without being noted. @returns how many it looked at.
   */
  async sendDue(): Promise<number> {
    return this.db.transaction(async () => {
      await this.#respaceMissed();
      const due = await this.members.lockDue(this.clock.now(), BATCH);
      if (due.length === 0) return 0;
      const around = await this.replacing.surroundings(due.map(({ wave }) => wave));
      const customers = await this.customers.byIds(due.map(({ customer }) => customer));
      const twins = await this.replacing.twins(due);
      const turns: Turn[] = [];
      for (const member of due) {
        if (isTwin(member, twins, turns)) {
          await this.replacing.replace(member, 'same-person');
          continue;
        }
        const surroundings = around(member.wave);
        const { wave, programme } = surroundings;
        const customer = customers.get(member.customer);
        const outside = outsideOf(customer, programme);
        const request = customer && !outside ? this.#requestFor(customer, wave, programme) : null;
        if (request) turns.push({ ...surroundings, member, request });
        else await this.replacing.replace(member, outside ?? 'no-contact');
      }
      await this.#settle(turns, await this.invitations.planMany(turns.map(({ request }) => request)));
      return due.length;
    });
  }

  nextDueAt(): Promise<Date | null> {
    return this.members.nextDueAt();
  }

  /** After an outage of days, its batches do not all go out at once. */
  async #respaceMissed(): Promise<void> {
    const now = this.clock.now();
    const missed = await this.spacing.missed(now);
    if (missed.length === 0) return;
    const around = await this.replacing.surroundings(missed.map(({ id }) => id));
    for (const wave of missed) await this.spacing.respace(wave, around(wave.id).programme.window, now);
  }

  async #settle(turns: readonly Turn[], planned: readonly Planned[]): Promise<void> {
    const invited: { wave: string; customer: string; invitation: string }[] = [];
    for (const [n, { member, wave, programme, quiet }] of turns.entries()) {
      const answer = planned[n];
      if (!answer) continue;
      if ('invitation' in answer) {
        invited.push({ ...member, invitation: answer.invitation.id });
        continue;
      }
      const { nextEligibleAt, rule } = answer.refused;
      const { lastBatchAt } = wave;
      const setback = afterRefusal(nextEligibleAt, { lastBatchAt, window: programme.window, quiet });
      if (setback.do === 'move') await this.replacing.postpone(member, setback.to, rule);
      else await this.replacing.replace(member, rule);
    }
    await this.members.invite(invited, this.clock.now());
  }

  /** Null when no message would reach them. */
  #requestFor(customer: Customer, wave: WaveEntity, programme: Programme): PlanRequest | null {
    const channels = programme.channels.filter((channel) => customer.reach[channel] === 'ok');
    if (channels.length === 0 || wave.questionnaireVersion === null) return null;
    const now = this.clock.now();
    return {
      ...{ customer, channels, window: programme.window, questionnaireVersion: wave.questionnaireVersion },
      anonymous: programme.kind === 'employees',
      ...{ touchpoint: null, temperature: 'cold', site: customer.site, sendAt: now, occurredAt: now },
      expiresAfter: Math.max(0, wave.closesAt.getTime() - now.getTime()),
      reminders: programme.reminders.flatMap(({ after }) => {
        const parsed = parseDuration(after);
        return 'ms' in parsed ? [parsed.ms] : [];
      }),
    };
  }
}

/** Why somebody drawn is no longer of those the programme asks; null when they are. */
function outsideOf(customer: Customer | undefined, { kind }: Programme): string | null {
  if (!customer || customer.erased) return 'erased';
  if (kind === 'employees') return customer.employee ? null : 'no-employee';
  return customer.insider ? 'employee' : null;
}

/** Two records have become one person since the draw: whoever was asked first stays. */
function isTwin({ customer }: DueMember, twins: readonly Twin[], turns: readonly Turn[]): boolean {
  return twins.some(
    (twin) => twin.customer === customer && (twin.asked || turns.some(({ member }) => member.customer === twin.other)),
  );
}
