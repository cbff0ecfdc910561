import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryGateRepository, type Sender } from './delivery-gate.repository.ts';
import { failed, isOutage, type Breaker } from './rules/breaker.ts';
import type { Outcome } from './rules/outcome.ts';

/** Learns from what came of messages whether a provider is there. */
@Injectable()
export class DeliveryHealth {
  constructor(
    private readonly gate: DeliveryGate,
    private readonly repository: DeliveryGateRepository,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async note(outcomes: readonly Outcome[]): Promise<void> {
    for (const sender of this.gate.senders) {
      const signs = outcomes.filter(({ message }) => message.channel === sender.channel).flatMap(signOf);
      const failures = sinceLastAnswer(signs);
      if (failures.length < signs.length) await this.#answered(sender);
      if (failures.length > 0) await this.#failed(sender, failures);
    }
  }

  async #answered(sender: Sender): Promise<void> {
    await this.db.transaction(async () => {
      const doubt = await this.repository.closeBreaker(sender);
      if (doubt?.wasOpen)
        await this.facts.record({ name: 'provider.back', subject: sender.channel, data: { channel: sender.channel } });
    });
  }

  async #failed(sender: Sender, codes: readonly string[]): Promise<void> {
    await this.db.transaction(async () => {
      const lane = await this.repository.lockLane(sender);
      if (!lane) return;
      const at = this.clock.now();
      const breaker = codes.reduce<Breaker>((before) => failed(before, at), lane);
      const code = codes.at(-1) ?? '';
      await this.repository.setBreaker(sender, breaker, { code, at });
      if (lane.state !== 'closed' || breaker.state !== 'open') return;
      await this.facts.record({
        name: 'provider.away',
        subject: sender.channel,
        data: { channel: sender.channel, code },
      });
    });
  }
}

/**
 * What an outcome says of the provider: a code when it was away, null when it took or refused a message, nothing when it was
 * offered none: one that can still be asked for a message may take no new ones.
 */
function signOf(outcome: Outcome): (string | null)[] {
  if (outcome.result === 'accepted') return [null];
  if (outcome.result !== 'refused') return [];
  const channel: Channel = outcome.message.channel;
  return [isOutage(channel, outcome.kind, outcome.code) ? outcome.code : null];
}

function sinceLastAnswer(signs: readonly (string | null)[]): string[] {
  return signs.slice(signs.lastIndexOf(null) + 1).flatMap((sign) => sign ?? []);
}
