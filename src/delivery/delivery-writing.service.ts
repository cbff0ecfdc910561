import { Inject, Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import type { Claimed } from '#invitations';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { format, Words } from '#platform/i18n';
import { SmsTransport } from '#platform/sms';
import { countSegments, writeGsm7 } from '#platform/sms-text';
import { parsePhone } from '#platform/values';
import { Templates, type Reader } from '#platform/templates';
import { mailView, replyScale, smsForms, smsView, surveyLinks, type SurveySubject } from './delivery.views.ts';
import type { NewMessage } from './rules/message.ts';
import type { Letter } from './rules/letter.ts';

const LONGEST_SUBJECT = 50;
/** A reminder that cannot go out within the hour would go out of its hours. */
const REMINDER_MS = 3_600_000;
const LETTER_MS = 24 * 3_600_000;

/** Writes messages from templates and words. */
@Injectable()
export class DeliveryWriting {
  constructor(
    private readonly templates: Templates,
    private readonly words: Words,
    private readonly sms: SmsTransport,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The message of an invitation or reminder, to be offered at once by whoever writes it. */
  survey(claimed: Claimed, subject: SurveySubject & { to: string }): NewMessage {
    const written = claimed.channel === 'sms' ? this.#surveySms(claimed, subject) : this.#surveyMail(claimed, subject);
    const soon = new Date(this.clock.now().getTime() + REMINDER_MS);
    return {
      ...written,
      invitation: claimed.id,
      customer: claimed.customer,
      kind: claimed.reminder ? 'reminder' : 'invitation',
      step: claimed.step,
      channel: claimed.channel,
      to: subject.to,
      touchpoint: claimed.touchpoint,
      country: countryOf(claimed.channel, subject.to),
      status: 'sending',
      sendBy: claimed.sendBy,
      expiresAt: claimed.reminder && soon < claimed.expiresAt ? soon : claimed.expiresAt,
    };
  }

  /** @param brand names the sender of an e-mail without a subject */
  letter(letter: Letter, to: string, brand: string): NewMessage {
    const { customer, kind, channel } = letter;
    const written = channel === 'sms' ? this.#letterSms(letter) : this.#letterMail(letter, brand);
    const expiresAt = new Date(this.clock.now().getTime() + LETTER_MS);
    const country = countryOf(channel, to);
    return {
      ...written,
      invitation: null,
      customer,
      kind,
      step: 0,
      channel,
      to,
      touchpoint: null,
      country,
      status: 'waiting',
      expiresAt,
    };
  }

  /** The best form that fits one segment, else the barest. */
  #surveySms(claimed: Claimed, subject: SurveySubject) {
    const { takesReplies } = this.sms;
    const scale = takesReplies ? replyScale(subject.questions) : null;
    const reply = scale && this.words.t(claimed.language, `delivery.sms.reply.${scale}`);
    const around = { publicUrl: this.config.shortUrl, takesReplies, reply };
    const name = `sms/${claimed.reminder ? 'reminder' : 'invitation'}`;
    let text = '';
    for (const form of smsForms(subject, scale)) {
      const view = smsView(claimed, subject, form, around);
      text = writeGsm7(this.templates.renderText(name, view, this.#readerOf(claimed)));
      if (countSegments(text).segments === 1) break;
    }
    return asSms(text);
  }

  #surveyMail(claimed: Claimed, subject: SurveySubject) {
    const kind = claimed.reminder ? 'reminder' : 'invitation';
    const reader = this.#readerOf(claimed);
    const around = {
      publicUrl: this.config.publicUrl,
      subject: this.#subject(claimed, subject, kind),
      preheader: this.words.t(claimed.language, `delivery.mail.${kind}.preheader`),
    };
    const view = mailView(claimed, subject, around);
    const { optOutUrl } = surveyLinks(this.config.publicUrl, claimed.token);
    return {
      subject: around.subject,
      text: this.templates.renderText(`email/${kind}`, view, reader),
      html: this.templates.renderHtml(`email/${kind}`, view, reader),
      headers: { 'List-Unsubscribe': `<${optOutUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      segments: null,
    };
  }

  /** The event in the subject when it fits what mail programs show, else only who asks. */
  #subject(claimed: Claimed, { touchpoint, brand }: SurveySubject, kind: string): string {
    const { language, occurredAt, timeZone } = claimed;
    const plain = this.words.t(language, `delivery.mail.${kind}.subject`, { brand: brand.name });
    if (!touchpoint) return plain;
    const full = this.words.t(language, `delivery.mail.${kind}.subjectAbout`, {
      touchpoint,
      date: format.date(language, occurredAt, timeZone, 'short'),
    });
    return full.length <= LONGEST_SUBJECT ? full : plain;
  }

  #letterSms({ template, view, language }: Letter) {
    return asSms(writeGsm7(this.templates.renderText(`sms/${template}`, view, { language, now: this.clock.now() })));
  }

  #letterMail({ template, view, language, subject }: Letter, brand: string) {
    const reader = { language, now: this.clock.now() };
    const name = `email/${template}`;
    const html = this.templates.renderHtml(name, view, reader);
    return {
      subject: subject ?? brand,
      text: this.templates.renderText(name, view, reader),
      html,
      headers: {},
      segments: null,
    };
  }

  #readerOf({ language, timeZone }: Claimed): Reader {
    return { language, timeZone, now: this.clock.now() };
  }
}

/** Where a text goes, which is what it costs. */
function countryOf(channel: Channel, to: string): string | null {
  if (channel !== 'sms') return null;
  const phone = parsePhone(to, 'FR', { allowFiction: true });
  return 'country' in phone ? phone.country : null;
}

function asSms(text: string) {
  return { subject: null, text, html: null, headers: {}, segments: countSegments(text).segments };
}
