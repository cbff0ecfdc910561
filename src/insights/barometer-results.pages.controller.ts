import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  Cursor,
  Problem,
  schema,
  seeOther,
  Text,
  type Principal,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { THEMES } from '#platform/values';
import { writerFor } from './barometer-audience.views.ts';
import { hotColdView, leaversView } from './barometer-both.views.ts';
import { BarometerCommentsService, type CommentsFilter } from './barometer-comments.service.ts';
import { commentsView, SENTIMENTS } from './barometer-comments.views.ts';
import { BarometerHotColdService } from './barometer-hot-cold.service.ts';
import { BarometerLeaversService } from './barometer-leavers.service.ts';
import { resultsCsv } from './barometer-results-csv.views.ts';
import type { ProgrammeRow } from './barometer-results.repository.ts';
import { BarometerResultsService, isAnonymous, READS_RESULTS } from './barometer-results.service.ts';
import { headOf, resultsView, type Tab } from './barometer-results.views.ts';
import { PlacesRepository } from './places.repository.ts';
import { MOODS } from './verbatims.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const WaveQuery = schema(
  'WavePage',
  Type.Object({
    wave: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 99_999 }), Type.Literal('')])),
    measure: Type.Optional(Text({ max: 200 })),
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);
type WaveQuery = SchemaOf<typeof WaveQuery>;

const orBlank = <const Value extends string>(values: readonly Value[]) =>
  Type.Optional(Type.Union([Type.Unsafe<Value>(Type.Enum([...values])), Type.Literal('')]));
const CommentsQuery = schema(
  'WaveCommentsPage',
  Type.Object({
    wave: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 99_999 }), Type.Literal('')])),
    cursor: Type.Optional(Cursor),
    group: Type.Optional(Text({ max: 300 })),
    mood: orBlank(MOODS),
    theme: orBlank(THEMES),
    sentiment: orBlank(SENTIMENTS),
    q: Type.Optional(Text({ max: 200 })),
  }),
  { coerce: true },
);

const ANYTHING: CommentsFilter = { words: '', group: '', mood: null, theme: null, sentiment: null };
const COMMENTS = 8;
const ROWS = 25;
const CALLERS: readonly User['role'][] = ['supervisor', 'admin'];

@Allow(...READS_RESULTS)
@Controller('barometers/:key')
export class BarometerResultsPagesController {
  constructor(
    private readonly results: BarometerResultsService,
    private readonly both: BarometerHotColdService,
    private readonly leavers: BarometerLeaversService,
    private readonly comments: BarometerCommentsService,
    private readonly places: PlacesRepository,
    private readonly words: Words,
  ) {}

  @Get('results')
  async show(
    @Caller() user: User,
    @Param('key') key: string,
    @Query({ schema: WaveQuery }) query: WaveQuery,
  ): Promise<PageResult> {
    const { programme, wave, writer, head, places } = await this.#opened(key, query, 'results', user);
    if (!wave) return page('insights/barometer-results', { head, results: null });
    const results = await this.results.results(key, wave.number, query.measure);
    const { found } = await this.comments.find(programme, wave, ANYTHING, { cursor: undefined, limit: COMMENTS });
    const comments = found.items;
    const asked = { ...head, measure: results.measure?.key ?? null };
    return page('insights/barometer-results', {
      head: asked,
      results: resultsView(results, { places, comments }, writer),
    });
  }

  @Get('results.csv')
  async csv(
    @Param('key') key: string,
    @Query({ schema: WaveQuery }) query: WaveQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { waves } = await this.results.programme(key);
    const number = query.wave || waves.at(-1)?.number;
    if (!number) throw Problem.notFound('wave', key);
    const table = resultsCsv(await this.results.results(key, number, query.measure));
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${key}-wave-${number}.csv"`);
    return table;
  }

  @Get('comments')
  async said(
    @Caller() user: User,
    @Param('key') key: string,
    @Query({ schema: CommentsQuery }) query: SchemaOf<typeof CommentsQuery>,
  ): Promise<PageResult> {
    const { programme, wave, writer, head, places } = await this.#opened(key, query, 'comments', user);
    const { group = '', mood = '', theme = '', sentiment = '', q = '', cursor } = query;
    const wanted = { words: q.trim(), group, mood: mood || null, theme: theme || null, sentiment: sentiment || null };
    const comments = wave && (await this.comments.find(programme, wave, wanted, { cursor, limit: ROWS }));
    const typed = { group, mood, theme, sentiment, q };
    const around = { head, typed, dimensions: programme.strata, places, cursor: cursor ?? null };
    return page('insights/barometer-comments', commentsView(comments, around, writer));
  }

  @Get('hot-cold')
  async hotCold(
    @Caller() user: User,
    @Param('key') key: string,
    @Query({ schema: WaveQuery }) query: WaveQuery,
  ): Promise<PageResult> {
    const { wave, writer, head, places } = await this.#opened(key, query, 'hot-cold', user);
    const touchpoints = wave ? await this.both.touchpoints(await this.results.results(key, wave.number)) : [];
    return page('insights/barometer-hot-cold', hotColdView(touchpoints, { places, head }, writer));
  }

  @Get('leavers')
  @Allow('supervisor', 'admin')
  async silent(
    @Caller() user: User,
    @Param('key') key: string,
    @Query({ schema: WaveQuery }) query: WaveQuery,
  ): Promise<PageResult> {
    const { programme, wave, writer, head, places } = await this.#opened(key, query, 'leavers', user);
    const found = wave
      ? await this.leavers.find(programme, wave, { cursor: query.cursor, limit: ROWS })
      : { found: { items: [], nextCursor: null }, silent: 0, unhappy: 0 };
    return page(
      'insights/barometer-leavers',
      leaversView(found, { places, head, key, cursor: query.cursor ?? null }, writer),
    );
  }

  @Post('leavers/:response/open-case')
  @Allow('supervisor', 'admin')
  async openCase(@Param('key') key: string, @Param('response') response: string): Promise<SeeOther> {
    const { programme } = await this.results.programme(key);
    const opened = await this.leavers.openCase(programme, response);
    return seeOther(`/callbacks/${opened}`, { word: 'insights.barometer.leavers.opened' });
  }

  /** The wave asked for, or the last that was drawn, and what stands above the screen. */
  async #opened(key: string, query: Pick<WaveQuery, 'wave'>, tab: Tab, { language, role }: User) {
    const { programme, waves } = await this.results.programme(key);
    const wave = query.wave ? waves.find(({ number }) => number === query.wave) : waves.at(-1);
    if (query.wave && !wave) throw Problem.notFound('wave', String(query.wave));
    const tabs = tabsOf(programme, role);
    if (!tabs.includes(tab)) throw Problem.notFound('page', tab);
    const writer = writerFor(programme, this.words, language);
    const head = headOf(programme, waves, wave ?? null, { tab, tabs }, writer);
    return { programme, wave: wave ?? null, writer, head, places: await this.places.all(language) };
  }
}

/** What is told of one person at two moments is not known where answers are anonymous. */
function tabsOf(programme: Pick<ProgrammeRow, 'kind'>, role: User['role']): Tab[] {
  const named: Tab[] = ['hot-cold', ...(CALLERS.includes(role) ? (['leavers'] as const) : [])];
  return ['results', 'comments', ...(isAnonymous(programme) ? [] : named)];
}
