import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { InvitationsService, OPEN, SEES_ASKED, STATUSES, type InvitationStatus } from '#invitations';
import {
  Allow,
  Caller,
  Cursor,
  ORGANISATION_ZONE,
  schema,
  seeOther,
  Text,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { AskedNames } from './asked-names.service.ts';
import {
  decisionRow,
  eventsView,
  invitationRow,
  filled,
  optionsOf,
  pagingOf,
  statusBadge,
  stepsView,
  touchpointOptions,
  worthView,
} from './asked.views.ts';
import { InteractionsService } from './interactions.service.ts';
import type { Reader } from './steps.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const orAny = (values: readonly string[]) => Type.Optional(Type.Enum(['', ...values]));
const paging = { touchpoint: Type.Optional(Text({ max: 64 })), cursor: Type.Optional(Cursor) };
const Asked = schema(
  'InvitationsPage',
  Type.Object({ status: orAny(STATUSES), channel: orAny(['sms', 'email']), ...paging }),
  { coerce: true },
);
const ById = schema('InvitationById', Type.Object({ id: Type.String({ format: 'uuid' }) }));

const LIST = '/invitations';
const ROWS = 50;
const STOPPABLE: readonly InvitationStatus[] = OPEN.filter((status) => status !== 'sending');

/** Who was asked, who was not, and why. */
@Allow(...SEES_ASKED)
@Controller('invitations')
export class AskedPagesController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly interactions: InteractionsService,
    private readonly names: AskedNames,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Caller() user: User,
    @Query({ schema: Asked }) { cursor, ...typed }: SchemaOf<typeof Asked>,
  ): Promise<PageResult> {
    const filters = filled(typed);
    const { items, nextCursor } = await this.invitations.list({
      ...(filters as { status?: InvitationStatus }),
      cursor,
      limit: ROWS,
    });
    const reader = this.#reader(user);
    const known = await this.names.of(items.map(({ customer }) => customer));
    return page('invitations/index', {
      rows: items.map((item) => invitationRow(reader, item, known)),
      ...pagingOf(LIST, filters, cursor, nextCursor),
      filters: { status: '', channel: '', touchpoint: '', ...filters },
      statuses: optionsOf(reader, 'invitations.status', STATUSES),
      channels: optionsOf(reader, 'invitations.channel', ['sms', 'email']),
      touchpoints: touchpointOptions(reader, known),
    });
  }

  @Get(':id')
  async show(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const invitation = await this.invitations.one(id);
    const reader = this.#reader(user);
    const known = await this.names.of([invitation.customer]);
    const led = await this.interactions.leadingTo(id);
    return page('invitations/show', {
      ...invitationRow(reader, invitation, known),
      id,
      status: statusBadge(reader, invitation.status),
      events: eventsView(reader, await this.invitations.history(id)),
      occurredAt: invitation.occurredAt.toISOString(),
      expiresAt: invitation.expiresAt.toISOString(),
      agent: invitation.agent,
      // Who is not reminded has answered.
      reminders: invitation.anonymous ? 0 : invitation.reminders,
      exempt: invitation.exempt,
      worth: worthView(reader, invitation),
      decisions: led.map((recorded) => ({
        ...decisionRow(reader, recorded, known),
        steps: stepsView(reader, recorded.decision.steps),
      })),
      submissions: user.role === 'admin' ? `/settings/submissions?invitation=${id}` : null,
      mayCancel: user.role !== 'analyst' && STOPPABLE.includes(invitation.status),
    });
  }

  @Allow('supervisor', 'admin')
  @Post(':id/cancel')
  async cancel(@Param({ schema: ById }) { id }: SchemaOf<typeof ById>) {
    await this.invitations.cancel(id, 'staff');
    return seeOther(`${LIST}/${id}`, { word: 'invitations.cancelled' });
  }

  #reader({ language }: User): Reader {
    return { words: this.words, language, zone: ORGANISATION_ZONE };
  }
}
