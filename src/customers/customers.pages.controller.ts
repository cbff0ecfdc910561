import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Allow, Caller, Cursor, FormErrors, schema, Text, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { CustomersImport, type ImportFormat } from './customers-import.service.ts';
import { CustomersSearch } from './customers-search.service.ts';
import { CustomersService } from './customers.service.ts';
import { rowOf } from './customers.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const LIST = '/customers';
const ROWS = 50;
const LONGEST_REPORT = 100;

const ListOf = schema('CustomersPage', Type.Object({ cursor: Type.Optional(Cursor) }), { coerce: true });
const Search = schema('CustomersSearch', Type.Object({ q: Text({ max: 254 }), cursor: Type.Optional(Cursor) }), {
  coerce: true,
});
const File = schema(
  'CustomersFile',
  Type.Object({ text: Type.String(), format: Type.Enum(['csv', 'ndjson']), act: Type.Enum(['try', 'import']) }),
  { coerce: true },
);
const ById = schema('CustomerById', Type.Object({ id: Type.String({ format: 'uuid' }) }));
const OneChannel = schema(
  'CustomerChannel',
  Type.Object({ id: Type.String({ format: 'uuid' }), channel: Type.Enum(['sms', 'email', 'all']) }),
);

/** The list of customers and what is done to one; the person's own page belongs to insights, which knows all stations. */
@Allow('signed-in')
@Controller('customers')
export class CustomersPagesController {
  constructor(
    private readonly customers: CustomersService,
    private readonly finds: CustomersSearch,
    private readonly imports: CustomersImport,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  list(@Caller() user: User, @Query({ schema: ListOf }) { cursor }: SchemaOf<typeof ListOf>): Promise<PageResult> {
    return this.#found(user, '', cursor);
  }

  /** A search names people: it is posted, so that no name or number stays in an address. */
  @Post()
  @HttpCode(200)
  search(@Caller() user: User, @Body({ schema: Search }) { q, cursor }: SchemaOf<typeof Search>): Promise<PageResult> {
    return this.#found(user, q, cursor);
  }

  @Get('import')
  @Allow('supervisor', 'admin')
  ask(): PageResult {
    return page('customers/import', { text: '', format: 'csv', report: null });
  }

  @Post('import')
  @HttpCode(200)
  @Allow('supervisor', 'admin')
  async import(
    @Caller() user: User,
    @Body({ schema: File }) { text, format, act }: SchemaOf<typeof File>,
  ): Promise<PageResult> {
    const dryRun = act === 'try';
    const report = await this.imports.import(Readable.from([text]), format as ImportFormat, { dryRun });
    const errors = report.errors.slice(0, LONGEST_REPORT).flatMap(({ line, errors: faults }) =>
      faults.map((fault) => ({
        line,
        field: fault.path,
        message: this.forms.explain(user.language, [fault], 'customers').list[0]?.message ?? fault.message,
      })),
    );
    const kept = dryRun || report.refused > 0 ? text : '';
    return page('customers/import', {
      text: kept,
      format,
      report: { ...report, errors, dryRun, total: report.created + report.updated },
    });
  }

  @Post(':id/opt-out/:channel')
  @Allow('supervisor', 'admin')
  async optOut(
    @Caller() user: User,
    @Param({ schema: OneChannel }) { id, channel }: SchemaOf<typeof OneChannel>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.customers.optOut({ customer: id, channel, source: 'staff' });
    const text = this.words.t(user.language, `customers.optedOut.${channel}`);
    request.session.set('flash', { kind: 'done', text, undo: { action: `${LIST}/${id}/opt-in/${channel}` } });
    void reply.redirect(`${LIST}/${id}`, 303);
  }

  @Post(':id/opt-in/:channel')
  @Allow('supervisor', 'admin')
  async optIn(
    @Caller() user: User,
    @Param({ schema: OneChannel }) { id, channel }: SchemaOf<typeof OneChannel>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.customers.optIn({ customer: id, channel, source: 'staff' });
    const text = this.words.t(user.language, `customers.optedIn.${channel}`);
    request.session.set('flash', { kind: 'done', text, undo: { action: `${LIST}/${id}/opt-out/${channel}` } });
    void reply.redirect(`${LIST}/${id}`, 303);
  }

  @Post(':id/erase')
  @Allow('supervisor', 'admin')
  async erase(
    @Caller() user: User,
    @Param({ schema: ById }) { id }: SchemaOf<typeof ById>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.customers.eraseById(id);
    request.session.set('flash', { kind: 'done', text: this.words.t(user.language, 'customers.erased') });
    void reply.redirect(LIST, 303);
  }

  async #found({ role }: User, q: string, cursor: string | undefined): Promise<PageResult> {
    const { items, nextCursor } = await this.finds.find(q, { cursor, limit: ROWS });
    return page('customers/index', {
      q: q.trim(),
      rows: items.map(rowOf),
      next: nextCursor,
      later: cursor !== undefined,
      mayImport: role === 'supervisor' || role === 'admin',
    });
  }
}
