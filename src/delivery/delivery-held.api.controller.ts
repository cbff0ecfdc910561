import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers } from '#platform/http';
import { DeliveryHeld } from './delivery-held.service.ts';

const At = Type.String({ format: 'date-time' });

/** Messages of which nobody knows whether they went, for programs. */
@Allow({ scope: 'admin' })
@Controller('api/v1/operations/held')
export class DeliveryHeldApiController {
  constructor(private readonly held: DeliveryHeld) {}

  @Get()
  @Answers(
    'E-mails that the server may or may not have taken: they wait for a decision. The oldest first, 100 at most.',
    Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          customer: Type.String(),
          invitation: Type.Union([Type.String(), Type.Null()]),
          channel: Type.Enum(['sms', 'email']),
          subject: Type.Union([Type.String(), Type.Null()]),
          heldAt: At,
          expiresAt: At,
        }),
      ),
    }),
  )
  async list() {
    const held = await this.held.list();
    return { items: held.map(({ name: _, ...one }) => one) };
  }

  @Post(':id/again')
  @HttpCode(204)
  @Answers('It did not go: it is sent again, within its hours. 409 when it is held no more.', undefined, 204)
  async sendAgain(@Param('id') id: string): Promise<void> {
    await this.held.sendAgain(id);
  }

  @Post(':id/went')
  @HttpCode(204)
  @Answers('It went. 409 when it is held no more.', undefined, 204)
  async went(@Param('id') id: string): Promise<void> {
    await this.held.went(id);
  }
}
