import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { SiteBrands } from '#customers';
import { LOGGER } from '#platform/log';
import { DeliveryEditedLetters } from './delivery-edited-letters.service.ts';
import { DeliveryTemplatesRepository } from './delivery-templates.repository.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';
import { isLetterKind } from './rules/edited-letter.ts';
import type { Letter } from './rules/letter.ts';
import type { NewMessage } from './rules/message.ts';

/** Letters in the words that are in force: those of the brand, else the default brand's, else ours. */
@Injectable()
export class DeliveryLetters {
  constructor(
    private readonly brands: SiteBrands,
    private readonly writing: DeliveryWriting,
    private readonly repository: DeliveryTemplatesRepository,
    private readonly edited: DeliveryEditedLetters,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Its template sees `brand`, the name of its shop's brand, beside its view. Ours stands where edited words cannot be written. */
  async compose(letter: Letter, to: string): Promise<NewMessage> {
    const { key, name: brand } = await this.brands.of(letter.site);
    const signed = { ...letter, view: { brand, ...letter.view } };
    const ours = this.writing.letter(signed, to, brand);
    const { template: kind, channel, language } = letter;
    if (!isLetterKind(kind)) return ours;
    const template = await this.repository.inForceFor({ brand: key, channel, kind, language });
    if (!template) return ours;
    try {
      return { ...ours, ...this.edited.write(template, kind, signed), template: template.id };
    } catch (error) {
      this.log.error({ err: error, template: template.id }, 'an edited letter could not be written');
      return ours;
    }
  }
}
