import { Injectable } from '@nestjs/common';
import { InvitationsService, type Waiting } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { DeliveryGate } from './delivery-gate.service.ts';
import type { KnownLane, Pause } from './delivery-gate.repository.ts';
import {
  DeliveryOperationsRepository,
  type FailureCause,
  type OpenMessages,
  type Throughput,
} from './delivery-operations.repository.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';

const HOUR_MS = 3_600_000;
const SOON_MS = 24 * HOUR_MS;
const FAILURE_DAYS = 7;
const CAUSES = 20;

/** How sending goes at one instant. */
export interface Operations {
  readonly now: Date;
  readonly pauses: readonly Pause[];
  readonly lanes: readonly KnownLane[];
  readonly takesReplies: boolean;
  readonly invitations: readonly Waiting[];
  readonly messages: readonly OpenMessages[];
  readonly throughput: readonly Throughput[];
  readonly hourly: readonly { channel: string; hour: number; count: number }[];
  readonly failures: readonly FailureCause[];
  readonly queue: { readonly waiting: number; readonly active: number };
}

/** What those who run the platform look at. */
@Injectable()
export class DeliveryOperations {
  constructor(
    private readonly gate: DeliveryGate,
    private readonly invitations: InvitationsService,
    private readonly repository: DeliveryOperationsRepository,
    private readonly queue: DeliveryQueue,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async look(): Promise<Operations> {
    const now = this.clock.now();
    const [state, queue] = await Promise.all([this.gate.state(), this.queue.depth()]);
    const counts = await this.db.transaction(async () => ({
      invitations: await this.invitations.waiting(now, new Date(now.getTime() + SOON_MS)),
      messages: await this.repository.open(now),
      throughput: await this.repository.throughput(now),
      hourly: await this.repository.hourly(new Date(now.getTime() - SOON_MS), now),
      failures: await this.repository.failures(new Date(now.getTime() - FAILURE_DAYS * SOON_MS), CAUSES),
    }));
    return { now, ...state, queue, takesReplies: this.gate.takesReplies, ...counts };
  }
}
