import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryGateRepository } from './delivery-gate.repository.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';
import { filled } from './rules/bucket.ts';
import type { Scope } from './rules/gate.ts';

/** The hands on the tap: what is paused waits, and goes later within its hours or expires. */
@Injectable()
export class DeliveryPauses {
  constructor(
    private readonly repository: DeliveryGateRepository,
    private readonly gate: DeliveryGate,
    private readonly queue: DeliveryQueue,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 409 when it is paused already. */
  async pause(scope: Scope, reason: string): Promise<void> {
    if (!(await this.stop(scope, reason))) throw Problem.conflict('paused', 'This is paused already.');
  }

  /** Paused by the platform itself, `reason` being `code:` and the provider's. False when it is paused already. */
  async stop(scope: Scope, reason: string): Promise<boolean> {
    return this.db.transaction(async () => {
      const paused = { scope, reason, by: actors.current(), at: this.clock.now() };
      if (!(await this.repository.pause(paused))) return false;
      await this.facts.record({ name: 'delivery.paused', subject: scope, data: { scope, reason } });
      return true;
    });
  }

  /** @throws Problem 409 when it is not paused. */
  async resume(scope: Scope): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.repository.resume(scope))) throw Problem.conflict('not-paused', 'This is not paused.');
      await this.facts.record({ name: 'delivery.resumed', subject: scope, data: { scope } });
      this.db.afterCommit(() => this.queue.wake());
    });
  }

  /** @param perSecond segments of SMS or mails; null: as fast as the provider takes them. */
  async setPace(channel: Channel, perSecond: number | null): Promise<void> {
    await this.gate.lanes();
    await this.db.transaction(async () => {
      const sender = this.gate.senders.find((one) => one.channel === channel);
      const lane = sender && (await this.repository.lockLane(sender));
      if (!lane || lane.perSecond === perSecond) return;
      const now = this.clock.now();
      const tokens = lane.perSecond === null ? 0 : Math.min(filled(lane, now), perSecond ?? 0);
      await this.repository.setBucket(sender, { perSecond, tokens, refilledAt: now });
      await this.facts.record({ name: 'delivery.paced', subject: channel, data: { channel, perSecond } });
      this.db.afterCommit(() => this.queue.wake());
    });
  }
}
