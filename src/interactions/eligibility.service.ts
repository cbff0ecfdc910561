import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { PressureService } from '#pressure';
import { InteractionsDeciding } from './interactions-deciding.service.ts';
import type { Reason } from './rules/interaction.ts';
import { TouchpointsService } from './touchpoints.service.ts';

export interface Eligibility {
  readonly eligible: boolean;
  readonly reason: Reason | null;
  readonly rule: string | null;
  readonly nextEligibleAt: Date | null;
}

/** What would become of an interaction that happened now. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly pressure: PressureService,
    private readonly deciding: InteractionsDeciding,
  ) {}

  /** @throws Problem 404 when the customer or the touchpoint is unknown. */
  async of(externalId: string, key: string): Promise<Eligibility> {
    const customer = await this.customers.byExternalId(externalId);
    if (!customer || customer.erased) throw Problem.notFound('customer', externalId);
    const touchpoint = await this.touchpoints.byKey(key);
    if (!touchpoint) throw Problem.notFound('touchpoint', key);
    const { finding, version } = await this.deciding.preview(customer, touchpoint, this.clock.now());
    if (finding.next === 'suppress') {
      return { eligible: false, reason: finding.reason, rule: finding.rule, nextEligibleAt: finding.nextEligibleAt };
    }
    const channel = (finding.next === 'ask' ? finding.channels : touchpoint.channels)[0] ?? 'sms';
    const { ownKeys, personKeys, contactKeys, timeZone: zone } = customer;
    const ask = {
      invitation: v7(),
      customer: customer.id,
      ownKeys,
      personKeys,
      contactKeys,
      touchpoint: key,
      temperature: version.temperature,
      channel,
      zone,
      priority: touchpoint.priority,
    };
    const verdict = await this.pressure.check(ask);
    if (verdict.granted) return { eligible: true, reason: null, rule: null, nextEligibleAt: null };
    return { eligible: false, reason: verdict.reason, rule: verdict.rule, nextEligibleAt: verdict.nextEligibleAt };
  }
}
