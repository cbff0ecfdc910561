import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { addLocalDays } from '#platform/calendar';
import {
  Allow,
  Caller,
  ListQuery,
  ORGANISATION_ZONE,
  schema,
  Text,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { AuditService } from './audit.service.ts';
import { UsersService } from './users.service.ts';
import { auditRow, factWord } from './users.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const Day = Type.Union([Type.Literal(''), Type.String({ format: 'date' })]);
const AuditQuery = schema(
  'AuditQuery',
  Type.Object({
    ...ListQuery,
    name: Type.Optional(Text({ max: 60 })),
    subject: Type.Optional(Text({ max: 100 })),
    by: Type.Optional(Type.Union([Type.Literal(''), Type.String({ format: 'uuid' })])),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  }),
  { coerce: true },
);

const HERE = '/settings/audit';

@Allow('admin')
@Controller('settings/audit')
export class AuditPagesController {
  constructor(
    private readonly audit: AuditService,
    private readonly users: UsersService,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Caller() { language }: Admin,
    @Query({ schema: AuditQuery }) query: SchemaOf<typeof AuditQuery>,
  ): Promise<PageResult> {
    const { limit = 50, cursor, name, subject, by, from, to } = query;
    const filter = {
      ...(name && { name }),
      ...(subject && { subject }),
      ...(by && { by }),
      ...(from && { from: startOf(from, 0) }),
      ...(to && { to: startOf(to, 1) }),
    };
    const [found, names, people] = await Promise.all([
      this.audit.list(filter, { limit, ...(cursor && { cursor }) }),
      this.audit.names(),
      this.users.list(),
    ]);
    const typed = {
      ...(name && { name }),
      ...(subject && { subject }),
      ...(by && { by }),
      ...(from && { from }),
      ...(to && { to }),
    };
    const named = new Map(people.map((person) => [person.id, person.name]));
    const wordFor = (key: string) => (this.words.has(language, key) ? this.words.t(language, key) : null);
    const view = {
      rows: found.items.map((fact) => ({ ...auditRow(fact, named, wordFor), title: this.#say(language, fact.name) })),
      next: found.nextCursor && addressOf({ ...typed, cursor: found.nextCursor }),
      first: cursor ? addressOf(typed) : null,
      clear: Object.keys(filter).length > 0 ? HERE : null,
      filters: { name: '', subject: '', by: '', from: '', to: '', ...typed },
      names: names.map((value) => ({ value, label: this.#say(language, value) })),
      people: people.map(({ id, name: label }) => ({ value: id, label })),
    };
    return page('users/audit', view);
  }

  #say(language: Admin['language'], name: string): string {
    const word = factWord(name);
    return this.words.has(language, word) ? this.words.t(language, word) : name;
  }
}

function addressOf(query: Record<string, string>): string {
  return `${HERE}?${new URLSearchParams(query).toString()}`;
}

/** Midnight of the organisation, so many days after the date's own. */
function startOf(date: string, days: number): Date {
  return addLocalDays(new Date(`${date}T12:00:00Z`), days, ORGANISATION_ZONE);
}
