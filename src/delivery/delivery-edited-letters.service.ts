import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { ORGANISATION_ZONE } from '#platform/http';
import { Words } from '#platform/i18n';
import { countSegments, plainTypography, writeGsm7 } from '#platform/sms-text';
import { Templates, WrittenTexts } from '#platform/templates';
import type { Language } from '#platform/values';
import { letterValues, type LetterKind, type LetterValues } from './rules/edited-letter.ts';
import type { EditedTemplate } from './rules/edited-template.ts';
import { letterBlocks, OPT_OUT_SIGN, plainValue } from './rules/letter-blocks.ts';
import type { NewMessage } from './rules/message.ts';

type Written = Pick<NewMessage, 'subject' | 'text' | 'html' | 'segments'>;
type Wording = Pick<EditedTemplate, 'channel' | 'subject' | 'body' | 'gsm7'>;

/** Writes letters, which are no surveys, from what was written on a screen. */
@Injectable()
export class DeliveryEditedLetters {
  constructor(
    private readonly texts: WrittenTexts,
    private readonly templates: Templates,
    private readonly words: Words,
    private readonly clock: Clock,
  ) {}

  values(kind: LetterKind, view: object, language: Language): LetterValues {
    return letterValues(kind, view, (key) => this.words.t(language, key));
  }

  /** @param view what its sender gave, with the `brand` it speaks for. @throws when the text has a fault. */
  write(template: Wording, kind: LetterKind, { view, language }: { view: object; language: Language }): Written {
    const values = this.values(kind, view, language);
    return template.channel === 'sms'
      ? this.#text(template, values, language)
      : this.#mail(template, { values, view, language });
  }

  #text({ body, gsm7 }: Wording, values: LetterValues, language: Language): Written {
    const plain = this.#render(body ?? '', values, language).trim();
    const text = gsm7 ? writeGsm7(plain) : plainTypography(plain);
    return { subject: null, text, html: null, segments: countSegments(text).segments };
  }

  #mail(
    { subject: title, body }: Wording,
    { values, view, language }: { values: LetterValues; view: object; language: Language },
  ): Written {
    const subject = plainValue(this.#render(title ?? '', values, language));
    const signed = { ...values, ...('link' in values && { link: OPT_OUT_SIGN }) };
    const letter = this.#render(body ?? '', signed, language).replaceAll('\r\n', '\n');
    const { brand = null, link = null } = values;
    const mine = 'mine' in view ? view.mine : null;
    const shown = { subject, brand, link, mine, blocks: letterBlocks(letter) };
    const reader = { language, now: this.clock.now() };
    return {
      subject,
      text: this.templates.renderText('email/letter', shown, reader),
      html: this.templates.renderHtml('email/letter', shown, reader),
      segments: null,
    };
  }

  #render(source: string, values: LetterValues, language: Language): string {
    return this.texts.render(source, values, { language, zone: ORGANISATION_ZONE, now: this.clock.now() });
  }
}
