import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { InvitationAnswer, invitationView, InvitationsService, STATUSES } from '#invitations';
import { Allow, Answers, ListQuery, schema, Text, type SchemaOf } from '#platform/http';
import { InteractionsService } from './interactions.service.ts';

const Filter = schema(
  'ListInvitations',
  Type.Object(
    {
      interaction: Type.Optional(Text({ min: 1, max: 200 })),
      customer: Type.Optional(Text({ min: 1, max: 200 })),
      status: Type.Optional(Type.Enum([...STATUSES])),
      ...ListQuery,
    },
    { additionalProperties: false },
  ),
  { coerce: true },
);

const Invitations = Type.Object({
  items: Type.Array(InvitationAnswer),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
const NOTHING = { items: [], nextCursor: null };

/** Invitations by what led to them: only here are both known. */
@Controller('api/v1/invitations')
export class InvitedApiController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly interactions: InteractionsService,
    private readonly customers: CustomersService,
  ) {}

  @Allow({ scope: 'invitations:read' })
  @Get()
  @Answers('Invitations, the latest first; `interaction` and `customer` are the sender’s own ids.', Invitations)
  async list(@Query({ schema: Filter }) { interaction, customer, ...filter }: SchemaOf<typeof Filter>) {
    const ids = interaction === undefined ? undefined : await this.interactions.invitationsOf(interaction);
    const asked = customer === undefined ? undefined : await this.customers.byExternalId(customer);
    if (ids?.length === 0 || asked === null) return NOTHING;
    const { items, nextCursor } = await this.invitations.list({ ...filter, ids, customer: asked?.id });
    const histories = await this.invitations.histories(items.map(({ id }) => id));
    const customers = await this.customers.byIds(items.map((item) => item.customer));
    return {
      items: items.map((item) =>
        invitationView(item, customers.get(item.customer)?.externalId ?? null, histories.get(item.id) ?? []),
      ),
      nextCursor,
    };
  }
}
