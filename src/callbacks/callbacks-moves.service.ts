import { Injectable } from '@nestjs/common';
import { v7, validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { Problem, type Principal } from '#platform/http';
import { TeamsService, UsersService } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksRepository, type CaseChanges } from './callbacks.repository.ts';
import { hoursOf } from './rules/deadlines.ts';
import { nextAlarmAt } from './rules/escalation.ts';
import { mayDo, statesFor, type CaseStatus, type CaseVerb } from './rules/lifecycle.ts';
import { maySee, maySupervise, mayWork } from './rules/rights.ts';

export interface Move {
  to: CaseStatus;
  cause: string | null;
  /** What the person who did it wrote. */
  note?: string | undefined;
  changes?: CaseChanges;
}

/** What every verb on a case needs: find it, check the right and the state, move it, tell it. */
@Injectable()
export class CallbacksMoves {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly teams: TeamsService,
    private readonly users: UsersService,
    private readonly repository: CallbacksRepository,
  ) {}

  /** @throws Problem 404 unknown, or not for these eyes. */
  async seen(id: string, by: Principal): Promise<CallbackCase> {
    return known(id, isUuid(id) ? await this.repository.byId(id) : null, by);
  }

  /**
   * The case, ready for the verb: until the transaction ends nobody moves it, nor its deadlines.
   * @throws Problem 404, 403 when it is another's, 409 when its state does not allow it.
   */
  async readyFor(verb: CaseVerb, id: string, by: Principal): Promise<CallbackCase> {
    const one = known(id, isUuid(id) ? await this.repository.lock(id) : null, by);
    if (!mayDo(verb, one.status)) throw await this.#refusal(verb, one);
    if (isSupervisors(verb) && !maySupervise(by)) throw Problem.forbidden('Supervisors do this.');
    if (!isEveryones(verb) && !mayWork(by, one)) throw Problem.forbidden('A colleague works this case.');
    return one;
  }

  /** @throws Problem 409 when somebody moved the case since it was read. */
  async move(one: CallbackCase, verb: CaseVerb, { to, cause, note, changes = {} }: Move, by: Principal): Promise<void> {
    const after = await this.change(one, verb, { ...changes, status: to });
    const noteId = note ? await this.keepNote(one.id, note, by) : null;
    const { id, customer, status: from } = one;
    const data = { from, to, cause, assignee: after.assignee, ...(noteId && { note: noteId }) };
    await this.facts.record({ name: 'case.moved', subject: id, customer, data });
  }

  /** Changes a case and sets its alarms anew. @throws Problem 409 when somebody was first. */
  async change(one: CallbackCase, verb: CaseVerb, changes: CaseChanges): Promise<CallbackCase> {
    const after = { ...one, ...changes };
    const team = after.team ? await this.teams.byId(after.team) : null;
    const alarmAt = nextAlarmAt(after, hoursOf(team));
    if (!(await this.repository.move(one, { ...changes, alarmAt })))
      throw await this.#refusal(verb, (await this.repository.byId(one.id)) ?? one);
    return { ...after, alarmAt };
  }

  async keepNote(caseId: string, text: string, by: Principal): Promise<string> {
    const id = v7();
    await this.repository.addNote({ id, caseId, by: by.kind === 'user' ? by.id : null, text, at: this.clock.now() });
    return id;
  }

  /** Why a verb is refused in this state, with the states in which it is not, and who has the case. */
  async #refusal(verb: CaseVerb, one: CallbackCase): Promise<Problem> {
    const holder = one.assignee ? ((await this.users.byId(one.assignee)) ?? null) : null;
    const states = statesFor(verb);
    const more = { state: one.status, states, assignee: holder?.email ?? null, assigneeName: holder?.name ?? null };
    if (verb === 'claim' && !mayDo('claim', one.status) && mayDo('attempt', one.status))
      return Problem.conflict('case-taken', `${holder?.name ?? 'Somebody'} has this case already.`, more);
    const detail = `A case that is ${one.status} does not allow this; it takes one that is ${states.join(' or ')}.`;
    return Problem.conflict('case-state', detail, more);
  }
}

function known(id: string, one: CallbackCase | null, by: Principal): CallbackCase {
  if (!one || !maySee(by, one)) throw Problem.notFound('callback', id);
  return one;
}

function isSupervisors(verb: CaseVerb): boolean {
  return verb === 'assign' || verb === 'verify';
}

/** Whoever sees a case may write a note, take it when it is free, or open it again. */
function isEveryones(verb: CaseVerb): boolean {
  return verb === 'note' || verb === 'claim' || verb === 'reopen';
}
