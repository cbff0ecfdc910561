import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { InvitationsService, type Claimed, type Through } from '#invitations';
import { LOGGER } from '#platform/log';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryRewording, type Reworded } from './delivery-rewording.service.ts';
import { DeliverySubjects } from './delivery-subjects.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';
import type { SurveySubject } from './delivery.views.ts';
import type { Message, NewMessage } from './rules/message.ts';

/** Turns due invitations into messages; runs inside the transaction of whoever dispatches, so that neither is there without the other. */
@Injectable()
export class DeliveryPreparation {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly subjects: DeliverySubjects,
    private readonly writing: DeliveryWriting,
    private readonly rewording: DeliveryRewording,
    private readonly outbox: DeliveryOutbox,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** `claimed` counts the invitations taken up, written or not. */
  async prepare(limit: number, through: Through): Promise<{ messages: Message[]; claimed: number }> {
    const claimed = await this.invitations.claimDue(limit, through);
    const subjects = await this.subjects.of(claimed);
    const reworded = await this.rewording.inForce();
    const written: NewMessage[] = [];
    for (const invitation of claimed) {
      const message = await this.#write(invitation, subjects.get(invitation.id), reworded);
      if (message) written.push(message);
    }
    return { messages: await this.outbox.put(written), claimed: claimed.length };
  }

  /** One invitation that cannot be written spoils no other. */
  async #write(
    invitation: Claimed,
    subject: SurveySubject | undefined,
    reworded: Reworded,
  ): Promise<NewMessage | null> {
    if (!subject?.to) return this.#give(invitation, 'no-contact');
    try {
      const message = this.writing.survey(invitation, { ...subject, to: subject.to });
      return reworded(message, invitation, subject);
    } catch (error) {
      this.log.error({ err: error, invitation: invitation.id }, 'an invitation could not be written');
      return this.#give(invitation, 'not-written');
    }
  }

  async #give({ id, reminder }: Claimed, cause: string): Promise<null> {
    if (!reminder) await this.invitations.fail(id, { cause, permanent: true });
    return null;
  }
}
