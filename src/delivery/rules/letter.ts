import type { Channel } from '#customers';
import type { Language } from '#platform/values';

/** A message to a customer that is no survey: about their case, their review, or an answer in a conversation. */
export interface Letter {
  readonly customer: string;
  /** The shop it is about, whose brand it wears; null: the default brand. */
  readonly site: string | null;
  readonly channel: Channel;
  /** Where it goes, where that may not be the contact point the customer has now: an answer goes where the question came from. */
  readonly to?: string;
  readonly kind: 'case' | 'review' | 'conversation' | 'notice';
  /** `case-opened`: `templates/sms/case-opened.txt.hbs`, `templates/email/case-opened.hbs` and `.txt.hbs`. */
  readonly template: string;
  readonly view: object;
  readonly language: Language;
  /** E-mail only; already in the customer's language. */
  readonly subject?: string;
}
