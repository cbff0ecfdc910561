import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, Facts } from '#platform/facts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryUndelivered } from './delivery-undelivered.service.ts';
import type { KnownMessage } from './rules/message.ts';
import { isFurther, statusOf, wasOpen } from './rules/receipt.ts';

/** What a provider tells us of a message. */
export interface Receipt {
  readonly providerId: string;
  /** Ours, when the report brings it. */
  readonly token: string | null;
  /** In the provider's word. */
  readonly status: string;
  readonly code: string | null;
  readonly payload: Record<string, unknown>;
}

/** Reports of providers: late, twice, in any order, or never. */
@Injectable()
export class DeliveryReceipts {
  constructor(
    private readonly repository: DeliveryRepository,
    private readonly invitations: InvitationsService,
    private readonly undelivered: DeliveryUndelivered,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async receive(receipt: Receipt): Promise<void> {
    await actors.as('provider', () => this.db.transaction(() => this.#receive(receipt)));
  }

  async #receive({ providerId, token, status, code, payload }: Receipt): Promise<void> {
    const now = this.clock.now();
    const message = await this.repository.lockReported({ token, providerId });
    const isNews = await this.repository.noteEvent({ providerId, status, code: code ?? '', payload, now });
    const reported = statusOf(status);
    if (!isNews || !message || !reported || !isFurther(reported, message.status)) return;
    await this.repository.report(message.id, { status: reported, providerId, code, cause: code ? status : null, now });
    if (wasOpen(message.status) && reported !== 'failed') await this.#wasTaken(message);
    if (reported === 'delivered' && message.invitation) await this.invitations.markDelivered(message.invitation);
    if (reported === 'undelivered' || reported === 'failed' || reported === 'bounced')
      await this.undelivered.cameBack(message, reported, code);
  }

  /** The report was faster than the answer to our own request. */
  async #wasTaken({ id, invitation, customer, channel, kind }: KnownMessage): Promise<void> {
    if (invitation) await this.invitations.markSent([invitation]);
    await this.facts.record({ name: 'message.sent', subject: id, customer, data: { channel, kind, invitation } });
  }
}
