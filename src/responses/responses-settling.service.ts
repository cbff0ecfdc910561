import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { ResponsesRepository } from './responses.repository.ts';
import type { Response } from './responses.service.ts';

const SETTLED_AFTER_MS = 30 * 60_000;

/** A partial answer that was left alone for half an hour is taken for what it says: its author will not come back to it. */
@Injectable()
export class ResponsesSettlingService {
  constructor(
    private readonly responses: ResponsesRepository,
    private readonly clock: Clock,
  ) {}

  /** Left alone long enough, oldest first. */
  async due(limit: number): Promise<Response[]> {
    return this.responses.unsettled(new Date(this.clock.now().getTime() - SETTLED_AFTER_MS), limit);
  }

  /** Null when it was settled or completed meanwhile. */
  async settle(id: string): Promise<Response | null> {
    if (!(await this.responses.settle(id, this.clock.now()))) return null;
    return this.responses.find({ id });
  }

  async nextDueAt(): Promise<Date | null> {
    const oldest = await this.responses.oldestUnsettled();
    return oldest && new Date(oldest.updatedAt.getTime() + SETTLED_AFTER_MS);
  }
}
