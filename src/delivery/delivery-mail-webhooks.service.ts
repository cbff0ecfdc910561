import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { invalid, Problem } from '#platform/http';
import { MailTransport, tokenOfReturnPath } from '#platform/mail';
import { DeliveryReports } from './delivery-reports.service.ts';
import { readMailEvent, type MailProvider, type OurMail } from './rules/mail-event.ts';
import { openSns } from './rules/sns.ts';

export interface MailgunSignature {
  readonly timestamp: string;
  readonly token: string;
  readonly signature: string;
}

const CONFIRM_MS = 10_000;

/** What providers of e-mail tell of our mails by webhook: proven to be theirs, then taken as reports from the mailbox are. */
@Injectable()
export class DeliveryMailWebhooks {
  readonly #ours: OurMail;

  constructor(
    private readonly reports: DeliveryReports,
    mail: MailTransport,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { address } = config.bounces;
    this.#ours = {
      witness: mail.witness?.toLowerCase() ?? null,
      tokenOf: (given) => (address ? tokenOfReturnPath(address, given) : null),
    };
  }

  /** @throws Problem 401 when the password, under any name, is not ours: Amazon offers it only once it was asked. */
  admit(authorization: string | undefined): void {
    const [, basic = ''] = /^Basic ([\w+/]+=*)$/i.exec(authorization ?? '') ?? [];
    const [, given = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
    if (isSame(given, this.config.mailWebhooks.password)) return;
    const headers = { 'WWW-Authenticate': 'Basic realm="mail webhooks", charset="UTF-8"' };
    throw new Problem(401, 'not-signed-in', 'The password is missing or wrong.', { headers });
  }

  /** @throws Problem 403 when Mailgun has not signed it ("Securing webhooks": HMAC-SHA-256 of time and token). */
  prove({ timestamp, token, signature }: MailgunSignature): void {
    const { mailgunKey } = this.config.mailWebhooks;
    const expected =
      mailgunKey &&
      createHmac('sha256', mailgunKey)
        .update(timestamp + token)
        .digest('hex');
    if (!isSame(signature, expected)) throw Problem.forbidden('The signature is missing or wrong.');
  }

  async hear(provider: MailProvider, said: unknown): Promise<void> {
    const report = readMailEvent(provider, said, this.#ours);
    if (report) await this.reports.take(report);
  }

  /** From Amazon SNS, which asks first whether its messages are wanted. @throws Problem 422, 502 */
  async hearSns(body: unknown): Promise<void> {
    const sent = openSns(body);
    if (sent.is === 'nothing')
      throw invalid({ path: '', code: 'wrong-format', message: 'is no message of Amazon SNS' });
    if (sent.is === 'said') return this.hear('ses', sent.said);
    const answer = await fetch(sent.confirmAt, { signal: AbortSignal.timeout(CONFIRM_MS) }).catch(() => null);
    if (!answer?.ok)
      throw new Problem(502, 'not-confirmed', 'Amazon SNS could not be told that its messages are wanted.');
  }
}

function isSame(given: string, expected: string | null): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected ?? '')];
  return other.length > 0 && one.length === other.length && timingSafeEqual(one, other);
}
