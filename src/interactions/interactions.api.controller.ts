import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { CustomersService } from '#customers';
import {
  Allow,
  Answers,
  check,
  Instant,
  invalid,
  ORGANISATION_ZONE,
  Problem,
  schema,
  type Schema,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { languageOf } from '#platform/values';
import { RecordInteraction } from './interaction.schema.ts';
import { InteractionsService, type RecordResult } from './interactions.service.ts';
import { interactionView, decisionView, resultView } from './interactions.views.ts';
import { OUTCOMES, REASONS } from './rules/interaction.ts';

const closed = { additionalProperties: false };

const batchOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item, { maxItems: 500 }) }, closed);
const received = schema('RecordInteractions', batchOf(Type.Unknown()));
/** Says what items are; each is judged by itself, so that a bad one spoils no other. */
const RecordBatch: Schema<(typeof received)['json']> = {
  ...received,
  json: Type.Unsafe<SchemaOf<typeof received>>(batchOf(RecordInteraction.json)) as unknown as (typeof received)['json'],
};

const nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);
const DecisionAnswer = Type.Object({
  outcome: Type.Enum([...OUTCOMES]),
  reason: nullable(Type.Enum([...REASONS])),
  rule: nullable(Type.String()),
  nextEligibleAt: nullable(Instant),
  invitation: nullable(Type.Object({ id: Type.String(), channel: Type.Enum(['sms', 'email']), sendAt: Instant })),
});
const InteractionAnswer = Type.Object({
  id: Type.String(),
  touchpoint: Type.String(),
  occurredAt: Instant,
  receivedAt: Instant,
  customer: nullable(Type.String()),
  site: nullable(Type.String()),
  agent: nullable(Type.String()),
  channel: nullable(Type.String()),
  measures: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Boolean()])),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  decision: Type.Object({
    ...DecisionAnswer.properties,
    policyVersion: nullable(
      Type.Integer({ description: 'Of the pressure policy that decided; null: decided before it.' }),
    ),
    steps: Type.Array(
      Type.Object({
        rule: Type.String(),
        verdict: Type.Enum(['pass', 'stop']),
        params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
        sentence: Type.String({
          description: 'The step with its numbers, in the language of Accept-Language: fr or en.',
        }),
      }),
    ),
  }),
});
const RecordAnswer = Type.Object({ id: Type.String(), decision: DecisionAnswer });
const BatchAnswer = Type.Object({
  results: Type.Array(
    Type.Object({
      id: nullable(Type.String()),
      status: Type.Integer(),
      decision: Type.Optional(DecisionAnswer),
      problem: Type.Optional(Type.Unknown()),
    }),
  ),
});

@Controller('api/v1/interactions')
export class InteractionsApiController {
  constructor(
    private readonly interactions: InteractionsService,
    private readonly customers: CustomersService,
    private readonly words: Words,
  ) {}

  @Allow({ scope: 'interactions:write' })
  @Post()
  @Answers('Records what happened and says who is asked about it; 200 when it was known.', RecordAnswer, 202)
  async record(
    @Body({ schema: RecordInteraction }) body: SchemaOf<typeof RecordInteraction>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const result = await this.interactions.record(body);
    if ('problem' in result) throw result.problem;
    void reply.status(result.status);
    return { id: result.id, decision: decisionView(result.decision) };
  }

  @Allow({ scope: 'interactions:write' })
  @Post('batch')
  @HttpCode(200)
  @Answers('Records up to 500, each with its own answer, in order.', BatchAnswer)
  async recordBatch(@Body({ schema: RecordBatch }) { items }: SchemaOf<typeof RecordBatch>) {
    const checked = items.map((item) => check(RecordInteraction, item));
    const results = await this.interactions.recordMany(checked.flatMap((one) => ('value' in one ? [one.value] : [])));
    return {
      results: checked.map((one, n) => {
        if ('value' in one) return resultView(results.shift() as RecordResult);
        return { id: idOf(items[n]), status: 422, problem: invalid(...one.errors).toJSON() };
      }),
    };
  }

  @Allow({ scope: 'interactions:read' })
  @Get(':id')
  @Answers('One interaction, its decision and every step that led to it, each with its sentence.', InteractionAnswer)
  async one(
    @Param('id') id: string,
    @Headers('accept-language') languages: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (id.includes('\0')) throw Problem.notFound('interaction', '');
    const recorded = await this.interactions.one(id);
    const customer = (await this.customers.byIds([recorded.customer])).get(recorded.customer);
    const language = languageOf(languages?.split(/[,;]/)[0], 'fr');
    void reply.headers({ 'content-language': language, vary: 'accept-language' });
    const reader = { words: this.words, language, zone: ORGANISATION_ZONE };
    return interactionView(recorded, customer?.externalId ?? null, reader);
  }
}

/** What a refused item calls itself, when it is something one can call it by. */
function idOf(item: unknown): string | null {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : null;
  return typeof id === 'string' ? id : null;
}
