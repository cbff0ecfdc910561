import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { verdictOfCode } from '#platform/sms';
import { retryDelay } from '#platform/transport';
import { DeliveryInquiry } from './delivery-inquiry.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import type { KnownMessage, Message } from './rules/message.ts';
import { suppressionAfter } from './rules/bounce.ts';
import { consequenceOf, type Outcome } from './rules/outcome.ts';

type Accepted = Extract<Outcome, { result: 'accepted' }>;
type Refused = Exclude<Outcome, { result: 'accepted' }>;

const DAY_MS = 86_400_000;

/** Keeps what came of messages, and tells customers and invitations what it means for them. */
@Injectable()
export class DeliveryOutcomes {
  constructor(
    private readonly repository: DeliveryRepository,
    private readonly invitations: InvitationsService,
    private readonly customers: CustomersService,
    private readonly facts: Facts,
    private readonly db: Database,
    private readonly inquiry: DeliveryInquiry,
    private readonly clock: Clock,
  ) {}

  async keep(outcomes: readonly Outcome[]): Promise<void> {
    const accepted = outcomes.filter((outcome) => outcome.result === 'accepted');
    if (accepted.length > 0) await this.db.transaction(() => this.#accept(accepted));
    for (const outcome of outcomes) {
      if (outcome.result !== 'accepted') await this.db.transaction(() => this.#refuse(outcome));
    }
  }

  /** The contact point does not work, or its owner wants no more: nobody writes to it again. */
  async heed(message: Pick<KnownMessage, 'id' | 'customer' | 'channel' | 'contactKey'>, code: string): Promise<void> {
    const contact =
      message.channel === 'sms' ? verdictOfCode(Number(code)).contact : await this.#afterBounce(message, code);
    if (!contact) return;
    const { customer, channel } = message;
    if (contact.cause === 'opted-out') return this.customers.optOut({ customer, channel, source: 'provider' });
    const until =
      contact.forDays === null ? undefined : new Date(this.clock.now().getTime() + contact.forDays * DAY_MS);
    await this.customers.suppress({ customer, channel, cause: contact.cause, ...(until && { until }) });
  }

  async #afterBounce({ id, contactKey }: Pick<KnownMessage, 'id' | 'contactKey'>, code: string) {
    const earlier = await this.repository.mailsBefore(id, contactKey);
    return suppressionAfter(code, earlier, this.clock.now());
  }

  async #accept(outcomes: readonly Accepted[]): Promise<void> {
    const taken = outcomes.map(({ message, providerId, segments }) => ({ id: message.id, providerId, segments }));
    const moved = await this.repository.accept(taken, this.clock.now());
    const messages = outcomes.map(({ message }) => message).filter(({ id }) => moved.has(id));
    const sent = messages.flatMap(({ invitation }) => invitation ?? []);
    if (sent.length > 0) await this.invitations.markSent(sent);
    await this.facts.record(
      ...messages.map(({ id, customer, channel, kind, invitation }) => ({
        name: 'message.sent' as const,
        subject: id,
        customer,
        data: { channel, kind, invitation },
      })),
    );
  }

  async #refuse(outcome: Refused): Promise<void> {
    const { message } = outcome;
    const now = this.clock.now();
    const retryAt = new Date(now.getTime() + retryDelay(message.attempts + 1, randomInt(1_000) / 1_000));
    const next = consequenceOf(outcome, { now, retryAt, inquiry: this.inquiry.of(message.channel) });
    const code = outcome.result === 'refused' ? outcome.code : null;
    switch (next.then) {
      case 'look':
      case 'hold':
      case 'offer': {
        const wasAsked = outcome.result === 'absent' || outcome.result === 'unclear';
        return this.repository.postpone(message, {
          status: next.then === 'offer' ? 'waiting' : 'uncertain',
          tryAt: next.at,
          looks: wasAsked ? message.looks + 1 : 0,
          code,
          offered: outcome.result === 'refused',
          heldAt: next.then === 'hold' ? now : null,
        });
      }
      case 'replan':
        return this.#end(message, { status: 'failed', code, cause: causeOf(outcome), permanent: false });
      case 'end':
        return this.#end(message, { status: next.status, code, cause: causeOf(outcome), permanent: true });
    }
  }

  async #end(
    message: Message,
    end: { status: 'failed' | 'cancelled'; code: string | null; cause: string; permanent: boolean },
  ): Promise<void> {
    const { id, customer, channel, kind, invitation } = message;
    const { code, cause, permanent } = end;
    if (!(await this.repository.end(id, end.status, code, cause)) || end.status === 'cancelled') return;
    if (permanent && code) await this.heed(message, code);
    if (kind === 'invitation' && invitation)
      await this.invitations.fail(invitation, { cause: code ?? cause, permanent });
    if (kind === 'reminder' && invitation && !permanent) await this.invitations.remindAgain(invitation);
    await this.facts.record({
      name: 'message.failed',
      subject: id,
      customer,
      data: { channel, code, cause, permanent },
    });
  }
}

function causeOf(outcome: Refused): string {
  return 'cause' in outcome ? outcome.cause : outcome.result;
}
