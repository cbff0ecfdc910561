import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvitationsService, OPEN } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Sweeps } from '#platform/queue';
import type { Response } from '#responses';
import type { CallbackCase, CaseOutcome } from './case.entity.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { recoveryIn } from './rules/recovery.ts';

const EVERY_MS = 60_000;
const BATCH = 200;

/** Whether a callback helped, in the customer's own word: it outweighs what the supervisor saw, and both are kept. */
@Injectable()
export class CallbacksRecovery implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly sweeps: Sweeps,
    private readonly invitations: InvitationsService,
    private readonly repository: CallbacksRepository,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'callbacks.unanswered',
      everyMs: EVERY_MS,
      run: () => this.closeUnanswered(),
      nextDueAt: () => this.repository.nextAnswerDueAt(),
    });
  }

  /** An answer that says whether a callback helped; any other is none of ours. Corrected, it says so anew. */
  async heard({ id, invitation, touchpoint, metric, score }: Response): Promise<void> {
    const outcome = recoveryIn(metric, score);
    if (touchpoint !== null || invitation === null || outcome === null) return;
    const one = await this.repository.lockAskedBy(invitation);
    if (one && one.customerOutcome !== outcome) await this.#close(one, outcome, id);
  }

  /** Cases whose customer said nothing while it was awaited. Gives how many were looked at. */
  async closeUnanswered(): Promise<number> {
    let done = 0;
    while (done < BATCH && (await this.db.transaction(() => this.#closeOne()))) done += 1;
    return done;
  }

  async #closeOne(): Promise<boolean> {
    const now = this.clock.now();
    const one = await this.repository.lockUnanswered(now);
    if (!one) return false;
    const id = one.recoveryInvitation ?? '';
    const asked = (await this.invitations.byIds([id])).get(id);
    const isAwaited = asked && OPEN.includes(asked.status) && asked.expiresAt > now;
    if (isAwaited) await this.repository.setAnswer(one.id, { answerDueAt: asked.expiresAt });
    else await this.#close(one, 'no-answer', null);
    return true;
  }

  async #close({ id, customer }: CallbackCase, outcome: CaseOutcome, response: string | null): Promise<void> {
    await this.repository.setAnswer(id, { outcome, customerOutcome: outcome, answerDueAt: null });
    await this.facts.record({ name: 'case.answered', subject: id, customer, data: { outcome, response } });
  }
}
