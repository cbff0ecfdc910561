import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { PressureService } from '#pressure';
import { CallbacksRepository } from './callbacks.repository.ts';
import { caseLifecycle } from './rules/lifecycle.ts';

@Injectable()
export class CallbacksErasure {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly pressure: PressureService,
    private readonly repository: CallbacksRepository,
  ) {}

  /** Nobody can be called any more: the open case is dropped, and what was written about the person goes. */
  async forget(customer: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.forget(customer);
      const one = await this.repository.lockOpenOf(customer);
      if (!one) return;
      await this.pressure.lift(one.id);
      if (!caseLifecycle.mayMove(one.status, 'declined')) return;
      const changes = { status: 'declined' as const, closedAt: this.clock.now(), nextTryAt: null, alarmAt: null };
      await this.repository.move(one, changes);
      const data = { from: one.status, to: 'declined', cause: 'erased', assignee: one.assignee };
      await this.facts.record({ name: 'case.moved', subject: one.id, customer, data });
    });
  }
}
