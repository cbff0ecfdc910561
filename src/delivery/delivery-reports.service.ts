import { Inject, Injectable } from '@nestjs/common';
import { simpleParser, type AddressObject, type Attachment, type Headers } from 'mailparser';
import { CustomersService } from '#customers';
import { CONFIG, type Config } from '#platform/config';
import { actors } from '#platform/facts';
import { MailTransport, tokenOfReturnPath } from '#platform/mail';
import { DeliveryReceipts } from './delivery-receipts.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { readReport, type MailReport } from './rules/mail-report.ts';

/** Mails that came back, and complaints, as mail servers report them. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly receipts: DeliveryReceipts,
    private readonly repository: DeliveryRepository,
    private readonly customers: CustomersService,
    private readonly mail: MailTransport,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param raw the report as it came, headers and all. What is no report, or of no mail of ours, changes nothing. */
  async read(raw: string): Promise<void> {
    const { attachments, headers } = await simpleParser(raw, { keepDeliveryStatus: true });
    const report = readReport({
      deliveryStatus: textOf(attachments, /^message\/delivery-status$/),
      feedback: textOf(attachments, /^message\/feedback-report$/),
      original: textOf(attachments, /^(text\/rfc822-headers|message\/rfc822)$/),
      returnedTo: this.#returnedTo(headers),
      witness: this.mail.witness?.toLowerCase() ?? null,
    });
    if (report) await this.take(report);
  }

  /** However it was reported, and however often. */
  async take(report: MailReport): Promise<void> {
    if (report.says === 'complained') return this.#complained(report.token);
    const { token, says, code } = report;
    await this.receipts.receive({
      providerId: this.mail.messageIdOf(token),
      token,
      status: says,
      code: says === 'bounced' ? code : null,
      payload: { code },
    });
  }

  /** Every address the report was sent to, whoever wrote it down. */
  #returnedTo(headers: Headers): string | null {
    const { address } = this.config.bounces;
    if (!address) return null;
    const lines = ['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
      addressesIn(headers.get(name)),
    );
    return lines.map((line) => tokenOfReturnPath(address, line)).find((token) => token !== null) ?? null;
  }

  /** Who calls our mail abuse is asked nothing any more, by any channel. */
  async #complained(token: string): Promise<void> {
    const message = await this.repository.byToken(token);
    if (!message) return;
    await actors.as('provider', () =>
      this.customers.optOut({ customer: message.customer, channel: 'all', source: 'complaint' }),
    );
  }
}

function addressesIn(header: unknown): string[] {
  if (typeof header === 'string') return [header];
  if (Array.isArray(header)) return header.flatMap(addressesIn);
  const { value } = (header ?? {}) as Partial<AddressObject>;
  return (value ?? []).flatMap(({ address }) => address ?? []);
}

function textOf(attachments: readonly Attachment[], type: RegExp): string | null {
  return attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8') ?? null;
}
