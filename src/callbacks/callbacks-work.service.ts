import { Injectable } from '@nestjs/common';
import { v7, validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, type Principal } from '#platform/http';
import { UsersService, type User } from '#users';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import type { AttemptOutcome } from './rules/attempts.ts';

export interface AttemptInput {
  outcome: AttemptOutcome;
  note?: string | undefined;
  /** When to try again. */
  nextAt?: Date | undefined;
}

/** The daily work on a case: who has it, the calls, the notes. */
@Injectable()
export class CallbacksWork {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly users: UsersService,
    private readonly moves: CallbacksMoves,
    private readonly repository: CallbacksRepository,
  ) {}

  /**
   * Takes a case that nobody has. A program claims for the person it names, or for nobody in particular.
   * @throws Problem 409 naming who has it.
   */
  async claim(id: string, by: Principal, named?: string): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('claim', id, by);
      const forWhom = named === undefined ? null : (await this.#worker(named)).id;
      const assignee = by.kind === 'user' ? by.id : forWhom;
      await this.moves.move(one, 'claim', { to: 'assigned', cause: 'claimed', changes: { assignee } }, by);
    });
  }

  /** Gives the case back to the team. */
  async release(id: string, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('release', id, by);
      await this.moves.move(one, 'release', { to: 'new', cause: 'released', changes: { assignee: null } }, by);
    });
  }

  /** Hands the case to somebody, whoever had it. `user` is an id or an e-mail address. */
  async assign(id: string, user: string, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('assign', id, by);
      const assignee = (await this.#worker(user)).id;
      await this.moves.move(one, 'assign', { to: 'assigned', cause: 'handed-over', changes: { assignee } }, by);
    });
  }

  /** A call that was tried: whoever tries a free case has it. The clock of the first call stops at the first try. */
  async attempt(id: string, { outcome, note, nextAt }: AttemptInput, by: Principal): Promise<void> {
    const at = this.clock.now();
    if (nextAt && nextAt <= at)
      throw invalid({ path: 'nextAt', code: 'in-the-past', message: 'must be later than now' });
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('attempt', id, by);
      const caller = by.kind === 'user' ? by.id : null;
      const attempt = { id: v7(), caseId: one.id, by: caller, outcome, note: note || null, nextAt: nextAt ?? null, at };
      const changes = {
        assignee: one.assignee ?? caller,
        firstContactAt: one.firstContactAt ?? at,
        nextTryAt: attempt.nextAt,
      };
      await this.repository.addAttempt(attempt);
      await this.facts.record({
        name: 'case.attempted',
        subject: one.id,
        customer: one.customer,
        data: { outcome, attempt: attempt.id },
      });
      if (one.status === 'in-progress') await this.moves.change(one, 'attempt', changes);
      else await this.moves.move(one, 'attempt', { to: 'in-progress', cause: outcome, changes }, by);
    });
  }

  async note(id: string, text: string, by: Principal): Promise<void> {
    await this.db.transaction(async () => {
      const one = await this.moves.readyFor('note', id, by);
      const note = await this.moves.keepNote(one.id, text, by);
      await this.facts.record({ name: 'case.noted', subject: one.id, customer: one.customer, data: { note } });
    });
  }

  async #worker(named: string): Promise<User> {
    const user = isUuid(named) ? await this.users.byId(named) : await this.users.byEmail(named);
    if (!user?.active) throw invalid({ path: 'user', code: 'unknown-user', message: 'is nobody who works here' });
    return user;
  }
}
