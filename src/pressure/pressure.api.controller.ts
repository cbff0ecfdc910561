import { Body, Controller, Get, Put } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Key, schema, type SchemaOf } from '#platform/http';
import { PressureService } from './pressure.service.ts';
import {
  EXCEEDS_PATTERN,
  SCOPE_PATTERN,
  SHARE_PATTERN,
  type OnExceed,
  type Scope,
  type ShareScope,
} from './rules/policy.ts';

const MOST_DAYS = 1095;
const days = Type.Integer({ minimum: 1, maximum: MOST_DAYS });

export const ChangePolicy = schema(
  'PressurePolicyInput',
  Type.Object(
    {
      rules: Type.Array(
        Type.Object(
          {
            key: Key,
            scope: Type.Unsafe<Scope>(Type.String({ maxLength: 80, pattern: SCOPE_PATTERN })),
            windowDays: days,
            cap: Type.Integer({ minimum: 0, maximum: 1000 }),
            minGapDays: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_DAYS })),
            restAfterAnswerDays: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_DAYS })),
            countReminders: Type.Optional(Type.Boolean()),
            onExceed: Type.Optional(Type.Unsafe<OnExceed>(Type.Enum(['suppress', 'wait']))),
            reserve: Type.Optional(
              Type.Array(
                Type.Object(
                  {
                    touchpoint: Type.Optional(Key),
                    scope: Type.Optional(
                      Type.Unsafe<ShareScope>(Type.String({ maxLength: 80, pattern: SHARE_PATTERN })),
                    ),
                    places: Type.Integer({ minimum: 1, maximum: 1000 }),
                  },
                  { additionalProperties: false },
                ),
                { maxItems: 20 },
              ),
            ),
            apart: Type.Optional(Type.Boolean()),
            mayExceed: Type.Optional(
              Type.Array(Type.String({ maxLength: 80, pattern: EXCEEDS_PATTERN }), { maxItems: 20 }),
            ),
          },
          { additionalProperties: false },
        ),
        { maxItems: 50 },
      ),
    },
    { additionalProperties: false },
  ),
);

const PolicyAnswer = Type.Object({ version: Type.Integer(), rules: ChangePolicy.json.properties.rules });

@Controller('api/v1/pressure/policy')
export class PressureApiController {
  constructor(private readonly pressure: PressureService) {}

  @Allow({ scope: 'pressure:read' })
  @Get()
  @Answers('The rules on how often a person is asked.', PolicyAnswer)
  async show() {
    return this.pressure.policy();
  }

  @Allow({ scope: 'pressure:write' })
  @Put()
  @Answers('Replaces the rules; decisions already made keep theirs.', PolicyAnswer)
  async change(@Body({ schema: ChangePolicy }) { rules }: SchemaOf<typeof ChangePolicy>) {
    return this.pressure.changePolicy(rules);
  }
}
