import { Injectable } from '@nestjs/common';
import type { Site } from '#customers';
import { Clock } from '#platform/clock';
import { newId } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import type { Ask, Verdict } from '#pressure';
import { InvitationsContests, type Settled } from './invitations-contests.service.ts';
import { InvitationsRepository, type NewInvitation } from './invitations.repository.ts';
import { mayWait } from './rules/fate.ts';
import type { Contender } from './invitations-worths.service.ts';
import type { Planned, PlannedInvitation, PlanRequest } from './rules/plan.ts';
import { sendRules, sendTime } from './rules/send-time.ts';
import { SendHours, type Hours } from './send-hours.service.ts';

/** A wish and what it will be if it is granted. */
export interface Draft {
  readonly request: PlanRequest;
  readonly invitation: NewInvitation;
}

/** From a wish to ask to an invitation with its place. */
@Injectable()
export class InvitationsPlanning {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly hours: SendHours,
    private readonly contests: InvitationsContests,
    private readonly repository: InvitationsRepository,
  ) {}

  async planMany(requests: readonly PlanRequest[]): Promise<Planned[]> {
    if (requests.length === 0) return [];
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const hours = await this.hours.now();
      const drafts = requests.map((request) => ({
        request,
        invitation: draftOf(request, hours, now),
      }));
      const settled = await this.contests.decide(drafts.map((draft) => contenderOf(draft, hours.sites)));
      const kept = drafts.flatMap((draft, n) => keptAs(draft, settled[n] as Settled) ?? []);
      await this.repository.insertMany(kept, now);
      await this.#tell(kept);
      const byId = new Map(kept.map((invitation) => [invitation.id, invitation]));
      return drafts.map(({ invitation: { id } }, n) => answerOf((settled[n] as Settled).verdict, byId.get(id)));
    });
  }

  async #tell(kept: readonly NewInvitation[]): Promise<void> {
    await this.facts.record(
      ...kept.map(({ id, customer, touchpoint, channel, sendAt, status }) => ({
        name: status === 'held' ? ('invitation.held' as const) : ('invitation.planned' as const),
        subject: id,
        customer,
        data: { touchpoint: touchpoint ?? '', channel, sendAt: sendAt.toISOString() },
      })),
    );
  }
}

/** @throws RangeError when the request has no channel: whoever asks has looked for one first. */
export function draftOf(request: PlanRequest, { sites, quiet }: Hours, now: Date): NewInvitation {
  const { customer, window, expiresAfter } = request;
  const [channel, ...nextChannels] = request.channels;
  if (!channel) throw new RangeError('an invitation needs a channel');
  const sendAt = sendTime(request.sendAt, now, sendRules(window, customer, sites.get(request.site ?? ''), quiet));
  return {
    id: newId(),
    customer: customer.id,
    interaction: request.interaction ?? null,
    touchpoint: request.touchpoint,
    questionnaireVersion: request.questionnaireVersion,
    temperature: request.temperature,
    status: 'planned',
    channel,
    nextChannels,
    site: request.site ?? null,
    agent: request.agent ?? null,
    segment: customer.segment,
    language: customer.language,
    timeZone: customer.timeZone,
    occurredAt: request.occurredAt,
    sendAt,
    expiresAt: new Date(Math.max(request.sendAt.getTime(), now.getTime()) + expiresAfter),
    exempt: request.exempt ?? null,
    anonymous: request.anonymous ?? false,
    window,
    reminderAfter: request.reminders.map((ms) => Math.round(ms / 1000)),
    expiresAfter: Math.round(expiresAfter / 1000),
    priority: request.priority ?? 3,
    monthlyTarget: request.monthlyTarget ?? null,
    waitsUntil: request.waitsUntil ?? null,
    worth: null,
    heldKeys: null,
  };
}

function contenderOf(draft: Draft, sites: ReadonlyMap<string, Site>): Contender {
  const { touchpoint, site, monthlyTarget, priority, occurredAt, waitsUntil: until, timeZone } = draft.invitation;
  const zone = sites.get(site ?? '')?.timeZone ?? timeZone;
  return { ask: askOf(draft), touchpoint, site, zone, monthlyTarget, priority, occurredAt, until };
}

/** The ask that a draft is, if nothing stands in its way. */
export function askOf({ request: { customer }, invitation }: Draft): Ask {
  const { id, touchpoint, temperature, channel, exempt, priority } = invitation;
  const { ownKeys, personKeys, contactKeys, timeZone: zone } = customer;
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

function keptAs({ request, invitation }: Draft, { verdict, worth }: Settled): NewInvitation | null {
  if (verdict.granted) return { ...invitation, worth };
  const { waitsUntil: until, customer } = request;
  if (!mayWait(verdict, until)) return null;
  const sendAt = verdict.nextEligibleAt && verdict.nextEligibleAt < until ? verdict.nextEligibleAt : until;
  return { ...invitation, worth, status: 'held', sendAt, expiresAt: until, heldKeys: customer.personKeys };
}

function answerOf(verdict: Verdict, kept: NewInvitation | undefined): Planned {
  const invitation: PlannedInvitation | undefined = kept && { id: kept.id, channel: kept.channel, sendAt: kept.sendAt };
  if (!verdict.granted) return { refused: verdict, held: invitation };
  if (!invitation) throw new Error('a granted place has its invitation');
  return { invitation, steps: verdict.steps };
}
