import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { MailSearch, MailTransport, type MailFindings } from '#platform/mail';
import { SmsTransport } from '#platform/sms';
import { DeliveryError } from '#platform/transport';
import { DeliveryDoubtsRepository } from './delivery-doubts.repository.ts';
import type { Message, Taken } from './rules/message.ts';
import type { Inquiry } from './rules/next-look.ts';
import type { Outcome } from './rules/outcome.ts';

/** What was found of the mails of a batch: nothing, where nobody could be asked. */
export type Found = (MailFindings & { readonly aliveAt: Date | null }) | DeliveryError | null;

/** Asks whether messages were taken whose fate is unknown: the provider itself, or the mailbox that copies go to. */
@Injectable()
export class DeliveryInquiry {
  constructor(
    private readonly sms: SmsTransport,
    private readonly mail: MailTransport,
    private readonly search: MailSearch,
    private readonly repository: DeliveryDoubtsRepository,
    private readonly clock: Clock,
  ) {}

  /** Who can say whether messages of this channel were taken. */
  of(channel: Message['channel']): Inquiry {
    return channel === 'sms' || this.search.inquiry === 'server' ? 'provider' : this.search.inquiry;
  }

  /** Before a message is handed over: what was not even begun need not be doubted. False when others have it in hand. */
  async begins({ id, channel, leasedUntil }: Message): Promise<boolean> {
    return this.of(channel) === 'provider' || this.repository.noteOffered(id, leasedUntil, this.clock.now());
  }

  /** The mails of a batch, all at once. */
  async mails(messages: readonly Message[]): Promise<Found> {
    if (messages.length === 0 || this.search.inquiry === 'nobody') return null;
    try {
      const findings = await this.search.find(messages.map(({ token }) => token));
      const aliveAt = findings.latest && (await this.repository.lastAccepted(findings.latest));
      return { ...findings, aliveAt };
    } catch (error) {
      return asDeliveryError(error);
    }
  }

  /** Whether the provider has this message. Past its time, one that nobody can find out about counts as gone out. */
  async look(taken: Taken, mails: Found): Promise<Outcome> {
    const { message } = taken;
    if (message.channel === 'sms') return this.#text(message);
    const found = this.#mail(taken, mails);
    const isOpen = found.result === 'unclear' || (found.result === 'refused' && found.kind === 'uncertain');
    return isOpen && message.expiresAt <= this.clock.now() ? this.went(message) : found;
  }

  /** Two messages of the same words to the same number are two: what the provider calls the other one is left out. */
  async #text(message: Message): Promise<Outcome> {
    try {
      const found = await this.sms.find({ to: message.to, body: message.text, since: message.createdAt });
      const known = await this.repository.providerIdsTo(message.contactKey, message.createdAt);
      const ours = found.filter(({ providerId }) => !known.has(providerId)).at(-1);
      if (!ours) return { message, result: 'absent' };
      return { message, result: 'accepted', providerId: ours.providerId, segments: ours.segments };
    } catch (error) {
      return notAsked(message, asDeliveryError(error));
    }
  }

  /**
   * A mail that was not found was not taken if it could not be missed: the sandbox knows at once; a copy is missing for certain
   * only where the copy of a mail that was taken later has arrived.
   */
  #mail({ message, was, offeredAt }: Taken, mails: Found): Outcome {
    const isProvider = this.of('email') === 'provider';
    if (!isProvider && was === 'sending' && !offeredAt) return { message, result: 'not-offered' };
    if (mails === null) return { message, result: 'unclear' };
    if (mails instanceof DeliveryError) return notAsked(message, mails);
    if (mails.found.has(message.token)) return this.went(message);
    const isMissing = mails.latest === null || (mails.aliveAt && offeredAt && mails.aliveAt > offeredAt);
    return { message, result: isMissing ? 'absent' : 'unclear' };
  }

  /** What is known of a mail that was taken after all. */
  went(message: Message): Outcome {
    return { message, result: 'accepted', providerId: this.mail.messageIdOf(message.token), segments: null };
  }
}

/** The provider could not be asked: nothing was learnt, so it is asked again, and nothing is offered meanwhile. */
function notAsked(message: Message, { code, detail }: DeliveryError): Outcome {
  return { message, result: 'refused', kind: 'uncertain', code, cause: detail };
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  throw error;
}
