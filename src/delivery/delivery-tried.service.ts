import { Injectable } from '@nestjs/common';
import { Brands } from '#platform/brand';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryEditedLetters } from './delivery-edited-letters.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { isLetterKind, type LetterKind, type LetterValues } from './rules/edited-letter.ts';
import type { Slot, TypedTemplate } from './rules/edited-template.ts';
import { sampleLetter } from './rules/sample-letters.ts';
import { SAMPLE_PEOPLE, type SamplePerson } from './rules/sample-people.ts';

/** A message as typed, to a sample person. */
export interface Tried {
  readonly person: SamplePerson['key'];
  readonly text: string;
  readonly subject: string | null;
  readonly html: string | null;
  readonly segments: number | null;
  /** Of a survey: its token, which its links hold. Of a letter: what it was given to show. */
  readonly about: { readonly token: string } | { readonly kind: LetterKind; readonly values: LetterValues };
}

/** Words as typed on a screen, tried on people who do not exist before they go to any who does. */
@Injectable()
export class DeliveryTried {
  constructor(
    private readonly brands: Brands,
    private readonly samples: DeliverySamples,
    private readonly edited: DeliveryEdited,
    private readonly letters: DeliveryEditedLetters,
  ) {}

  /** @throws when the words have a fault. */
  async all(slot: Slot, { gsm7 = true, ...typed }: TypedTemplate): Promise<Tried[]> {
    const template = { ...typed, gsm7, channel: slot.channel };
    const { kind, language } = slot;
    if (!isLetterKind(kind)) {
      return (await this.samples.of(slot)).map(({ person, claimed, subject }) => ({
        ...this.edited.write(template, claimed, subject),
        person,
        about: { token: claimed.token },
      }));
    }
    const brand = (await this.brands.of(slot.brand)).name;
    return SAMPLE_PEOPLE.map(({ key: person }) => {
      const view = { brand, ...sampleLetter(kind, person, language) };
      const about = { kind, values: this.letters.values(kind, view, language) };
      return { ...this.letters.write(template, kind, { view, language }), person, about };
    });
  }
}
