import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { MailTransport } from '#platform/mail';
import { SmsTransport } from '#platform/sms';
import { DeliveryError } from '#platform/transport';
import { DeliveryHealth } from './delivery-health.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { isOutage, OPENS_AFTER } from './rules/breaker.ts';
import type { Message, Taken } from './rules/message.ts';
import type { Outcome } from './rules/outcome.ts';

const AT_ONCE = 16;

/** Speaks with the providers, and notes whether they are there; what came of the messages is kept by others. */
@Injectable()
export class DeliveryHandover {
  constructor(
    private readonly sms: SmsTransport,
    private readonly mail: MailTransport,
    private readonly invitations: InvitationsService,
    private readonly repository: DeliveryRepository,
    private readonly health: DeliveryHealth,
    private readonly clock: Clock,
  ) {}

  async offer(messages: readonly Message[]): Promise<Outcome[]> {
    const patience = new Patience();
    return this.#noted(await inParallel(messages, (message) => this.#offerOnce(message, patience)));
  }

  /** What was waiting is offered; what may have been taken is looked for first. */
  async resume(taken: readonly Taken[]): Promise<Outcome[]> {
    const ended = await this.#ended(taken);
    const patience = new Patience();
    const outcomes = await inParallel(taken, async ({ message, was }): Promise<Outcome> => {
      if (was !== 'waiting' && message.channel === 'sms') {
        const found = await this.#look(message);
        if (found.result !== 'absent' || !ended.has(message.id)) return found;
      }
      if (ended.has(message.id)) return { message, result: 'too-late', cause: 'ended' };
      if (message.expiresAt <= this.clock.now()) return { message, result: 'too-late', cause: 'expired' };
      return this.#offerOnce(message, patience);
    });
    return this.#noted(outcomes);
  }

  async #noted(outcomes: Outcome[]): Promise<Outcome[]> {
    await this.health.note(outcomes);
    return outcomes;
  }

  /** A provider that fails again and again is left alone for the rest of the batch. */
  async #offerOnce(message: Message, patience: Patience): Promise<Outcome> {
    if (patience.isOver(message.channel)) return { message, result: 'not-offered' };
    const outcome = await this.#offer(message);
    patience.note(outcome);
    return outcome;
  }

  async #offer(message: Message): Promise<Outcome> {
    try {
      return { message, result: 'accepted', ...(await this.#send(message)) };
    } catch (error) {
      return refused(message, error);
    }
  }

  async #send({
    channel,
    to,
    text,
    html,
    subject,
    headers,
    token,
  }: Message): Promise<{ providerId: string; segments: number | null }> {
    if (channel === 'sms') return this.sms.send({ to, body: text, token });
    const { providerId } = await this.mail.send({ to, text, html: html ?? '', subject: subject ?? '', headers, token });
    return { providerId, segments: null };
  }

  /** Two messages of the same words to the same number are two: what the provider calls the other one is left out. */
  async #look(message: Message): Promise<Outcome> {
    try {
      const found = await this.sms.find({ to: message.to, body: message.text, since: message.createdAt });
      const known = await this.repository.providerIdsTo(message.contactKey, message.createdAt);
      const ours = found.filter(({ providerId }) => !known.has(providerId)).at(-1);
      if (!ours) return { message, result: 'absent' };
      return { message, result: 'accepted', providerId: ours.providerId, segments: ours.segments };
    } catch (error) {
      // The provider could not be asked: nothing was learnt, so it is asked again, and nothing is offered meanwhile.
      const { code, detail } = asDeliveryError(error);
      return { message, result: 'refused', kind: 'uncertain', code, cause: detail };
    }
  }

  /** Messages whose survey was answered, cancelled or passed on while they waited. */
  async #ended(taken: readonly Taken[]): Promise<Set<string>> {
    const about = taken.filter(({ message }) => message.invitation !== null);
    const invitations = await this.invitations.byIds(about.map(({ message }) => message.invitation as string));
    const ended = about.filter(({ message }) => {
      const status = invitations.get(message.invitation as string)?.status;
      return message.kind === 'invitation'
        ? status !== 'sending'
        : !['sent', 'delivered', 'opened', 'sending'].includes(status ?? '');
    });
    return new Set(ended.map(({ message }) => message.id));
  }
}

/** How often in a row each channel failed in this batch. */
class Patience {
  readonly #failures = { sms: 0, email: 0 };

  isOver(channel: Channel): boolean {
    return this.#failures[channel] >= OPENS_AFTER;
  }

  note(outcome: Outcome): void {
    const { channel } = outcome.message;
    const away = outcome.result === 'refused' && isOutage(channel, outcome.kind, outcome.code);
    this.#failures[channel] = away ? this.#failures[channel] + 1 : 0;
  }
}

function refused(message: Message, error: unknown): Outcome {
  const { kind, code, detail } = asDeliveryError(error);
  return { message, result: 'refused', kind, code, cause: detail };
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  throw error;
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
