import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { Problem } from '#platform/http';
import { sandboxAccount } from '#platform/sms';
import { smsFate } from './rules/fault.ts';
import { linksOf } from './rules/links.ts';
import { SandboxRepository, type SandboxMessage } from './sandbox.repository.ts';
import { SandboxWebhooks } from './sandbox-webhooks.service.ts';

export interface TextMessage {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string | null;
  /** Seconds the carrier may try, as the caller wrote them. */
  readonly validFor: string | null;
}

/** `silence`: the message was taken and the caller will never hear of it. */
export type TextAnswer =
  | { readonly taken: SandboxMessage; readonly silence: boolean }
  | { readonly refused: { readonly status: number; readonly code: number; readonly message: string } };

/** A report comes a moment after the answer to the request it is about, as it does in the world. */
const REPORT_AFTER_MS = 40;

/** The phones of the sandbox, and the carrier between them and the platform. */
@Injectable()
export class SandboxPhones {
  constructor(
    private readonly repository: SandboxRepository,
    private readonly webhooks: SandboxWebhooks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The platform's number, to which people reply. */
  get sender(): string {
    const { sender } = sandboxAccount(this.config);
    return 'from' in sender ? sender.from : '';
  }

  async take({ from, to, body, statusCallback, validFor }: TextMessage): Promise<TextAnswer> {
    const fate = smsFate(await this.repository.takeFault('sms', to));
    if (fate.answer === 'refuse') return { refused: fate };
    const taken = await this.repository.insert({
      channel: 'sms',
      direction: 'out',
      from,
      to,
      subject: null,
      text: body,
      html: null,
      headers: validFor === null ? {} : { 'validity-period': validFor },
      links: linksOf(body, null),
      providerId: newSid(),
      status: 'queued',
      errorCode: null,
      statusCallback,
      at: this.clock.now(),
    });
    if (!taken) throw new Problem(409, 'taken', 'This message was taken before.');
    this.webhooks.later(() => this.#report(taken, fate.code));
    return { taken, silence: fate.answer === 'silence' };
  }

  /** The owner of a phone writes back. */
  async reply(from: string, body: string): Promise<SandboxMessage> {
    const sid = newSid();
    const to = this.sender;
    const text = { channel: 'sms', direction: 'in', from, to, subject: null, text: body, html: null } as const;
    const kept = await this.repository.insert({
      ...text,
      headers: {},
      links: [],
      providerId: sid,
      status: 'received',
      errorCode: null,
      statusCallback: null,
      at: this.clock.now(),
    });
    const { accountSid } = sandboxAccount(this.config);
    const ids = { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: accountSid, ApiVersion: '2010-04-01' };
    const status = await this.webhooks.call(`${this.config.publicUrl}/webhooks/twilio/inbound`, {
      ...ids,
      From: from,
      To: to,
      Body: body,
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      FromCountry: 'FR',
      ToCountry: 'FR',
    });
    if (!kept || status >= 300) throw new Problem(502, 'not-heard', `The webhook answered ${status}.`);
    return kept;
  }

  async #report(message: SandboxMessage, errorCode: number | null): Promise<void> {
    for (const status of ['sent', errorCode === null ? 'delivered' : 'undelivered']) {
      await pause(REPORT_AFTER_MS);
      const code = status === 'undelivered' ? errorCode : null;
      await this.repository.setStatus(message.id, status, code);
      if (message.statusCallback)
        await this.webhooks.callTwice(message.statusCallback, this.#statusParams(message, status, code));
    }
  }

  #statusParams({ providerId, from, to }: SandboxMessage, status: string, code: number | null): Record<string, string> {
    const sid = providerId ?? '';
    const { accountSid } = sandboxAccount(this.config);
    const known = {
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: status,
      SmsStatus: status,
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: from,
      To: to,
    };
    return code === null ? known : { ...known, ErrorCode: String(code) };
  }
}

function newSid(): string {
  return `SM${randomBytes(16).toString('hex')}`;
}
