import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { Allow, Caller, ORGANISATION_ZONE, schema, Text, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { outcomeBadge, personOf, stepsView } from './asked.views.ts';
import { EligibilityService } from './eligibility.service.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { nameOf } from './touchpoints.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const Try = schema(
  'TryPage',
  Type.Object({ customer: Type.Optional(Text({ max: 200 })), touchpoint: Type.Optional(Text({ max: 64 })) }),
  { coerce: true },
);

/** The policy tried out on a person: what would become of an event of now, rule by rule. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure/try')
export class TryingPagesController {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() user: User, @Query({ schema: Try }) typed: SchemaOf<typeof Try>): Promise<PageResult> {
    const all = await this.touchpoints.all();
    const customer = (typed.customer ?? '').trim();
    const touchpoint = all.find(({ key }) => key === typed.touchpoint)?.key ?? all[0]?.key ?? '';
    const tried = customer && touchpoint ? await this.#tried(user, customer, touchpoint) : null;
    return page('pressure/try', {
      customer,
      touchpoint,
      touchpoints: all.map((one) => ({ value: one.key, label: nameOf(user.language, one) })),
      tried,
      unknown: customer !== '' && tried === null,
    });
  }

  async #tried({ language }: User, externalId: string, touchpoint: string) {
    const reader = { words: this.words, language, zone: ORGANISATION_ZONE };
    const customer = await this.customers.byExternalId(externalId);
    if (!customer || customer.erased) return null;
    const { eligible, reason, nextEligibleAt, steps } = await this.eligibility.explain(externalId, touchpoint);
    return {
      person: personOf(customer),
      outcome: outcomeBadge(reader, { outcome: eligible ? 'scheduled' : 'suppressed', reason }),
      nextEligibleAt: nextEligibleAt?.toISOString() ?? null,
      steps: stepsView(reader, steps),
    };
  }
}
