import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Clock } from '#platform/clock';
import { MailTransport } from '#platform/mail';
import { SmsTransport } from '#platform/sms';
import { DeliveryError } from '#platform/transport';
import { DeliveryHealth } from './delivery-health.service.ts';
import { DeliveryInquiry, type Found } from './delivery-inquiry.service.ts';
import { DeliveryLastLook, type Known } from './delivery-last-look.service.ts';
import { isOutage, OPENS_AFTER } from './rules/breaker.ts';
import { POSTMARK_HEADER } from './rules/mail-event.ts';
import type { Message, Taken } from './rules/message.ts';
import { mayStillOffer } from './rules/next-look.ts';
import type { Outcome } from './rules/outcome.ts';

const AT_ONCE = 16;

/** Speaks with the providers, and notes whether they are there; what came of the messages is kept by others. */
@Injectable()
export class DeliveryHandover {
  constructor(
    private readonly sms: SmsTransport,
    private readonly mail: MailTransport,
    private readonly inquiry: DeliveryInquiry,
    private readonly lastLook: DeliveryLastLook,
    private readonly health: DeliveryHealth,
    private readonly clock: Clock,
  ) {}

  async offer(messages: readonly Message[]): Promise<Outcome[]> {
    const patience = new Patience();
    return this.#noted(await inParallel(messages, (message) => this.#offerOnce(message, patience)));
  }

  /** What waited is looked at once more, then offered; what may have been taken is looked for first. */
  async resume(taken: readonly Taken[]): Promise<Outcome[]> {
    const known = await this.lastLook.known(taken);
    const doubted = taken.filter(({ was, message }) => was !== 'waiting' && message.channel === 'email');
    const mails = await this.inquiry.mails(doubted.map(({ message }) => message));
    const patience = new Patience();
    return this.#noted(
      await inParallel(taken, (one) =>
        one.was === 'waiting' ? this.#offerWaiting(one.message, known, patience) : this.#find(one, known, mails),
      ),
    );
  }

  /** A survey that waited was certainly not taken: it is planned anew. */
  async #offerWaiting(message: Message, known: Known, patience: Patience): Promise<Outcome | null> {
    if (this.lastLook.hasEnded(message, known)) return { message, result: 'too-late', cause: 'ended' };
    if (message.invitation !== null) return { message, result: 'not-offered' };
    const fate = this.lastLook.ofLetter(message, known);
    if (fate.do === 'drop') return { message, result: 'too-late', cause: fate.cause };
    if (fate.do === 'wait') return { message, result: 'not-yet', at: fate.at };
    return this.#offerOnce({ ...message, sendBy: fate.by }, patience);
  }

  async #find(one: Taken, known: Known, mails: Found): Promise<Outcome> {
    const found = await this.inquiry.look(one, mails);
    const { message } = one;
    const isOpen = found.result === 'absent' || found.result === 'not-offered' || found.result === 'unclear';
    return isOpen && this.lastLook.hasEnded(message, known) ? { message, result: 'too-late', cause: 'ended' } : found;
  }

  async #noted(all: readonly (Outcome | null)[]): Promise<Outcome[]> {
    const outcomes = all.filter((outcome) => outcome !== null);
    await this.health.note(outcomes);
    return outcomes;
  }

  /**
   * A provider that fails again and again is left alone for the rest of the batch. A message whose lease passed before its turn
   * came is left to whoever takes it up: nothing came of it here.
   */
  async #offerOnce(message: Message, patience: Patience): Promise<Outcome | null> {
    if (!mayStillOffer(message, this.clock.now())) return null;
    if (patience.isOver(message.channel)) return { message, result: 'not-offered' };
    if (!(await this.inquiry.begins(message))) return null;
    const outcome = await this.#offer(message);
    patience.note(outcome);
    return outcome;
  }

  async #offer(message: Message): Promise<Outcome> {
    try {
      return { message, result: 'accepted', ...(await this.#send(message)) };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return { message, result: 'refused', kind: error.kind, code: error.code, cause: error.detail };
    }
  }

  async #send(message: Message): Promise<{ providerId: string; segments: number | null }> {
    const { channel, to, text, html, subject, headers, token, sendBy } = message;
    if (channel === 'sms') {
      const seconds = sendBy ? (sendBy.getTime() - this.clock.now().getTime()) / 1_000 : null;
      return this.sms.send({ to, body: text, token, validFor: seconds });
    }
    const known = { ...headers, [POSTMARK_HEADER]: token };
    const mail = { to, text, html: html ?? '', subject: subject ?? '', headers: known, token, proven: true };
    return { providerId: (await this.mail.send(mail)).providerId, segments: null };
  }
}

/** How often each provider failed in a row, within one batch. */
class Patience {
  readonly #failures: Record<Channel, number> = { sms: 0, email: 0 };

  isOver(channel: Channel): boolean {
    return this.#failures[channel] >= OPENS_AFTER;
  }

  note(outcome: Outcome): void {
    const { channel } = outcome.message;
    const away = outcome.result === 'refused' && isOutage(channel, outcome.kind, outcome.code);
    this.#failures[channel] = away ? this.#failures[channel] + 1 : 0;
  }
}

async function inParallel<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results = new Array<Out>(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as In);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}
