import { Injectable } from '@nestjs/common';
import type { Customer } from '#customers';
import { Clock } from '#platform/clock';
import { PressureService } from '#pressure';
import { FollowingRepository } from './following.repository.ts';
import { askFrom, draftOf, type Draft } from './invitations-planning.service.ts';
import type { DueInvitation } from './invitations.repository.ts';
import type { PlannedInvitation, PlanRequest } from './rules/plan.ts';
import { sendRules, sendTime } from './rules/send-time.ts';
import { SendHours } from './send-hours.service.ts';

/** Planned or held, with what tells when it may go out. */
export type Unsent = Pick<
  DueInvitation,
  'id' | 'customer' | 'touchpoint' | 'status' | 'channel' | 'occurredAt' | 'sendAt' | 'window'
>;

/** An event of the person an invitation is for, later than the one it is about. */
export interface Later {
  readonly invitation: Unsent;
  readonly customer: Customer;
  readonly interaction: string;
  readonly occurredAt: Date;
  readonly site: string | null;
  readonly agent: string | null;
  /** The earliest moment to ask about it. */
  readonly earliest: Date;
  /** How it would be asked about, where it is of another touchpoint than the invitation; null otherwise. */
  readonly turned: PlanRequest | null;
}

/** Several events, one question: which of them it is about. */
@Injectable()
export class InvitationsFollowing {
  constructor(
    private readonly clock: Clock,
    private readonly hours: SendHours,
    private readonly pressure: PressureService,
    private readonly repository: FollowingRepository,
  ) {}

  /**
   * What happened since is what is asked about: one question for several events.
   * - Turned to another touchpoint only where that may be asked in the place it holds; else it stays about what it was.
   */
  async follow(latest: readonly Later[]): Promise<PlannedInvitation[]> {
    if (latest.length === 0) return [];
    const now = this.clock.now();
    const hours = await this.hours.now();
    const turning = latest.flatMap(({ turned: request, invitation }) =>
      request ? [{ request, invitation: { ...draftOf(request, hours, now), id: invitation.id } }] : [],
    );
    const stay = await this.#refusedTo(turning, latest);
    const followed = latest
      .filter(({ invitation }) => !stay.has(invitation.id))
      .map(({ invitation, customer, earliest, turned, ...event }) => {
        const window = turned?.window ?? invitation.window;
        const at = sendTime(earliest, now, sendRules(window, customer, hours.sites.get(event.site ?? ''), hours.quiet));
        const sendAt = invitation.status === 'held' || invitation.sendAt > at ? invitation.sendAt : at;
        const channel = turned?.channels[0] ?? invitation.channel;
        return { ...event, id: invitation.id, channel, sendAt, earliest };
      });
    await this.repository.follow(followed);
    await this.pressure.replan(followed.map(({ id, sendAt: at }) => ({ id, at })));
    await this.#turn(turning.filter(({ invitation }) => !stay.has(invitation.id)));
    return followed.map(({ id, channel, sendAt }) => ({ id, channel, sendAt }));
  }

  /** Of those that hold a place, the ones whose place another touchpoint may not have. */
  async #refusedTo(turning: readonly Draft[], latest: readonly Later[]): Promise<Set<string>> {
    const planned = new Set(
      latest.flatMap(({ invitation }) => (invitation.status === 'planned' ? [invitation.id] : [])),
    );
    const asks = turning.filter(({ invitation }) => planned.has(invitation.id)).map(askFrom);
    const verdicts = await this.pressure.checkMany(asks);
    return new Set(asks.flatMap(({ invitation }, n) => (verdicts[n]?.granted ? [] : [invitation])));
  }

  async #turn(turned: readonly Draft[]): Promise<void> {
    if (turned.length === 0) return;
    await this.repository.turn(turned.map(({ invitation }) => invitation));
    for (const { invitation } of turned) await this.pressure.changeKind(invitation.id, invitation);
  }
}
