import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { TeamsService } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { hoursOf } from './rules/deadlines.ts';
import { nextAlarmAt } from './rules/escalation.ts';
import { isAtWork } from './rules/lifecycle.ts';
import { freeSlots, type Slot } from './rules/slots.ts';

const MOST = 60;

/** The customer says when the call suits them: an hour in which the team works and is free. */
@Injectable()
export class CallbacksSlots {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly teams: TeamsService,
    private readonly repository: CallbacksRepository,
  ) {}

  /** Soonest first; none once the customer was called. */
  async free(id: string): Promise<Slot[]> {
    const one = await this.repository.byId(id);
    return one ? this.#freeFor(one) : [];
  }

  /** The hour that was chosen for the case of this answer and is still to come; null when none was. */
  async chosen(id: string): Promise<Slot | null> {
    const one = await this.repository.byId(id);
    const at = one && isAtWork(one.status) && !one.firstContactAt ? one.nextTryAt : null;
    return at && at > this.clock.now() ? { from: at, to: new Date(at.getTime() + 3_600_000) } : null;
  }

  /**
   * Choosing again moves the call. What the customer chose is the promise: a first call that was due earlier is due by
   * the end of that hour. @throws Problem 409 when the hour is not free, or the customer was called meanwhile.
   */
  async choose(id: string, from: Date): Promise<Slot> {
    return this.db.transaction(async () => {
      const before = await this.repository.byId(id);
      if (before) await this.repository.lockTeam(before.team);
      const one = before && (await this.repository.lockOpenOf(before.customer));
      const free = one && one.id === id ? await this.#freeFor(one) : [];
      const slot = free.find((each) => each.from.getTime() === from.getTime());
      if (!one || !slot) throw Problem.conflict('slot-taken', 'This hour is no longer free.', {});
      const changes = {
        nextTryAt: slot.from,
        firstContactDueAt: later(one.firstContactDueAt, slot.to),
        resolutionDueAt: later(one.resolutionDueAt, slot.to),
      };
      const alarmAt = nextAlarmAt({ ...one, ...changes }, hoursOf(await this.#teamOf(one)));
      if (!(await this.repository.move(one, { ...changes, alarmAt })))
        throw new Error(`Case ${one.id} moved while it was locked.`);
      const data = { at: slot.from.toISOString() };
      await this.facts.record({ name: 'case.slot-chosen', subject: one.id, customer: one.customer, data });
      return slot;
    });
  }

  async #freeFor(one: CallbackCase): Promise<Slot[]> {
    if (!isAtWork(one.status) || one.firstContactAt) return [];
    const now = this.clock.now();
    const team = await this.#teamOf(one);
    const taken = await this.repository.triesPromised(one.team, one.id, now);
    return freeSlots(now, hoursOf(team), { taken, people: team?.members.length ?? 1, most: MOST });
  }

  async #teamOf({ team }: CallbackCase) {
    return team ? this.teams.byId(team) : null;
  }
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
