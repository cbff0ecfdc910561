import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import type { Step } from '#pressure';
import { InteractionsDeciding } from './interactions-deciding.service.ts';
import type { Reason } from './rules/interaction.ts';
import { TouchpointsService } from './touchpoints.service.ts';

export interface Eligibility {
  readonly eligible: boolean;
  readonly reason: Reason | null;
  readonly rule: string | null;
  readonly nextEligibleAt: Date | null;
}

/** With every rule considered, in order. */
export type Explained = Eligibility & { readonly steps: readonly Step[] };

/** What would become of an interaction that happened now. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly invitations: InvitationsService,
    private readonly deciding: InteractionsDeciding,
  ) {}

  /** @throws Problem 404 when the customer or the touchpoint is unknown. */
  async of(externalId: string, key: string): Promise<Eligibility> {
    const { steps: _, ...eligibility } = await this.explain(externalId, key);
    return eligibility;
  }

  /** @throws Problem 404 when the customer or the touchpoint is unknown. */
  async explain(externalId: string, key: string): Promise<Explained> {
    const customer = await this.customers.byExternalId(externalId);
    if (!customer || customer.erased) throw Problem.notFound('customer', externalId);
    const touchpoint = await this.touchpoints.byKey(key);
    if (!touchpoint) throw Problem.notFound('touchpoint', key);
    const { finding, request } = await this.deciding.preview(customer, touchpoint, this.clock.now());
    if (finding.next === 'suppress') {
      const { reason, rule, nextEligibleAt, steps } = finding;
      return { eligible: false, reason, rule, nextEligibleAt, steps };
    }
    const verdict = await this.invitations.foresee(request);
    const steps = [...finding.steps, ...verdict.steps];
    if (verdict.granted) return { eligible: true, reason: null, rule: null, nextEligibleAt: null, steps };
    const { reason, rule, nextEligibleAt } = verdict;
    return { eligible: false, reason, rule, nextEligibleAt, steps };
  }
}
