import { Controller, Get, Param, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { Allow, Answers, ListQuery, Problem, schema, type SchemaOf } from '#platform/http';
import { KINDS } from './timeline.repository.ts';
import { PersonExport } from './person-export.service.ts';
import { SECTIONS } from './person-export.repository.ts';
import { TimelineService, type TimelineEvent } from './timeline.service.ts';

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);

export const TimelineQuery = schema(
  'TimelineQuery',
  Type.Object({ kind: Type.Optional(Type.Enum([...KINDS])), ...ListQuery }, { additionalProperties: false }),
  { coerce: true },
);

const Timeline = Type.Object({
  items: Type.Array(
    Type.Object(
      {
        kind: Type.Enum([...KINDS]),
        id: Type.String(),
        at: Type.String({ format: 'date-time' }),
        history: Type.Optional(
          Type.Array(
            Type.Object({
              what: Type.String(),
              status: Nullable(Type.String()),
              at: Type.String({ format: 'date-time' }),
              cause: Nullable(Type.String()),
            }),
          ),
        ),
      },
      { additionalProperties: true },
    ),
  ),
  nextCursor: Nullable(Type.String()),
});

const Free = Type.Record(Type.String(), Type.Unknown());
const Kept = Type.Object({
  exportedAt: Type.String({ format: 'date-time' }),
  customer: Free,
  optOuts: Type.Array(Free),
  blocks: Type.Array(Free),
  ...Object.fromEntries([...SECTIONS, 'messages'].map((section) => [section, Type.Array(Free)])),
});

@Controller('api/v1/customers')
@Allow({ scope: 'customers:read' })
export class TimelineApiController {
  constructor(
    private readonly customers: CustomersService,
    private readonly timeline: TimelineService,
    private readonly exports: PersonExport,
  ) {}

  @Get(':externalId/export')
  @Answers('Gives all that is kept of a customer, whatever station keeps it', Kept)
  async export(@Param('externalId') externalId: string): Promise<Record<string, unknown>> {
    return this.exports.of(externalId);
  }

  @Get(':externalId/timeline')
  @Answers(
    'What happened with a customer, newest first: interactions with their decisions, invitations, answers, cases …',
    Timeline,
  )
  async show(
    @Param('externalId') externalId: string,
    @Query({ schema: TimelineQuery }) query: SchemaOf<typeof TimelineQuery>,
  ) {
    const customer = await this.customers.byExternalId(externalId);
    if (!customer || customer.erased) throw Problem.notFound('customer', externalId);
    const { items, nextCursor } = await this.timeline.of(customer.id, query);
    return { items: items.map(eventView), nextCursor };
  }
}

/** An interaction is known to programs by the id they gave it. */
function eventView({ kind, id, at, data, history }: TimelineEvent) {
  const { interaction, actor: _, ...more } = data;
  return {
    kind,
    id: kind === 'interaction' ? interaction : id,
    at: at.toISOString(),
    ...(kind === 'invitation' ? { ...more, interaction } : more),
    ...(history && { history }),
  };
}
