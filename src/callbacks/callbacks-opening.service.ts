import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import type { Response } from '#responses';
import { TeamsService, type Team } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksAftermath } from './callbacks-aftermath.service.ts';
import { CallbacksRepository, type CaseChanges } from './callbacks.repository.ts';
import { deadlines, hastened, hoursOf } from './rules/deadlines.ts';
import { nextAlarmAt } from './rules/escalation.ts';
import { isAtWork } from './rules/lifecycle.ts';
import { raised, type Opening, type Priority } from './rules/opening.ts';
import { teamFor } from './rules/routing.ts';

/** Who calls the customer, and before when. */
export interface Promised {
  readonly id: string;
  readonly firstContactDueAt: Date;
  readonly teamName: string | null;
}

/** What a case begins with. */
type Origin = Pick<Response, 'site' | 'touchpoint' | 'interaction' | 'metric' | 'score' | 'segment'> & {
  readonly id: string | null;
};

/** A wish that no answer carries. */
export const NO_ANSWER: Origin = {
  id: null,
  site: null,
  touchpoint: null,
  interaction: null,
  metric: null,
  score: null,
  segment: null,
};

/** How an answer becomes a case, or part of one. Called with the customer locked. */
@Injectable()
export class CallbacksOpening {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly teams: TeamsService,
    private readonly aftermath: CallbacksAftermath,
    private readonly repository: CallbacksRepository,
  ) {}

  async open(response: Origin, customer: Customer, { reason, priority }: Opening): Promise<CallbackCase> {
    const { site, touchpoint, interaction, metric, score } = response;
    const segment = response.segment ?? customer.segment;
    const team = await this.#teamFor({ site: site ?? customer.site, touchpoint, segment, priority });
    const openedAt = this.clock.now();
    const begun = {
      ...{ id: v7(), customer: customer.id, response: response.id, interaction, touchpoint },
      ...{ site: site ?? customer.site, status: 'new' as const, priority, reason, metric, score, openedAt },
      ...{ team: team?.id ?? null, assignee: null, ...deadlines(priority, openedAt, hoursOf(team)) },
      ...{ nextTryAt: null, firstContactAt: null, resolvedAt: null, closedAt: null, rootCause: null, action: null },
      ...{
        gesture: null,
        outcome: null,
        verdict: null,
        customerOutcome: null,
        answerDueAt: null,
        recoveryInvitation: null,
        reopened: 0,
        given: {},
      },
    };
    const one = { ...begun, alarmAt: nextAlarmAt(begun, hoursOf(team)) };
    await this.repository.insert(one);
    if (response.id) await this.repository.addResponse(one.id, response.id, openedAt);
    await this.aftermath.began(one);
    const data = { response: response.id, priority, team: team?.id ?? null };
    await this.facts.record({ name: 'case.opened', subject: one.id, customer: customer.id, data });
    return { ...one, dueAt: one.firstContactDueAt };
  }

  /**
   * Another unhappy answer, or wish to be called, while the case is open: it becomes more urgent, and a resolved one is not
   * resolved after all.
   */
  async join(one: CallbackCase, response: Response | null, priority: Priority): Promise<CallbackCase> {
    if (response) await this.repository.addResponse(one.id, response.id, this.clock.now());
    const { id: subject, customer } = one;
    await this.facts.record({ name: 'case.joined', subject, customer, data: { response: response?.id ?? null } });
    return this.hasten(await this.#backToWork(one), raised(one.priority, priority));
  }

  /** As urgent as this from now on, unless it is more urgent already. */
  async hasten(one: CallbackCase, priority: Priority): Promise<CallbackCase> {
    if (priority >= one.priority || !isAtWork(one.status)) return one;
    const due = hastened(one, deadlines(priority, this.clock.now(), hoursOf(await this.#teamOf(one))));
    const after = await this.#change(one, { priority, ...due });
    const data = { from: one.priority, to: priority };
    await this.facts.record({ name: 'case.raised', subject: one.id, customer: one.customer, data });
    return after;
  }

  /** What the customer may be told; null once they were called, and when the time has passed. */
  async promised(one: CallbackCase): Promise<Promised | null> {
    if (!isAtWork(one.status) || one.firstContactAt || one.firstContactDueAt <= this.clock.now()) return null;
    const { id, firstContactDueAt } = one;
    return { id, firstContactDueAt, teamName: (await this.#teamOf(one))?.name ?? null };
  }

  async #backToWork(one: CallbackCase): Promise<CallbackCase> {
    if (one.status !== 'resolved') return one;
    const after = await this.#change(one, { status: 'in-progress', resolvedAt: null, reopened: one.reopened + 1 });
    const { id: subject, customer, status: from, assignee } = one;
    const data = { from, to: after.status, cause: 'second-answer', assignee };
    await this.facts.record({ name: 'case.moved', subject, customer, data });
    return after;
  }

  async #change(one: CallbackCase, changes: CaseChanges): Promise<CallbackCase> {
    const after = { ...one, ...changes };
    after.alarmAt = nextAlarmAt(after, hoursOf(await this.#teamOf(one)));
    const moved = await this.repository.move(one, { ...changes, alarmAt: after.alarmAt });
    if (!moved) throw new Error(`Case ${one.id} moved while it was locked.`);
    return after;
  }

  async #teamFor(one: Parameters<typeof teamFor>[0]): Promise<Team | null> {
    return teamFor(one, await this.repository.routing(), await this.teams.all());
  }

  async #teamOf({ team }: CallbackCase): Promise<Team | null> {
    return team ? this.teams.byId(team) : null;
  }
}
