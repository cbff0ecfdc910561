import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { Facts } from '#platform/facts';
import { retryDelay } from '#platform/transport';
import type { Mood } from '#platform/values';
import { PressureService } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { InvitationsRepository, type DueInvitation, type Moved } from './invitations.repository.ts';
import type { InvitationStatus } from './rules/lifecycle.ts';

export interface Failure {
  /** Why, in the provider's or our own word. */
  readonly cause: string;
  /** It will not work on this channel, however often it is tried. */
  readonly permanent: boolean;
  /** It came back. */
  readonly bounced?: boolean | undefined;
  /** It was taken and did not arrive, for a cause that passes: the same channel again, from then on. */
  readonly again?: Date | undefined;
}

/** Every move of an invitation, its place and its fact; runs inside the transaction of whoever calls. */
@Injectable()
export class InvitationsMoves {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly customers: CustomersService,
    private readonly pressure: PressureService,
    private readonly repository: InvitationsRepository,
    private readonly due: DueRepository,
  ) {}

  async forward(
    ids: readonly string[],
    to: 'sent' | 'delivered' | 'opened' | 'answered',
    mood: Mood | null = null,
  ): Promise<Moved[]> {
    const now = this.clock.now();
    const moved = await this.repository.move(ids, to, { at: now });
    if (to === 'answered') for (const { id } of moved) await this.pressure.noteAnswer(id, now, mood);
    await this.#tell(moved, to, null);
    return moved;
  }

  /** An end without an answer. Who was never asked gives the place back, and those who wait for one are woken. */
  async end(
    ids: readonly string[],
    to: 'cancelled' | 'expired' | 'bounced' | 'failed',
    cause: string,
  ): Promise<Moved[]> {
    const moved = await this.repository.move(ids, to, { at: this.clock.now(), cause });
    await this.#tell(moved, to, cause);
    await this.pressure.leaveQueue(moved.filter(({ from }) => from === 'held').map(({ id }) => id));
    const arrived = to === 'cancelled' || to === 'expired';
    await this.#release(moved.filter(({ sentAt }) => !arrived || sentAt === null).map(({ id }) => id));
    return moved;
  }

  /** Back to those who wait for a place of the person; the one it had is given back first, for whoever else wants it. */
  async hold(
    of: Pick<DueInvitation, 'id' | 'status' | 'customer'>,
    keys: readonly Buffer[],
    { at, until, cause }: { at: Date; until: Date; cause: string },
  ): Promise<void> {
    await this.#release([of.id]);
    await this.due.hold(of.id, { at, until, keys, cause });
    await this.pressure.queue([{ keys, holder: of.id }]);
    await this.#tell([{ id: of.id, from: of.status, customer: of.customer }], 'held', cause);
  }

  /** Later, on another channel, or not at all. */
  async fail(
    of: DueInvitation,
    { cause, permanent, bounced = false, again }: Failure,
  ): Promise<'fallback' | 'failed' | 'retry'> {
    const isUnderWay = of.status === 'sending' || of.status === 'sent';
    if (again && again < of.expiresAt && isUnderWay && of.reminders === 0)
      return this.#again(of, of.channel, of.nextChannels, again, cause, 'retry');
    if (!permanent && of.status === 'sending')
      return this.#again(of, of.channel, of.nextChannels, this.#later(of), cause, 'retry');
    const [channel, ...others] = await this.#reachable(of);
    const isFirst = of.reminders === 0 && isUnderWay;
    if (permanent && isFirst && channel) return this.#again(of, channel, others, this.clock.now(), cause, 'fallback');
    if (permanent && (isFirst || bounced)) await this.end([of.id], bounced ? 'bounced' : 'failed', cause);
    return 'failed';
  }

  /** What was counted for the reminder is taken back, and counted again when it goes. */
  async remindAgain(of: DueInvitation): Promise<void> {
    if (await this.due.unclaimReminder(of.id, this.#later(of))) await this.pressure.takeBackReminder(of.id);
  }

  async tellClaimed(claimed: readonly Pick<DueInvitation, 'id' | 'status' | 'customer'>[]): Promise<void> {
    await this.#tell(
      claimed.map(({ id, status, customer }) => ({ id, from: status, customer })),
      'sending',
      null,
    );
  }

  async tellPlanned(
    planned: readonly Pick<DueInvitation, 'id' | 'status' | 'customer'>[],
    cause: string,
  ): Promise<void> {
    await this.#tell(
      planned.map(({ id, status, customer }) => ({ id, from: status, customer })),
      'planned',
      cause,
    );
  }

  #later({ step }: DueInvitation): Date {
    return new Date(this.clock.now().getTime() + retryDelay(step, randomInt(1_001) / 1_000));
  }

  async #again<Answer>(
    of: DueInvitation,
    channel: DueInvitation['channel'],
    nextChannels: DueInvitation['nextChannels'],
    sendAt: Date,
    cause: string,
    answer: Answer,
  ): Promise<Answer> {
    await this.repository.replan(of.id, { channel, nextChannels, sendAt, cause });
    await this.pressure.replan([{ id: of.id, at: sendAt }]);
    if (channel !== of.channel) await this.pressure.changeChannel(of.id, channel);
    await this.tellPlanned([of], cause);
    return answer;
  }

  async #reachable(of: DueInvitation): Promise<DueInvitation['nextChannels']> {
    const customer = (await this.customers.byIds([of.customer])).get(of.customer);
    return of.nextChannels.filter((channel) => customer?.reach[channel] === 'ok');
  }

  async #release(ids: readonly string[]): Promise<void> {
    await this.due.wake(await this.pressure.release(...ids), this.clock.now());
  }

  async #tell(
    moved: readonly Pick<Moved, 'id' | 'from' | 'customer'>[],
    to: InvitationStatus,
    cause: string | null,
  ): Promise<void> {
    await this.facts.record(
      ...moved.map(({ id, from, customer }) => ({
        name: 'invitation.moved' as const,
        subject: id,
        customer,
        data: { from, to, cause },
      })),
    );
  }
}
