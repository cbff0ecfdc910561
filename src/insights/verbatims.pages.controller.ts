import { Controller, Get, Query, Redirect } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, Cursor, Key, schema, Text, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { addressOf, optionOf } from './cockpit.views.ts';
import { instantOf } from './rules/span.ts';
import { MOODS, verbatimView } from './verbatims.views.ts';
import { VerbatimsService } from './verbatims.service.ts';
import { writerOf } from './writer.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const Blank = Type.Literal('');
const VerbatimsQuery = schema(
  'VerbatimsPage',
  Type.Object({
    q: Type.Optional(Text({ max: 200 })),
    touchpoint: Type.Optional(Type.Union([Key, Blank])),
    site: Type.Optional(Type.Union([Key, Blank])),
    mood: Type.Optional(Type.Union([Type.Enum([...MOODS]), Blank])),
    from: Type.Optional(Type.Union([Type.String({ format: 'date' }), Blank])),
    to: Type.Optional(Type.Union([Type.String({ format: 'date' }), Blank])),
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);
const SearchQuery = schema('TopSearch', Type.Object({ q: Type.Optional(Text({ max: 254 })) }), { coerce: true });

const HERE = '/verbatims';
const ROWS = 25;

@Allow('agent', 'supervisor', 'marketing', 'analyst', 'admin')
@Controller()
export class VerbatimsPagesController {
  constructor(
    private readonly verbatims: VerbatimsService,
    private readonly words: Words,
  ) {}

  @Get('verbatims')
  async list(
    @Caller() { language }: User,
    @Query({ schema: VerbatimsQuery }) { cursor, ...query }: SchemaOf<typeof VerbatimsQuery>,
  ): Promise<PageResult> {
    const { q = '', touchpoint = '', site = '', mood = '', from = '', to = '' } = query;
    const filter = {
      words: q.trim(),
      touchpoint,
      site,
      mood: mood || null,
      from: instantOf(from, 'from'),
      to: instantOf(to, 'to'),
    };
    const { found, places } = await this.verbatims.find(filter, { language, cursor, limit: ROWS });
    const writer = writerOf(this.words, language);
    const typed = { q, touchpoint, site, mood, from, to };
    const filtered = Object.values(typed).some((value) => value !== '');
    return page('insights/verbatims', {
      rows: found.items.map((one) => verbatimView(one, places, q, writer)),
      filters: typed,
      clear: filtered ? HERE : null,
      touchpoints: places.touchpoints.map(optionOf),
      sites: places.sites.map(optionOf),
      moods: MOODS.map((one) => ({ value: one, label: writer.say(`mood.${one}`) })),
      first: cursor ? addressOf(HERE, typed) : null,
      next: found.nextCursor && addressOf(HERE, { ...typed, cursor: found.nextCursor }),
    });
  }

  /** An old address of the search in the top bar, which posts to the customers' own: a name stays in no address. */
  @Get('search')
  @Redirect('/customers', 303)
  search(@Query({ schema: SearchQuery }) { q }: SchemaOf<typeof SearchQuery>): { url: string } {
    return { url: addressOf('/customers', { q: q?.trim() }) };
  }
}
