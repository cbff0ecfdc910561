import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { validate as isUuid } from 'uuid';
import { CustomersService, type Customer } from '#customers';
import { SEES_ASKED } from '#invitations';
import { Allow, Caller, Cursor, Problem, schema, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { addressOf } from './cockpit.views.ts';
import { askingLine, CALLERS, IN_CHARGE, personView, type Details } from './customer.views.ts';
import { PersonExport } from './person-export.service.ts';
import { READS_RESULTS } from './barometer-results.service.ts';
import { KINDS } from './timeline.repository.ts';
import { TimelineService } from './timeline.service.ts';
import { lineOf } from './timeline.views.ts';
import { writerOf } from './writer.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const TimelinePage = schema(
  'CustomerPage',
  Type.Object({
    kind: Type.Optional(Type.Union([Type.Enum([...KINDS]), Type.Literal('')])),
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);
const ROWS = 30;

@Allow('agent', 'supervisor', 'marketing', 'analyst', 'admin')
@Controller('customers/:id')
export class CustomerPagesController {
  constructor(
    private readonly customers: CustomersService,
    private readonly timeline: TimelineService,
    private readonly exports: PersonExport,
    private readonly words: Words,
  ) {}

  @Get()
  async show(
    @Caller() user: User,
    @Param('id') id: string,
    @Query({ schema: TimelinePage }) { kind, cursor }: SchemaOf<typeof TimelinePage>,
  ): Promise<PageResult> {
    const customer = await this.#known(id);
    const chosen = kind || undefined;
    const [events, places, details] = await Promise.all([
      this.timeline.of(id, { kind: chosen, cursor, limit: ROWS }),
      this.timeline.places(user.language),
      this.#details(customer, user),
    ]);
    const writer = writerOf(this.words, user.language);
    const sight = {
      cases: CALLERS.includes(user.role),
      asked: SEES_ASKED.includes(user.role),
      waves: READS_RESULTS.includes(user.role),
    };
    const here = `/customers/${id}`;
    return page('insights/customer', {
      person: personView(customer, details, places, user.role, writer),
      asking: askingLine(customer, await this.#asking(customer), writer),
      tabs: [null, ...KINDS].map((one) => ({
        href: one ? `${here}?kind=${one}` : here,
        label: writer.say(`kind.${one ?? 'all'}`),
        active: one === (chosen ?? null),
      })),
      events: events.items.map((event) => lineOf(event, places, writer, sight)),
      filtered: chosen !== undefined,
      here,
      first: cursor ? addressOf(here, { kind }) : null,
      next: events.nextCursor && addressOf(here, { kind, cursor: events.nextCursor }),
    });
  }

  @Get('export')
  @Allow(...IN_CHARGE)
  async export(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const customer = await this.#known(id);
    const kept = await this.exports.of(customer.externalId);
    void reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="customer-${id}.json"`);
    return JSON.stringify(kept, null, 2);
  }

  async #known(id: string): Promise<Customer> {
    const customer = isUuid(id) ? (await this.customers.byIds([id])).get(id) : undefined;
    if (!customer) throw Problem.notFound('customer', id);
    return customer;
  }

  async #asking(customer: Customer) {
    const channel = (['sms', 'email'] as const).find((one) => customer.reach[one] === 'ok');
    return channel && !customer.erased ? this.timeline.asking(customer, channel) : null;
  }

  /** Of somebody erased nothing is left to show. */
  async #details(customer: Customer, { role }: User): Promise<Details | null> {
    if (customer.erased) return null;
    const { consents, since, createdAt, phone, email } = await this.customers.profile(customer.externalId);
    const contacts = CALLERS.includes(role) ? { sms: phone, email } : { sms: null, email: null };
    return { consents, since, createdAt, contacts };
  }
}
