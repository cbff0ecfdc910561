import { Injectable } from '@nestjs/common';
import { SmsTariffs } from '#platform/sms';
import type { Plan } from './barometer-planning.service.ts';
import type { Programme } from './rules/programme.ts';
import { smsCost, type SmsCost, type TextLengths } from './rules/sms-cost.ts';

/** What only a later station knows, which writes the messages: how long those to this survey are. */
export type WaveTexts = (survey: {
  readonly questionnaire: string;
  readonly anonymous: boolean;
}) => Promise<TextLengths>;

/** What a wave costs in text messages. Who writes them teaches it when it starts how long they are; until then each takes one segment. */
@Injectable()
export class BarometerCosts {
  #texts: WaveTexts = async () => ({ invitation: 1, reminder: 1 });

  constructor(private readonly tariffs: SmsTariffs) {}

  learn(texts: WaveTexts): void {
    this.#texts = texts;
  }

  /** Of the next wave, from the fewest messages to the most; null where nothing goes by SMS, or no wave is left. */
  async ofPlan({ channels, reminders, questionnaire, kind }: Programme, { waves }: Plan): Promise<SmsCost | null> {
    const next = waves.find(({ state }) => state === 'planned');
    if (!next || !channels.includes('sms')) return null;
    const texts = await this.#texts({ questionnaire, anonymous: kind === 'employees' });
    return smsCost(next, reminders.length, texts, await this.tariffs.home());
  }
}
