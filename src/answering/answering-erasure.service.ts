import { Injectable } from '@nestjs/common';
import { DeliveryService } from '#delivery';
import type { Invitation } from '#invitations';
import { Database } from '#platform/database';
import { ResponsesSubmissionsService } from '#responses';
import { AnsweringRepository } from './answering.repository.ts';
import { AnsweringService } from './answering.service.ts';

/** An answer that its author takes back. */
@Injectable()
export class AnsweringErasure {
  constructor(
    private readonly db: Database,
    private readonly submissions: ResponsesSubmissionsService,
    private readonly answering: AnsweringService,
    private readonly conversations: AnsweringRepository,
    private readonly delivery: DeliveryService,
  ) {}

  /** Nothing of it is left, nor of the text messages it was given in; a review of it is no longer published. */
  async erase(invitation: Invitation): Promise<void> {
    await this.db.transaction(async () => {
      const response = await this.submissions.erase(invitation.id);
      await this.delivery.forgetTexts(await this.conversations.forgetReplies(invitation.id));
      if (response) await this.answering.consider(response);
    });
  }
}
