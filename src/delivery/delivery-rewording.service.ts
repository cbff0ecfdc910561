import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Claimed } from '#invitations';
import { DEFAULT_BRAND } from '#platform/brand';
import { LOGGER } from '#platform/log';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryTemplatesRepository } from './delivery-templates.repository.ts';
import type { SurveySubject } from './delivery.views.ts';
import { MOST_SEGMENTS, slotKey } from './rules/edited-template.ts';
import type { NewMessage } from './rules/message.ts';

/** A message in the words that are in force: edited ones, which it then names, or ours. */
export type Reworded = (message: NewMessage, claimed: Claimed, subject: SurveySubject) => NewMessage;

/** Puts the words of the team in place of ours. */
@Injectable()
export class DeliveryRewording {
  constructor(
    private readonly repository: DeliveryTemplatesRepository,
    private readonly edited: DeliveryEdited,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * With what is in force now, read once for many messages: the brand's own, else the default brand's, else ours. Ours stand where the edited words cannot be written for a person,
   * or would cost three texts: an invitation in our words is better than none.
   */
  async inForce(): Promise<Reworded> {
    const templates = new Map((await this.repository.newest()).map((one) => [slotKey(one), one]));
    return (message, claimed, subject) => {
      const { channel, language, reminder } = claimed;
      const kind = reminder ? ('reminder' as const) : ('invitation' as const);
      const template = [subject.brand.key, DEFAULT_BRAND]
        .map((brand) => templates.get(slotKey({ brand, channel, language, kind })))
        .find((one) => one && one.body !== null);
      if (!template) return message;
      try {
        const written = this.edited.write(template, claimed, subject);
        if ((written.segments ?? 0) <= MOST_SEGMENTS) return { ...message, ...written, template: template.id };
        this.log.warn({ template: template.id, invitation: claimed.id }, 'an edited text is too long for this person');
      } catch (error) {
        this.log.error({ err: error, template: template.id }, 'an edited message could not be written');
      }
      return message;
    };
  }
}
