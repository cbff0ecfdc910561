import { Inject, Injectable } from '@nestjs/common';
import { DeliveryService } from '#delivery';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsRepository } from './reviews.repository.ts';

/** A moderator may take a refusal back for ten seconds; the author is told after that. */
const RECONSIDERED_MS = 15_000;

/** Tells authors that their review was refused, why, and how to correct it (Code de la consommation L.111-7-2, D.111-19). */
@Injectable()
export class ReviewNotices {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly invitations: InvitationsService,
    private readonly delivery: DeliveryService,
    private readonly reviews: ReviewsRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async tellDue(): Promise<number> {
    const due = await this.reviews.untold(new Date(this.clock.now().getTime() - RECONSIDERED_MS), 100);
    for (const review of due) await this.db.transaction(() => this.#tell(review));
    return due.length;
  }

  async nextDueAt(): Promise<Date | null> {
    const refusedAt = await this.reviews.oldestUntold();
    return refusedAt && new Date(refusedAt.getTime() + RECONSIDERED_MS);
  }

  async #tell(review: ReviewEntity): Promise<void> {
    await this.reviews.update(review.id, { notifiedAt: this.clock.now() });
    const invitation = review.invitation
      ? (await this.invitations.byIds([review.invitation])).get(review.invitation)
      : undefined;
    if (!invitation || !review.refusal) return;
    const token = await this.invitations.tokenOf(invitation.id);
    await this.delivery.send({
      customer: review.customer,
      site: invitation.site,
      channel: invitation.channel,
      kind: 'review',
      template: 'review-refused',
      language: review.language,
      view: {
        reason: review.refusal.reason,
        note: review.refusal.note,
        link: `${this.config.publicUrl}/s/${token}`,
        mine: `${this.config.publicUrl}/u/${token}/mine`,
      },
    });
  }
}
