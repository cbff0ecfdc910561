import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/database';
import { HOME_COUNTRY, LIST_TARIFF, pricePerSegment, type SmsTariff } from './tariff.ts';

/** Where it is kept. */
export const TARIFF_SETTING = 'sms.tariff';

/** What texts cost the organisation: one tariff for all who count with it. */
@Injectable()
export class SmsTariffs {
  constructor(private readonly settings: Settings) {}

  async current(): Promise<SmsTariff> {
    return (await this.settings.get<SmsTariff>(TARIFF_SETTING)) ?? LIST_TARIFF;
  }

  /** Of a segment where most texts go, in millionths of a euro. */
  async home(): Promise<number> {
    return pricePerSegment(await this.current(), HOME_COUNTRY);
  }

  async set(tariff: SmsTariff, at: Date): Promise<void> {
    await this.settings.set(TARIFF_SETTING, tariff, at);
  }
}
