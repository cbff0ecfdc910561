import { Injectable } from '@nestjs/common';
import { simpleParser, type Attachment } from 'mailparser';
import { CustomersService } from '#customers';
import { actors } from '#platform/facts';
import { DeliveryReceipts } from './delivery-receipts.service.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { readReport } from './rules/mail-report.ts';

/** Mails that came back, and complaints, as mail servers report them. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly receipts: DeliveryReceipts,
    private readonly repository: DeliveryRepository,
    private readonly customers: CustomersService,
  ) {}

  /** @param raw the report as it came, headers and all. What is no report, or of no mail of ours, changes nothing. */
  async read(raw: string): Promise<void> {
    const { attachments } = await simpleParser(raw, { keepDeliveryStatus: true });
    const report = readReport({
      deliveryStatus: textOf(attachments, /^message\/delivery-status$/),
      feedback: textOf(attachments, /^message\/feedback-report$/),
      original: textOf(attachments, /^(text\/rfc822-headers|message\/rfc822)$/),
    });
    if (!report) return;
    if (report.says === 'complained') return this.#complained(report.messageId);
    const { messageId, says, code } = report;
    await this.receipts.receive({
      providerId: messageId,
      token: tokenOf(messageId),
      status: says,
      code: says === 'bounced' ? code : null,
      payload: { code },
    });
  }

  /** Who calls our mail abuse is asked nothing any more, by any channel. */
  async #complained(messageId: string): Promise<void> {
    const message = await this.repository.byToken(tokenOf(messageId));
    if (!message) return;
    await actors.as('provider', () =>
      this.customers.optOut({ customer: message.customer, channel: 'all', source: 'complaint' }),
    );
  }
}

/** The report may be faster than the answer to our own hand-over, so the mail is known by what we gave it. */
function tokenOf(messageId: string): string {
  return messageId.slice(1, messageId.lastIndexOf('@'));
}

function textOf(attachments: readonly Attachment[], type: RegExp): string | null {
  return attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8') ?? null;
}
