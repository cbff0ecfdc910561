import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { Allow, Answers, Instant, Key, ListQuery, schema, Text, type SchemaOf } from '#platform/http';
import { ResponsesService } from './responses.service.ts';
import { responseView } from './responses.views.ts';

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);

const ResponseList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid' }),
      invitation: Nullable(Type.String({ format: 'uuid' })),
      customer: Nullable(Type.String()),
      touchpoint: Nullable(Type.String()),
      channel: Type.Enum(['web', 'sms', 'api', 'kiosk', 'qr', 'widget']),
      answers: Type.Object({}, { additionalProperties: true }),
      comment: Nullable(Type.String()),
      sentiment: Nullable(Type.Enum(['positive', 'neutral', 'negative'])),
      themes: Type.Array(Type.String()),
      answeredAt: Type.String({ format: 'date-time' }),
      complete: Type.Boolean(),
    }),
  ),
  nextCursor: Nullable(Type.String()),
});

/** A date is its first instant, UTC; `from` is included, `to` is not. */
const Moment = Type.Union([Instant, Type.String({ format: 'date' })]);

const ResponsesQuery = schema(
  'ResponsesQuery',
  Type.Object(
    {
      touchpoint: Type.Optional(Key),
      from: Type.Optional(Moment),
      to: Type.Optional(Moment),
      customer: Type.Optional(Text({ min: 1, max: 200 })),
      invitation: Type.Optional(Type.String({ format: 'uuid' })),
      ...ListQuery,
    },
    { additionalProperties: false },
  ),
  { coerce: true },
);

@Controller('api/v1/responses')
@Allow({ scope: 'responses:read' })
export class ResponsesApiController {
  constructor(
    private readonly responses: ResponsesService,
    private readonly customers: CustomersService,
  ) {}

  @Get()
  @Answers('Answers as they stand, newest first', ResponseList)
  async list(@Query({ schema: ResponsesQuery }) { customer, from, to, ...query }: SchemaOf<typeof ResponsesQuery>) {
    const asked = customer === undefined ? undefined : await this.customers.byExternalId(customer);
    if (asked === null) return { items: [], nextCursor: null };
    const { items, nextCursor } = await this.responses.list({
      ...query,
      ...(asked && { customer: asked.id }),
      ...(from && { from: new Date(from) }),
      ...(to && { to: new Date(to) }),
    });
    const customers = await this.customers.byIds([...new Set(items.flatMap((response) => response.customer ?? []))]);
    return {
      items: items.map((response) => responseView(response, customers.get(response.customer ?? ''))),
      nextCursor,
    };
  }
}
