import { Injectable } from '@nestjs/common';
import { Hears, type HeardFact } from '#platform/facts';
import { RollupsService } from './rollups.service.ts';
import { touchedBy } from './rules/touched.ts';

@Injectable()
export class InsightsListener {
  constructor(private readonly rollups: RollupsService) {}

  /** A plan changes no count: nothing is counted before it is sent. */
  @Hears('insights.rollups', 'response.submitted', 'response.corrected', 'invitation.moved')
  async recount(facts: HeardFact[]): Promise<void> {
    await this.rollups.recount(touchedBy(facts));
  }

  @Hears('insights.erasure', 'customer.erased')
  async erased(facts: HeardFact[]): Promise<void> {
    await this.rollups.forget(facts.flatMap(({ customer }) => customer ?? []));
  }
}
