import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import type { View } from '#platform/templates';
import type { Language } from '#platform/values';

/** A message to a customer that is no survey: about their case, their review, or an answer in a conversation. */
export interface Letter {
  readonly customer: string;
  readonly channel: Channel;
  readonly kind: 'case' | 'review' | 'conversation' | 'notice';
  /** `case-opened`: `templates/sms/case-opened.txt.hbs`, `templates/email/case-opened.hbs` and `.txt.hbs`. */
  readonly template: string;
  readonly view: View;
  readonly language: Language;
  /** E-mail only; already in the customer's language. */
  readonly subject?: string;
}

/** What a customer wrote to us by SMS. */
export interface Inbound {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly at: Date;
  /** Ids of everyone who holds this number. */
  readonly customers: string[];
}

@Injectable()
export class DeliveryService {
  /** Hands a letter over soon after the caller's transaction, and only then. Null when the customer has no such contact point. */
  async send(letter: Letter): Promise<{ id: string } | null> {
    throw new Error(`not yet: ${letter.template}`);
  }

  /** @throws Problem 404 */
  async inbound(id: string): Promise<Inbound> {
    throw new Error(`not yet: ${id}`);
  }
}
