import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { InvitationsService, OPEN, STATUSES, type InvitationStatus } from '#invitations';
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
import {
  decisionRow,
  eventsView,
  invitationRow,
  outcomeBadge,
  statusBadge,
  stepsView,
  worthView,
  type Known,
  type Reader,
} from './asked.views.ts';
import { InteractionsService } from './interactions.service.ts';
import { OUTCOMES, REASONS } from './rules/interaction.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { nameOf } from './touchpoints.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const orAny = (values: readonly string[]) => Type.Optional(Type.Enum(['', ...values]));
const paging = { touchpoint: Type.Optional(Text({ max: 64 })), cursor: Type.Optional(Cursor) };
const Asked = schema(
  'InvitationsPage',
  Type.Object({ status: orAny(STATUSES), channel: orAny(['sms', 'email']), ...paging }),
  { coerce: true },
);
const Decided = schema('DecisionsPage', Type.Object({ outcome: orAny(OUTCOMES), reason: orAny(REASONS), ...paging }), {
  coerce: true,
});
const ById = schema('InvitationById', Type.Object({ id: Type.String({ format: 'uuid' }) }));

const LIST = '/invitations';
const DECISIONS = '/invitations/decisions';
const ROWS = 50;
const STOPPABLE: readonly InvitationStatus[] = OPEN.filter((status) => status !== 'sending');

/** Who was asked, who was not, and why. */
@Allow('supervisor', 'analyst', 'admin')
@Controller('invitations')
export class AskedPagesController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly interactions: InteractionsService,
    private readonly touchpoints: TouchpointsService,
    private readonly customers: CustomersService,
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
    const known = await this.#known(items.map(({ customer }) => customer));
    return page('invitations/index', {
      rows: items.map((item) => invitationRow(reader, item, known)),
      ...this.#paging(LIST, filters, cursor, nextCursor),
      filters: { status: '', channel: '', touchpoint: '', ...filters },
      statuses: this.#options(reader, 'invitations.status', STATUSES),
      channels: this.#options(reader, 'invitations.channel', ['sms', 'email']),
      touchpoints: touchpointOptions(reader, known),
    });
  }

  @Get('decisions')
  async decisions(
    @Caller() user: User,
    @Query({ schema: Decided }) { cursor, ...typed }: SchemaOf<typeof Decided>,
  ): Promise<PageResult> {
    const filters = filled(typed);
    const { items, nextCursor } = await this.interactions.list({ ...filters, ...(cursor && { cursor }), limit: ROWS });
    const reader = this.#reader(user);
    const known = await this.#known(items.map(({ customer }) => customer));
    return page('invitations/decisions', {
      rows: items.map((item) => decisionRow(reader, item, known)),
      ...this.#paging(DECISIONS, filters, cursor, nextCursor),
      filters: { outcome: '', reason: '', touchpoint: '', ...filters },
      outcomes: this.#options(reader, 'interactions.outcome', OUTCOMES),
      reasons: this.#options(reader, 'interactions.reason', REASONS),
      touchpoints: touchpointOptions(reader, known),
      mayImport: user.role === 'supervisor' || user.role === 'admin',
    });
  }

  @Get('decisions/:id')
  async decision(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const recorded = await this.interactions.decided(id);
    const reader = this.#reader(user);
    const known = await this.#known([recorded.customer]);
    const { decision } = recorded;
    return page('invitations/decision', {
      ...decisionRow(reader, recorded, known),
      outcome: outcomeBadge(reader, decision),
      steps: stepsView(reader, decision.steps),
      invitation: decision.invitation && `${LIST}/${decision.invitation.id}`,
      tryNow: tryPath(known.customers.get(recorded.customer)?.externalId, recorded.touchpoint),
    });
  }

  @Get(':id')
  async show(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const invitation = await this.invitations.one(id);
    const reader = this.#reader(user);
    const known = await this.#known([invitation.customer]);
    const led = await this.interactions.leadingTo(id);
    return page('invitations/show', {
      ...invitationRow(reader, invitation, known),
      id,
      status: statusBadge(reader, invitation.status),
      events: eventsView(reader, await this.invitations.history(id)),
      occurredAt: invitation.occurredAt.toISOString(),
      expiresAt: invitation.expiresAt.toISOString(),
      agent: invitation.agent,
      reminders: invitation.reminders,
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

  async #known(customers: readonly string[]): Promise<Known> {
    const touchpoints = new Map((await this.touchpoints.all()).map((touchpoint) => [touchpoint.key, touchpoint]));
    return { customers: await this.customers.byIds([...new Set(customers)]), touchpoints };
  }

  #options({ words, language }: Reader, group: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: words.t(language, `${group}.${value}`) }));
  }

  #paging(path: string, filters: Record<string, string>, cursor: string | undefined, next: string | null) {
    const to = (more: Record<string, string>) => {
      const query = new URLSearchParams({ ...filters, ...more }).toString();
      return query ? `${path}?${query}` : path;
    };
    return {
      next: next && to({ cursor: next }),
      first: cursor ? to({}) : null,
      clear: Object.keys(filters).length > 0 ? path : null,
    };
  }
}

/** What was chosen; an empty choice is none. */
function filled(typed: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Where the policy of today is tried on the same person; null when they are gone. */
function tryPath(customer: string | undefined, touchpoint: string): string | null {
  return customer === undefined ? null : `/pressure/try?${new URLSearchParams({ customer, touchpoint }).toString()}`;
}

function touchpointOptions({ language }: Reader, { touchpoints }: Known) {
  return [...touchpoints.values()].map((touchpoint) => ({
    value: touchpoint.key,
    label: nameOf(language, touchpoint),
  }));
}
