import { Inject, Injectable } from '@nestjs/common';
import { Brands } from '#platform/brand';
import { CONFIG, type Config } from '#platform/config';
import { SmsTransport } from '#platform/sms';
import { countSegments, writeGsm7 } from '#platform/sms-text';
import { Templates } from '#platform/templates';
import { BarometerRepository } from './barometer.repository.ts';

export interface SmsCost {
  readonly messages: number;
  /** Of one message. */
  readonly segments: number;
  /** Of one segment, in cents, which may be broken. */
  readonly price: number;
  /** In whole cents. */
  readonly amount: number;
}

const A_TOKEN = 'Ab3dE9fGh1JkLm2NoPq4Rs';

/** What a wave costs in text messages, without reminders. */
@Injectable()
export class BarometerCosts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly repository: BarometerRepository,
    private readonly brands: Brands,
    private readonly templates: Templates,
    private readonly sms: SmsTransport,
  ) {}

  /** @param messages how many people are asked by SMS */
  async ofSms(messages: number): Promise<SmsCost> {
    const price = await this.repository.smsPrice();
    const segments = await this.#segments();
    const asked = Math.round(messages);
    return { messages: asked, segments, price, amount: Math.round(asked * segments * price) };
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
