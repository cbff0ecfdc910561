import { Injectable } from '@nestjs/common';
import type { Claimed } from '#invitations';
import { Brands } from '#platform/brand';
import { Clock } from '#platform/clock';
import { ORGANISATION_ZONE } from '#platform/http';
import type { Question } from '#surveys';
import type { SurveySubject } from './delivery.views.ts';
import type { Slot } from './rules/edited-template.ts';
import { SAMPLE_PEOPLE, type SamplePerson } from './rules/sample-people.ts';

export interface Sample {
  readonly person: SamplePerson['key'];
  readonly claimed: Claimed;
  readonly subject: SurveySubject & { readonly to: string };
}

const DAY_MS = 24 * 3_600_000;
const NOBODY = '00000000-0000-7000-8000-000000000000';
/** As long as a real one, and leads nowhere. */
const TOKEN = 'Exemple0Exemple0Exempl';

const QUESTION: Question = {
  key: 'csat',
  kind: 'csat',
  text: { fr: 'Êtes-vous satisfait de votre visite ?', en: 'How satisfied are you with your visit?' },
};

/** Messages to people who do not exist, to look at before any is sent. */
@Injectable()
export class DeliverySamples {
  constructor(
    private readonly brands: Brands,
    private readonly clock: Clock,
  ) {}

  /** One message for each sample person. */
  async of(slot: Slot, questions: readonly Question[] = [QUESTION]): Promise<Sample[]> {
    const brand = await this.brands.of(slot.brand);
    return SAMPLE_PEOPLE.map(({ key, firstName, touchpoint, site }) => ({
      person: key,
      claimed: this.#claimed(slot),
      subject: {
        to: slot.channel === 'sms' ? '+33639980000' : 'lea@example.test',
        brand,
        firstName,
        touchpoint: touchpoint?.[slot.language] ?? null,
        site,
        questions,
      },
    }));
  }

  #claimed({ channel, kind, language }: Slot): Claimed {
    const now = this.clock.now();
    const reminder = kind === 'reminder';
    return {
      id: NOBODY,
      customer: NOBODY,
      interaction: null,
      touchpoint: null,
      questionnaireVersion: NOBODY,
      temperature: 'hot',
      status: 'sending',
      channel,
      nextChannels: [],
      site: null,
      agent: null,
      segment: null,
      language,
      timeZone: ORGANISATION_ZONE,
      occurredAt: new Date(now.getTime() - DAY_MS),
      sendAt: now,
      expiresAt: new Date(now.getTime() + 14 * DAY_MS),
      step: 1,
      reminders: reminder ? 1 : 0,
      sentAt: null,
      answeredAt: null,
      cause: null,
      exempt: null,
      anonymous: false,
      spent: false,
      worth: null,
      token: TOKEN,
      reminder,
      sendBy: now,
    };
  }
}
