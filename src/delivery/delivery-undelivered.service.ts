import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { verdictOfStatus } from '#platform/mail';
import { verdictOfCode } from '#platform/sms';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { DeliveryUndeliveredRepository } from './delivery-undelivered.repository.ts';
import type { KnownMessage } from './rules/message.ts';
import type { MessageStatus } from './rules/receipt.ts';
import { mustStop } from './rules/filtered.ts';

const MINUTE_MS = 60_000;
/** Policy and authentication (RFC 3463, 3.8): servers choose among the codes as they like. */
const POLICY = '5.7.%';

/** What is done about a message that a provider had taken and that did not arrive; runs inside the transaction of its report. */
@Injectable()
export class DeliveryUndelivered {
  constructor(
    private readonly repository: DeliveryUndeliveredRepository,
    private readonly invitations: InvitationsService,
    private readonly outcomes: DeliveryOutcomes,
    private readonly pauses: DeliveryPauses,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async cameBack(message: KnownMessage, status: MessageStatus, code: string | null): Promise<void> {
    const { id, invitation, customer, channel, kind } = message;
    if (code) await this.outcomes.heed(message, code);
    const again = await this.#againAt(message, code);
    if (kind === 'invitation' && invitation)
      await this.invitations.fail(invitation, {
        cause: code ?? status,
        permanent: true,
        bounced: status !== 'failed',
        ...(again && { again }),
      });
    const data = { channel, code, cause: status, permanent: again === null };
    await this.facts.record({ name: 'message.failed', subject: id, customer, data });
    if (code) await this.#heedRefusal(channel, code);
  }

  /** Some causes pass: the same text is worth another try, as often as the code's row says. */
  async #againAt({ channel, invitation }: KnownMessage, code: string | null): Promise<Date | null> {
    const again = channel === 'sms' && code ? verdictOfCode(Number(code)).again : null;
    if (!again || !invitation) return null;
    const before = await this.repository.timesUndelivered(invitation, channel);
    return before <= again.times ? new Date(this.clock.now().getTime() + again.afterMinutes * MINUTE_MS) : null;
  }

  /** Carriers who take our texts for unwanted, and servers that refuse our mail for who sends it, must not get more of them. */
  async #heedRefusal(channel: Channel, code: string): Promise<void> {
    const { stops } = channel === 'sms' ? verdictOfCode(Number(code)) : verdictOfStatus(code);
    if (!stops) return;
    const alike = channel === 'sms' ? code : POLICY;
    if (!mustStop(await this.repository.countRefused(channel, alike, stops.of), stops)) return;
    if (await this.pauses.stop(`channel:${channel}`, `code:${code}`))
      await this.repository.noteStopped(channel, this.clock.now());
  }
}
