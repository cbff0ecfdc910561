import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BarometerCosts, type WaveTexts } from '#barometer';
import { DEFAULT_BRAND } from '#platform/brand';
import { LANGUAGES } from '#platform/values';
import { SurveysService } from '#surveys';
import { DeliveryRewording } from './delivery-rewording.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';

/** Teaches the barometer's planner how long the texts of a wave are: it does not write them. */
@Injectable()
export class DeliveryWaveTexts implements OnModuleInit {
  constructor(
    private readonly costs: BarometerCosts,
    private readonly surveys: SurveysService,
    private readonly samples: DeliverySamples,
    private readonly writing: DeliveryWriting,
    private readonly rewording: DeliveryRewording,
  ) {}

  onModuleInit(): void {
    this.costs.learn(async (survey) => ({
      invitation: await this.#segments('invitation', survey),
      reminder: await this.#segments('reminder', survey),
    }));
  }

  /** In the words in force now, to the usual person, in the language in which it takes most: what is forecast is no less than what comes. */
  async #segments(
    kind: 'invitation' | 'reminder',
    { questionnaire, anonymous }: Parameters<WaveTexts>[0],
  ): Promise<number> {
    const { questions } = await this.surveys.known(questionnaire);
    const reworded = await this.rewording.inForce();
    const counts = await Promise.all(
      LANGUAGES.map(async (language) => {
        const slot = { brand: DEFAULT_BRAND, channel: 'sms', kind, language } as const;
        const [usual] = await this.samples.of(slot, anonymous ? [] : questions);
        if (!usual) throw new Error('there are sample people');
        const claimed = { ...usual.claimed, temperature: 'cold', anonymous } as const;
        const subject = { ...usual.subject, touchpoint: null };
        return reworded(this.writing.survey(claimed, subject), claimed, subject).segments ?? 1;
      }),
    );
    return Math.max(...counts);
  }
}
