import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersSearch } from '#customers';
import { SEES_ASKED } from '#invitations';
import { Clock } from '#platform/clock';
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
  addressOf,
  decisionRow,
  filled,
  optionsOf,
  outcomeBadge,
  pagingOf,
  personOf,
  stepsView,
  touchpointOptions,
} from './asked.views.ts';
import { InteractionsService } from './interactions.service.ts';
import { OUTCOMES, REASONS } from './rules/interaction.ts';
import { dayOf } from './rules/period.ts';
import type { Reader } from './steps.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const orAny = (values: readonly string[]) => Type.Optional(Type.Enum(['', ...values]));
const day = Type.Optional(Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' }));
const filters = {
  outcome: orAny(OUTCOMES),
  reason: orAny(REASONS),
  touchpoint: Type.Optional(Text({ max: 64 })),
  customer: Type.Optional(Type.String({ pattern: '^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})?$' })),
  from: day,
  to: day,
};
const Decided = schema('DecisionsPage', Type.Object({ ...filters, cursor: Type.Optional(Cursor) }), { coerce: true });
const OfPerson = schema('DecisionsOfPerson', Type.Object({ ...filters, q: Text({ max: 254 }) }), { coerce: true });
const ById = schema('DecisionById', Type.Object({ id: Type.String({ format: 'uuid' }) }));

const LIST = '/invitations/decisions';
const ROWS = 50;
const PEOPLE = 20;
const NOBODY = { q: '', found: [], none: false };

/** Why somebody was, or was not, asked. */
@Allow(...SEES_ASKED)
@Controller('invitations/decisions')
export class DecisionsPagesController {
  constructor(
    private readonly clock: Clock,
    private readonly interactions: InteractionsService,
    private readonly names: AskedNames,
    private readonly people: CustomersSearch,
    private readonly words: Words,
  ) {}

  @Get()
  list(
    @Caller() user: User,
    @Query({ schema: Decided }) { cursor, ...typed }: SchemaOf<typeof Decided>,
  ): Promise<PageResult> {
    return this.#list(user, filled(typed), cursor, NOBODY);
  }

  /** A search names people: it is posted, so that no name or number stays in an address. */
  @Post()
  @HttpCode(200)
  async find(@Caller() user: User, @Body({ schema: OfPerson }) { q, ...typed }: SchemaOf<typeof OfPerson>) {
    const { customer: _, ...others } = filled(typed);
    if (q.trim() === '') return seeOther(addressOf(LIST, others));
    const { items } = await this.people.find(q, { limit: PEOPLE });
    const [only] = items;
    if (only && items.length === 1) return seeOther(addressOf(LIST, { ...others, customer: only.id }));
    const { customers } = await this.names.of(items.map(({ id }) => id));
    const found = items.map(({ id, externalId }) => ({
      ...personOf(customers.get(id)),
      href: addressOf(LIST, { ...others, customer: id }),
      externalId,
    }));
    return this.#list(user, others, undefined, { q, found, none: found.length === 0 });
  }

  @Get(':id')
  async show(@Caller() user: User, @Param({ schema: ById }) { id }: SchemaOf<typeof ById>): Promise<PageResult> {
    const recorded = await this.interactions.decided(id);
    const reader = readerOf(this.words, user);
    const known = await this.names.of([recorded.customer]);
    const { decision, policyVersion } = recorded;
    return page('invitations/decision', {
      ...decisionRow(reader, recorded, known),
      outcome: outcomeBadge(reader, decision),
      steps: stepsView(reader, decision.steps),
      policyVersion,
      invitation: decision.invitation && `/invitations/${decision.invitation.id}`,
      tryNow: tryPath(known.customers.get(recorded.customer)?.externalId, recorded.touchpoint),
    });
  }

  async #list(
    user: User,
    chosen: Record<string, string>,
    cursor: string | undefined,
    search: { q: string; found: readonly object[]; none: boolean },
  ): Promise<PageResult> {
    const { from, to, customer, ...others } = chosen;
    const now = this.clock.now();
    const { items, nextCursor } = await this.interactions.list({
      ...others,
      customer,
      from: from ? dayOf(from, now, ORGANISATION_ZONE, 0) : null,
      to: to ? dayOf(to, now, ORGANISATION_ZONE, 1) : null,
      ...(cursor && { cursor }),
      limit: ROWS,
    });
    const reader = readerOf(this.words, user);
    const known = await this.names.of([...items.map((item) => item.customer), ...(customer ? [customer] : [])]);
    return page('invitations/decisions', {
      rows: items.map((item) => decisionRow(reader, item, known)),
      ...pagingOf(LIST, chosen, cursor, nextCursor),
      filters: { outcome: '', reason: '', touchpoint: '', from: '', to: '', customer: '', ...chosen },
      person: customer
        ? {
            ...personOf(known.customers.get(customer)),
            without: addressOf(LIST, { ...others, ...filled({ from, to }) }),
          }
        : null,
      search,
      outcomes: optionsOf(reader, 'interactions.outcome', OUTCOMES),
      reasons: optionsOf(reader, 'interactions.reason', REASONS),
      touchpoints: touchpointOptions(reader, known),
      mayImport: user.role === 'supervisor' || user.role === 'admin',
    });
  }
}

function readerOf(words: Words, { language }: User): Reader {
  return { words, language, zone: ORGANISATION_ZONE };
}

/** Where the policy of today is tried on the same person; null when they are gone. */
function tryPath(customer: string | undefined, touchpoint: string): string | null {
  return customer === undefined ? null : `/pressure/try?${new URLSearchParams({ customer, touchpoint }).toString()}`;
}
