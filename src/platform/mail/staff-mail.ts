import { Injectable } from '@nestjs/common';
import { newToken } from '#platform/crypto';
import type { Language } from '#platform/values';
import { Templates, type View } from '#platform/templates';
import { MailTransport } from './mail.transport.ts';

export interface StaffLetter {
  readonly to: string;
  /** Already in the reader's language. */
  readonly subject: string;
  /** `case-escalated`: `templates/email/case-escalated.hbs` and `.txt.hbs`. */
  readonly template: string;
  readonly view: View;
  readonly language: Language;
  readonly timeZone?: string;
  readonly now?: Date;
  /** Where a letter may be sent twice (a job tried again), the same key gives the same Message-ID. Letters, digits, `-`, `_`, `.`. */
  readonly key?: string;
}

/** Letters to people who work here: sign-in, escalations, digests. They leave at once; customers are written to by delivery. */
@Injectable()
export class StaffMail {
  constructor(
    private readonly transport: MailTransport,
    private readonly templates: Templates,
  ) {}

  /** @throws DeliveryError: a job that sends one may be tried again when it is `passing` or `uncertain`. */
  async send({ to, subject, template, view, language, timeZone, now, key }: StaffLetter): Promise<void> {
    const reader = { language, ...(timeZone && { timeZone }), ...(now && { now }) };
    const name = `email/${template}`;
    await this.transport.send({
      to,
      subject,
      html: this.templates.renderHtml(name, view, reader),
      text: this.templates.renderText(name, view, reader),
      token: key ?? newToken(),
    });
  }
}
