import { Injectable } from '@nestjs/common';
import type { Site } from '#customers';
import { Clock } from '#platform/clock';
import { newId } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { askOf, type Ask, type Step, type Verdict } from '#pressure';
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

interface SettledDraft extends Settled {
  readonly draft: Draft;
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
      const wished = requests.map((request) => ({ request, invitation: draftOf(request, hours, now) }));
      const settled = await this.#settle(wished, hours.sites);
      const kept = settled.flatMap((one) => keptAs(one) ?? []);
      await this.repository.insertMany(kept, now);
      await this.#tell(kept);
      const byId = new Map(kept.map((invitation) => [invitation.id, invitation]));
      return settled.map(({ draft: { invitation }, verdict }) =>
        answerOf(verdict, byId.get(invitation.id), invitation.sendAt),
      );
    });
  }

  /** What pressure would say of a wish, and nobody takes a place. */
  async foresee(request: PlanRequest): Promise<Verdict> {
    const draft = { request, invitation: draftOf(request, await this.hours.now(), this.clock.now()) };
    for (let tried = draft; ;) {
      const verdict = await this.contests.foresee(askFrom(tried));
      const other = otherWay(tried, verdict);
      if (!other) return verdict;
      tried = other;
    }
  }

  /** In order. Whom only rules about the channel stop is asked on the next one before being dropped. */
  async #settle(drafts: readonly Draft[], sites: ReadonlyMap<string, Site>): Promise<SettledDraft[]> {
    if (drafts.length === 0) return [];
    const found = await this.contests.decide(drafts.map((draft) => contenderOf(draft, sites)));
    const settled = drafts.map((draft, n) => ({ draft, ...(found[n] as Settled) }));
    const turned = settled.flatMap(({ draft, verdict }) => otherWay(draft, verdict) ?? []);
    const again = new Map(
      (await this.#settle(turned, sites)).map((other) => [other.draft.invitation.id, other] as const),
    );
    return settled.map((one) => {
      const other = again.get(one.draft.invitation.id);
      return other ? { ...other, verdict: toldAfter(one.verdict, other.verdict) } : one;
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
    earliestAt: request.sendAt,
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
  return { ask: askFrom(draft), touchpoint, site, zone, monthlyTarget, priority, occurredAt, until };
}

/** The ask that a draft is, if nothing stands in its way. */
export function askFrom({ request: { customer }, invitation }: Draft): Ask {
  const { id, touchpoint, temperature, channel, exempt, priority, sendAt } = invitation;
  return askOf(customer, { invitation: id, touchpoint, temperature, channel, exempt, priority, sendAt });
}

function keptAs({ draft: { request, invitation }, verdict, worth }: SettledDraft): NewInvitation | null {
  if (verdict.granted) return { ...invitation, worth };
  const { waitsUntil: until, customer } = request;
  if (!mayWait(verdict, until)) return null;
  const sendAt = verdict.nextEligibleAt && verdict.nextEligibleAt < until ? verdict.nextEligibleAt : until;
  return { ...invitation, worth, status: 'held', sendAt, expiresAt: until, heldKeys: customer.personKeys };
}

/** The same on the next channel, where nothing but rules about this one stops it and it may not wait. */
function otherWay({ request, invitation }: Draft, verdict: Verdict): Draft | null {
  const [channel, ...nextChannels] = invitation.nextChannels;
  if (!channel || verdict.granted || mayWait(verdict, invitation.waitsUntil)) return null;
  if (!stopsOf(verdict).every(({ params: { scope } }) => String(scope).startsWith('channel:'))) return null;
  return { request, invitation: { ...invitation, channel, nextChannels } };
}

/** What stopped it on one channel is told before what was said on the next. */
function toldAfter(before: Verdict, after: Verdict): Verdict {
  return { ...after, steps: [...stopsOf(before), ...after.steps] };
}

function stopsOf({ steps }: Verdict): Step[] {
  return steps.filter(({ verdict }) => verdict === 'stop');
}

function answerOf(verdict: Verdict, kept: NewInvitation | undefined, askedFor: Date): Planned {
  const invitation: PlannedInvitation | undefined = kept && { id: kept.id, channel: kept.channel, sendAt: kept.sendAt };
  if (!verdict.granted) return { refused: verdict, held: invitation, askedFor };
  if (!invitation) throw new Error('a granted place has its invitation');
  return { invitation, steps: verdict.steps };
}
