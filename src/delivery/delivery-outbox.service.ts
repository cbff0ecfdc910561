import { Injectable } from '@nestjs/common';
import type { Through } from '#invitations';
import { Clock } from '#platform/clock';
import { newId, newToken, Vault } from '#platform/crypto';
import { DeliveryDoubtsRepository, type HeldMessage } from './delivery-doubts.repository.ts';
import { DeliveryRepository, type SealedMessage } from './delivery.repository.ts';
import type { Message, NewMessage, Taken } from './rules/message.ts';
import { LEASE_MS } from './rules/next-look.ts';

interface Draft {
  readonly html: string | null;
  readonly headers: Record<string, string>;
}

/** Messages written and not yet taken by a provider: sealed on the way in, opened on the way out. */
@Injectable()
export class DeliveryOutbox {
  constructor(
    private readonly repository: DeliveryRepository,
    private readonly doubts: DeliveryDoubtsRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Written in the caller's transaction, before any provider is called. */
  async put(written: readonly NewMessage[]): Promise<Message[]> {
    const createdAt = this.clock.now();
    const messages = written.map((message) => ({
      ...message,
      id: newId(),
      token: newToken(),
      contactKey: this.vault.blindIndex(message.to),
      attempts: 0,
      looks: 0,
      leasedUntil: new Date(createdAt.getTime() + (message.status === 'sending' ? LEASE_MS : 0)),
      createdAt,
    }));
    await this.repository.insert(messages.map((message) => this.#sealed(message)));
    return messages;
  }

  /** Letters, messages to be offered again, and those that a process which is no more left behind. */
  async takeDue(limit: number, through: Through): Promise<Taken[]> {
    const now = this.clock.now();
    const rows = await this.repository.takeDue(now, new Date(now.getTime() + LEASE_MS), limit, through);
    return rows.map((row) => ({ message: this.#opened(row), was: row.was, offeredAt: row.offeredAt }));
  }

  /** Those of whose fate nobody knows, the oldest first. */
  async held(limit: number): Promise<HeldMessage[]> {
    return this.doubts.held(limit);
  }

  /** Null when it is held no more. */
  async lockHeld(id: string): Promise<Message | null> {
    const row = await this.doubts.lockHeld(id);
    return row && this.#opened(row);
  }

  #sealed(message: Message): SealedMessage {
    const { to, text, html, headers, leasedUntil, ...kept } = message;
    const draft: Draft = { html, headers };
    return {
      ...kept,
      recipient: this.vault.seal(to),
      body: this.vault.seal(text),
      draft: message.channel === 'email' ? this.vault.seal(JSON.stringify(draft)) : null,
      tryAt: leasedUntil,
    };
  }

  #opened({ recipient, body, draft, tryAt: leasedUntil, ...kept }: SealedMessage): Message {
    const { html, headers }: Draft = draft
      ? (JSON.parse(this.vault.open(draft)) as Draft)
      : { html: null, headers: {} };
    const [to, text] = [this.vault.open(recipient), this.vault.open(body)];
    return { ...kept, leasedUntil, status: 'sending', to, text, html, headers };
  }
}
