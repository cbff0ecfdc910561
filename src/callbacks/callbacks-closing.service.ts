import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { invalid, Problem, type FieldError, type Principal } from '#platform/http';
import { TeamsService } from '#users';
import { CallbacksAftermath } from './callbacks-aftermath.service.ts';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { unreachable } from './rules/attempts.ts';
import { hoursOf } from './rules/deadlines.ts';
import { GESTURE_CURRENCY, gestureFault, type Gesture } from './rules/gestures.ts';
import { isOpen } from './rules/lifecycle.ts';
import { mayUndo } from './rules/undo.ts';

type Person = Extract<Principal, { kind: 'user' }>;

export interface Resolution {
  /** A key of the tree of causes. */
  rootCause: string;
  action: string;
  gesture?: Gesture | undefined;
  note?: string | undefined;
}

/** How a case ends, and begins again. */
@Injectable()
export class CallbacksClosing {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly teams: TeamsService,
    private readonly moves: CallbacksMoves,
    private readonly aftermath: CallbacksAftermath,
    private readonly repository: CallbacksRepository,
  ) {}

  /** @throws Problem 422 when the gesture is not this person's to give. */
  async resolve(id: string, { rootCause, action, gesture, note }: Resolution, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('resolve', id, by);
      const fault = gesture && gestureFault(gesture, by.kind === 'key' ? 'key' : by.role);
      if (fault) throw invalid(faultOf(fault));
      const changes = {
        ...{ rootCause, action, gesture: gesture ? { ...gesture, currency: GESTURE_CURRENCY } : null },
        ...{ resolvedAt: this.clock.now(), nextTryAt: null, assignee: one.assignee ?? idOf(by) },
      };
      await this.moves.move(one, 'resolve', { to: 'resolved', cause: rootCause, note, changes }, by);
    });
  }

  /** Whether it helped, by the supervisor's eye; then the customer may be asked again, once about this. */
  async verify(
    id: string,
    outcome: 'recovered' | 'not-recovered',
    note: string | undefined,
    by: Principal,
  ): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('verify', id, by);
      const asked = await this.aftermath.ended(one, { askAgain: true });
      const changes = {
        ...{ outcome, verdict: outcome, closedAt: this.clock.now() },
        ...{ recoveryInvitation: asked?.id ?? null, answerDueAt: asked?.until ?? null },
      };
      await this.moves.move(one, 'verify', { to: 'verified', cause: outcome, note, changes }, by);
    });
  }

  /**
   * The promise was made when the case first opened: it keeps its deadlines.
   * @throws Problem 409 when the customer has another open case by now.
   */
  async reopen(id: string, note: string, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      // The customer before the case, as everybody who takes both.
      await this.repository.lockCustomer((await this.moves.seen(id, by)).customer);
      const one = await this.moves.readyFor('reopen', id, by);
      const other = isOpen(one.status) ? null : await this.repository.openOf(one.customer);
      if (other) throw Problem.conflict('case-other-open', 'This customer has another open case.', { case: other.id });
      const changes = {
        ...{ reopened: one.reopened + 1, resolvedAt: null, closedAt: null, recoveryInvitation: null },
        ...{ outcome: null, verdict: null, customerOutcome: null, answerDueAt: null },
      };
      await this.moves.move(one, 'reopen', { to: 'in-progress', cause: 'reopened', note, changes }, by);
      if (!isOpen(one.status)) await this.aftermath.resumed(one);
    });
  }

  /**
   * Takes back an end that this person just put; what was typed stays for the next time. It is no reopening.
   * @throws Problem 409 `case-undo-late`
   */
  async undo(id: string, by: Person): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('undo', id, by);
      if (!mayUndo(await this.repository.lastMove(id), one.status, by.id, this.clock.now()))
        throw Problem.conflict('case-undo-late', 'Too late to undo this: reopen the case instead.');
      const changes = { resolvedAt: null, closedAt: null, assignee: one.assignee ?? by.id };
      await this.moves.move(one, 'undo', { to: 'in-progress', cause: 'undone', changes }, by);
      if (!isOpen(one.status)) await this.aftermath.resumed(one);
    });
  }

  /** @throws Problem 409 `case-not-tried` when too little was tried to call a person unreachable. */
  async closeAs(as: 'unreachable' | 'declined', id: string, note: string | undefined, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('close', id, by);
      if (as === 'unreachable') await this.#triedEnough(one.id, one.team);
      else if (!note) throw invalid({ path: 'note', code: 'required', message: 'say why the case is dropped' });
      await this.aftermath.ended(one, { askAgain: false });
      const changes = { closedAt: this.clock.now(), nextTryAt: null };
      await this.moves.move(one, 'close', { to: as, cause: as, note, changes }, by);
    });
  }

  async #triedEnough(id: string, teamId: string | null): Promise<void> {
    const team = teamId ? await this.teams.byId(teamId) : null;
    const tried = unreachable(await this.repository.attempts(id), hoursOf(team).zone);
    if (tried.unreachable) return;
    const { halfDays, needed } = tried;
    const detail = `Calls were tried on ${halfDays} half-days; it takes ${needed}, or a wrong number.`;
    throw Problem.conflict('case-not-tried', detail, { halfDays, needed });
  }
}

function faultOf({ code, ceiling }: { code: string; ceiling: number }): FieldError {
  const messages: Readonly<Record<string, string>> = {
    'amount-not-free': 'an apology costs nothing',
    'amount-missing': 'how much, in minor units',
    'over-ceiling': `at most ${ceiling} minor units by this person`,
  };
  return { path: 'gesture.amount', code, message: messages[code] ?? code };
}

function idOf(by: Principal): string | null {
  return by.kind === 'user' ? by.id : null;
}
