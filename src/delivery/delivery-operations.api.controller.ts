import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, schema, Text, type SchemaOf } from '#platform/http';
import { DeliveryOperations } from './delivery-operations.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import type { Scope } from './rules/gate.ts';

const AnyScope = Type.Unsafe<Scope>(
  Type.String({ pattern: '^(all|channel:(sms|email)|touchpoint:[a-z0-9][a-z0-9._-]{0,63})$' }),
);
export const PauseInput = schema('PauseInput', Type.Object({ scope: AnyScope, reason: Text({ min: 3, max: 200 }) }));
export const ByScope = schema('ByPauseScope', Type.Object({ scope: AnyScope }));
const Count = Type.Integer({ minimum: 0 });
const At = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const Channel = Type.Enum(['sms', 'email']);
const Paused = Type.Object({
  scope: Type.String(),
  reason: Type.String(),
  by: Type.String(),
  at: Type.String({ format: 'date-time' }),
});

/** The operations screen, for programs. */
@Allow({ scope: 'admin' })
@Controller('api/v1/operations')
export class DeliveryOperationsApiController {
  constructor(
    private readonly operations: DeliveryOperations,
    private readonly pauses: DeliveryPauses,
  ) {}

  @Get()
  @Answers(
    'What is due, sending and waiting, at which pace, and what is paused.',
    Type.Object({
      now: Type.String({ format: 'date-time' }),
      pauses: Type.Array(Paused),
      channels: Type.Array(
        Type.Object({
          channel: Channel,
          sender: Type.String(),
          state: Type.Enum(['closed', 'open', 'half-open']),
          retryAt: At,
          perSecond: Type.Union([Type.Number(), Type.Null()]),
        }),
      ),
      waiting: Type.Array(
        Type.Object({
          channel: Channel,
          touchpoint: Type.Union([Type.String(), Type.Null()]),
          due: Count,
          oldestDueAt: At,
          sending: Count,
          soon: Count,
          later: Count,
          held: Count,
        }),
      ),
    }),
  )
  async show() {
    const { now, pauses, lanes, invitations } = await this.operations.look();
    const channels = lanes.map(({ channel, sender, state, retryAt, perSecond }) => ({
      channel,
      sender,
      state,
      retryAt,
      perSecond,
    }));
    return { now, pauses, channels, waiting: invitations };
  }

  @Post('pauses')
  @HttpCode(201)
  @Answers('Paused: what waits goes later within its hours, or expires. 409 when it was already.', PauseInput.json)
  async pause(@Body({ schema: PauseInput }) { scope, reason }: SchemaOf<typeof PauseInput>) {
    await this.pauses.pause(scope, reason);
    return { scope, reason };
  }

  @Delete('pauses/:scope')
  @HttpCode(204)
  async resume(@Param({ schema: ByScope }) { scope }: { scope: Scope }): Promise<void> {
    await this.pauses.resume(scope);
  }
}
