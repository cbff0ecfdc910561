import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { RollupsRepository } from './rollups.repository.ts';

/** Keeps the counters behind the screens equal to the rows they count. */
@Injectable()
export class RollupsService {
  constructor(
    private readonly db: Database,
    private readonly repository: RollupsRepository,
  ) {}

  /** After these answers and moves; once or twice makes no difference. */
  async recount({
    responses,
    invitations,
  }: {
    responses: readonly string[];
    invitations: readonly string[];
  }): Promise<void> {
    if (responses.length + invitations.length === 0) return;
    await this.db.transaction(async () => {
      await this.repository.lock();
      if (responses.length > 0) await this.repository.recountScores(responses);
      if (invitations.length > 0) await this.repository.recountFunnel(invitations);
    });
  }

  /**
   * Follows answers whose day was made coarse when their person was erased.
   * @throws while they were not: the fact is then heard again.
   */
  async forget(customers: readonly string[]): Promise<void> {
    const { ids, waiting } = await this.repository.answersOf(customers);
    if (waiting) throw new Error('The answers of an erased person are not yet anonymous.');
    await this.recount({ responses: ids, invitations: [] });
  }

  /** Everything anew, month by month, so that facts are heard in between. @returns how many cells were not as they should be. */
  async rebuild(): Promise<{ months: number; wrong: number }> {
    const months = await this.repository.months();
    let wrong = 0;
    for (const month of months) {
      wrong += await this.db.transaction(async () => {
        await this.repository.lock();
        return this.repository.rebuild(month);
      });
    }
    return { months: months.length, wrong };
  }
}
