import { Inject, Injectable } from '@nestjs/common';
import { Brands } from '#platform/brand';
import { CONFIG, type Config } from '#platform/config';
import { SmsTransport } from '#platform/sms';
import { countSegments, writeGsm7 } from '#platform/sms-text';
import { Templates } from '#platform/templates';
import type { Plan } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import type { Programme } from './rules/programme.ts';

export interface SmsCost {
  readonly messages: number;
  /** Of one message. */
  readonly segments: number;
  /** Of one segment, in cents, which may be broken. */
  readonly price: number;
  /** In whole cents, were nobody reminded or replaced. */
  readonly amount: number;
  /** Were everybody reminded each time, and the whole reserve called up. */
  readonly most: { readonly messages: number; readonly amount: number };
}

const A_TOKEN = 'Ab3dE9fGh1JkLm2NoPq4Rs';

/** What a wave costs in text messages. */
@Injectable()
export class BarometerCosts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly repository: BarometerRepository,
    private readonly brands: Brands,
    private readonly templates: Templates,
    private readonly sms: SmsTransport,
  ) {}

  /** Of the next wave, from the fewest messages to the most; null where nothing goes by SMS, or no wave is left. */
  async ofPlan({ channels, reminders }: Programme, { waves }: Plan): Promise<SmsCost | null> {
    const next = waves.find(({ state }) => state === 'planned');
    if (!next || !channels.includes('sms')) return null;
    const price = await this.repository.smsPrice();
    const segments = await this.#segments();
    const [messages, most] = [Math.round(next.sms), Math.round(next.smsMost) * (1 + reminders.length)];
    const amount = (count: number) => Math.round(count * segments * price);
    return { messages, segments, price, amount: amount(messages), most: { messages: most, amount: amount(most) } };
  }

  /** Of the very message a wave sends. */
  async #segments(): Promise<number> {
    const { name: brand } = await this.brands.current();
    const { publicUrl } = this.config;
    const view = {
      ...{ form: 'short', brand, touchpoint: null, site: null, occurredAt: null, question: null, reply: null },
      surveyUrl: `${publicUrl}/s/${A_TOKEN}`,
      optOutUrl: this.sms.takesReplies ? null : `${publicUrl}/u/${A_TOKEN}`,
    };
    return countSegments(writeGsm7(this.templates.renderText('sms/invitation', view, { language: 'fr' }))).segments;
  }
}
