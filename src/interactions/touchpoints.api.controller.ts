import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { Type } from 'typebox';
import type { Channel } from '#customers';
import {
  Allow,
  Answers,
  IsoDuration,
  Key,
  LocalizedText,
  pageOfAll,
  PlainList,
  Problem,
  schema,
  Text,
  type SchemaOf,
} from '#platform/http';
import { OPS } from './rules/conditions.ts';
import { SETTLE_ON, type SettleOn } from './rules/touchpoint.ts';
import { TouchpointsService } from './touchpoints.service.ts';

const closed = { additionalProperties: false };
const WallTime = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });

const ConditionText = Text({ min: 1, max: 200 });
const Condition = Type.Object(
  {
    field: Type.String({
      minLength: 1,
      maxLength: 80,
      description:
        'channel, site, agent, customer.vip, customer.segment, customer.locale, measures.NAME or attributes.NAME',
    }),
    op: Type.Enum([...OPS]),
    value: Type.Optional(
      Type.Union(
        [
          ConditionText,
          Type.Number(),
          Type.Boolean(),
          Type.Array(Type.Union([ConditionText, Type.Number()]), { minItems: 1, maxItems: 50 }),
        ],
        { description: 'A list for one-of; the lowest and the highest for between; none for present and absent.' },
      ),
    ),
  },
  closed,
);

export const SaveTouchpoint = schema(
  'TouchpointInput',
  Type.Object(
    {
      name: LocalizedText(80),
      questionnaire: Key,
      delay: Type.Optional(IsoDuration),
      settle: Type.Optional(IsoDuration),
      settleOn: Type.Optional(Type.Unsafe<SettleOn>(Type.Enum([...SETTLE_ON]))),
      maxAge: Type.Optional(IsoDuration),
      sampling: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
      monthlyTarget: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()])),
      channels: Type.Array(Type.Unsafe<Channel>(Type.Enum(['sms', 'email'])), {
        minItems: 1,
        maxItems: 2,
        uniqueItems: true,
      }),
      window: Type.Optional(
        Type.Object(
          {
            days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
            from: WallTime,
            to: WallTime,
          },
          closed,
        ),
      ),
      priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
      reminders: Type.Optional(Type.Array(Type.Object({ after: IsoDuration }, closed), { maxItems: 2 })),
      expiresAfter: Type.Optional(IsoDuration),
      excludedSegments: Type.Optional(Type.Array(Text({ min: 1, max: 64 }), { maxItems: 50, uniqueItems: true })),
      conditions: Type.Optional(
        Type.Array(Condition, { maxItems: 10, description: 'Asked only where all of them hold.' }),
      ),
      active: Type.Optional(Type.Boolean()),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    },
    closed,
  ),
);

const ByKey = schema('ByTouchpointKey', Type.Object({ key: Key }));
const TouchpointAnswer = Type.Interface([SaveTouchpoint.json], { key: Key });

@Controller('api/v1/touchpoints')
export class TouchpointsApiController {
  constructor(private readonly touchpoints: TouchpointsService) {}

  @Allow({ scope: 'interactions:read' })
  @Get()
  @Answers(
    'Every touchpoint, in the order of the customer’s life.',
    Type.Object({ items: Type.Array(TouchpointAnswer), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
  )
  async list(@Query({ schema: PlainList }) query: SchemaOf<typeof PlainList>) {
    return pageOfAll(await this.touchpoints.all(), query);
  }

  @Allow({ scope: 'interactions:read' })
  @Get(':key')
  @Answers('One touchpoint.', TouchpointAnswer)
  async one(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const touchpoint = await this.touchpoints.byKey(key);
    if (!touchpoint) throw Problem.notFound('touchpoint', key);
    return touchpoint;
  }

  @Allow({ scope: 'interactions:write' })
  @Put(':key')
  @Answers('Makes or replaces a touchpoint; what is not said takes its default. Past decisions stay.', TouchpointAnswer)
  async save(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Body({ schema: SaveTouchpoint }) body: SchemaOf<typeof SaveTouchpoint>,
  ) {
    return this.touchpoints.save(key, body);
  }
}
