import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Instant, invalid, Key, schema, Text, type SchemaOf } from '#platform/http';
import { ChangePolicy, faultsOf, PressureService } from '#pressure';
import { EligibilityService } from './eligibility.service.ts';
import { REASONS } from './rules/interaction.ts';
import { SimulationService } from './simulation.service.ts';

const closed = { additionalProperties: false };
const Simulate = schema(
  'SimulatePressure',
  Type.Object({ policy: ChangePolicy.json, from: Instant, to: Instant }, closed),
);
const ForTouchpoint = schema('EligibilityQuery', Type.Object({ touchpoint: Key }, closed));
const ByExternalId = schema('ByExternalId', Type.Object({ externalId: Text({ min: 1, max: 200 }) }));

const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);
const EligibilityAnswer = Type.Object({
  eligible: Type.Boolean(),
  reason: orNull(Type.Enum([...REASONS])),
  rule: orNull(Type.String()),
  nextEligibleAt: orNull(Instant),
});
const Counts = Type.Record(Type.String(), Type.Integer());
const Place = Type.Object({
  interactions: Type.Integer(),
  sent: Type.Integer(),
  suppressed: Type.Integer(),
  people: Type.Integer({ description: 'People asked about it at least once.' }),
  neverAsked: Type.Integer({ description: 'People to whom it happened, and who were never asked about it.' }),
  expectedAnswers: Type.Integer(),
  marginOfError: orNull(Type.Number()),
});
const Figures = Type.Object({
  interactions: Type.Integer(),
  sent: Type.Integer(),
  people: Type.Integer(),
  neverAsked: Type.Integer(),
  suppressedByRule: Counts,
  waiting: Type.Integer(),
  byTouchpoint: Type.Record(Type.String(), Place),
  bySite: Type.Record(Type.String(), Place),
  expectedAnswers: Type.Integer(),
  marginOfError: orNull(Type.Number()),
});

const Agreement = Type.Object({
  decided: Type.Integer(),
  agreed: Type.Integer(),
  otherPolicy: Type.Integer(),
  otherwise: Type.Integer(),
});

/** Who would be asked: one person now, or everybody under another policy. */
@Controller('api/v1')
export class AskingApiController {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly pressure: PressureService,
    private readonly simulation: SimulationService,
  ) {}

  @Allow({ scope: 'interactions:read' })
  @Get('customers/:externalId/eligibility')
  @Answers(
    'Whether the customer could be asked now about a touchpoint, and else why not and from when.',
    EligibilityAnswer,
  )
  async eligible(
    @Param({ schema: ByExternalId }) { externalId }: SchemaOf<typeof ByExternalId>,
    @Query({ schema: ForTouchpoint }) { touchpoint }: SchemaOf<typeof ForTouchpoint>,
  ) {
    return this.eligibility.of(externalId, touchpoint);
  }

  @Allow({ scope: 'pressure:read' })
  @Post('pressure/simulate')
  @HttpCode(200)
  @Answers(
    'What a past period would have been under another policy, beside today’s.',
    Type.Object({ current: Figures, draft: Figures, agreement: Agreement }),
  )
  async simulate(@Body({ schema: Simulate }) { policy, from, to }: SchemaOf<typeof Simulate>) {
    const faults = faultsOf(policy.rules).map((fault) => ({ ...fault, path: `policy.${fault.path}` }));
    const period = [new Date(from), new Date(to)] as const;
    if (!(period[0] < period[1])) faults.push({ path: 'to', code: 'too-small', message: 'is not after from' });
    if (faults.length > 0) throw invalid(...faults);
    const { rules: current, version } = await this.pressure.policy();
    return this.simulation.simulate({ current, version, draft: policy.rules }, ...period);
  }
}
