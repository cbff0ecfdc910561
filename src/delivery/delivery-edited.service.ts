import { Inject, Injectable } from '@nestjs/common';
import type { Claimed } from '#invitations';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { Words } from '#platform/i18n';
import { SmsTransport } from '#platform/sms';
import { countSegments, writeGsm7 } from '#platform/sms-text';
import { Templates, WrittenTexts } from '#platform/templates';
import { mailView, replyScale, surveyLinks, type SurveySubject } from './delivery.views.ts';
import type { EditedTemplate } from './rules/edited-template.ts';
import { letterBlocks, OPT_OUT_SIGN, plainValue, SURVEY_SIGN } from './rules/letter-blocks.ts';
import type { NewMessage } from './rules/message.ts';

type Written = Pick<NewMessage, 'subject' | 'text' | 'html' | 'segments'>;

/** Writes messages from what was written on a screen. */
@Injectable()
export class DeliveryEdited {
  constructor(
    private readonly texts: WrittenTexts,
    private readonly templates: Templates,
    private readonly words: Words,
    private readonly sms: SmsTransport,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether a text that is written on this channel can be answered. */
  takesReplies(channel: EditedTemplate['channel']): boolean {
    return channel !== 'sms' || this.sms.takesReplies;
  }

  /** @throws when the text has a fault. */
  write(
    template: Pick<EditedTemplate, 'channel' | 'subject' | 'body'>,
    claimed: Claimed,
    subject: SurveySubject,
  ): Written {
    return template.channel === 'sms'
      ? this.#text(template.body ?? '', claimed, subject)
      : this.#mail(template, claimed, subject);
  }

  #text(body: string, claimed: Claimed, subject: SurveySubject): Written {
    const { surveyUrl, optOutUrl } = surveyLinks(this.config.publicUrl, claimed.token);
    const optOut = this.sms.takesReplies
      ? this.words.t(claimed.language, 'delivery.sms.stop')
      : this.words.t(claimed.language, 'delivery.sms.stopLink', { link: optOutUrl });
    const scale = this.sms.takesReplies ? replyScale(subject.questions) : null;
    const reply = scale && this.words.t(claimed.language, `delivery.sms.reply.${scale}`);
    const values = { ...valuesOf(claimed, subject), reply, survey: surveyUrl, optOut };
    const text = writeGsm7(this.#render(body, values, claimed)).trim();
    return { subject: null, text, html: null, segments: countSegments(text).segments };
  }

  #mail(
    { subject: title, body }: Pick<EditedTemplate, 'subject' | 'body'>,
    claimed: Claimed,
    about: SurveySubject,
  ): Written {
    const values = valuesOf(claimed, about);
    const subject = plainValue(this.#render(title ?? '', values, claimed));
    const signs = { ...values, survey: SURVEY_SIGN, optOut: OPT_OUT_SIGN };
    const letter = this.#render(body ?? '', signs, claimed).replaceAll('\r\n', '\n');
    const view = {
      ...mailView(claimed, about, { publicUrl: this.config.publicUrl, subject, preheader: '' }),
      blocks: letterBlocks(letter),
    };
    const reader = { language: claimed.language, timeZone: claimed.timeZone, now: this.clock.now() };
    return {
      subject,
      text: this.templates.renderText('email/written', view, reader),
      html: this.templates.renderHtml('email/written', view, reader),
      segments: null,
    };
  }

  #render(source: string, values: object, { language, timeZone }: Claimed): string {
    return this.texts.render(source, values, { language, zone: timeZone, now: this.clock.now() });
  }
}

function valuesOf({ occurredAt, expiresAt }: Claimed, { brand, firstName, touchpoint, site }: SurveySubject) {
  const plain = (value: string | null) => (value === null ? null : plainValue(value));
  return {
    brand: plain(brand.name),
    firstName: plain(firstName),
    touchpoint: plain(touchpoint),
    site: plain(site),
    occurredAt,
    expiresAt,
  };
}
