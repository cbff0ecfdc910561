import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { Allow, Answers, Instant } from '#platform/http';
import { InvitationsService } from './invitations.service.ts';
import { invitationView } from './invitations.views.ts';
import { STATUSES } from './rules/lifecycle.ts';

const Status = Type.Enum([...STATUSES]);
const orNull = Type.Union([Type.String(), Type.Null()]);
export const InvitationAnswer = Type.Object({
  id: Type.String(),
  status: Status,
  channel: Type.Enum(['sms', 'email']),
  touchpoint: orNull,
  customer: orNull,
  sendAt: Instant,
  history: Type.Array(Type.Object({ status: Status, at: Instant, cause: orNull })),
});

@Controller('api/v1/invitations/:id')
export class InvitationsApiController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly customers: CustomersService,
  ) {}

  @Allow({ scope: 'invitations:read' })
  @Get()
  @Answers('One invitation and the line of its events.', InvitationAnswer)
  async one(@Param('id') id: string) {
    const invitation = await this.invitations.one(id);
    const customer = (await this.customers.byIds([invitation.customer])).get(invitation.customer);
    return invitationView(invitation, customer?.externalId ?? null, await this.invitations.history(invitation.id));
  }

  @Allow({ scope: 'invitations:write' })
  @Post('cancel')
  @HttpCode(200)
  @Answers('Ends an invitation that has not ended; who was not yet asked gives the place back.', InvitationAnswer)
  async cancel(@Param('id') id: string) {
    await this.invitations.cancel(id, 'asked-for');
    return this.one(id);
  }
}
