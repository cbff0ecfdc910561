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
  type Principal,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { hotColdView, leaversView } from './barometer-both.views.ts';
import { BarometerHotColdService } from './barometer-hot-cold.service.ts';
import { BarometerLeaversService } from './barometer-leavers.service.ts';
import { resultsCsv } from './barometer-results-csv.views.ts';
import { BarometerResultsService, READS_RESULTS } from './barometer-results.service.ts';
import { headOf, resultsView, type Tab } from './barometer-results.views.ts';
import { PlacesRepository } from './places.repository.ts';
import { writerOf } from './writer.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const WaveQuery = schema(
  'WavePage',
  Type.Object({
    wave: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 99_999 }), Type.Literal('')])),
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);
type WaveQuery = SchemaOf<typeof WaveQuery>;

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
    private readonly places: PlacesRepository,
    private readonly words: Words,
  ) {}

  @Get('results')
  async show(
    @Caller() user: User,
    @Param('key') key: string,
    @Query({ schema: WaveQuery }) query: WaveQuery,
  ): Promise<PageResult> {
    const { wave, writer, head, places } = await this.#opened(key, query, 'results', user);
    if (!wave) return page('insights/barometer-results', { head, results: null });
    const results = await this.results.results(key, wave.number);
    const comments = await this.results.comments(results, COMMENTS);
    return page('insights/barometer-results', { head, results: resultsView(results, { places, comments }, writer) });
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
    const table = resultsCsv(await this.results.results(key, number));
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${key}-wave-${number}.csv"`);
    return table;
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
  async #opened(key: string, query: WaveQuery, tab: Tab, { language, role }: User) {
    const { programme, waves } = await this.results.programme(key);
    const wave = query.wave ? waves.find(({ number }) => number === query.wave) : waves.at(-1);
    if (query.wave && !wave) throw Problem.notFound('wave', String(query.wave));
    const tabs: Tab[] = ['results', 'hot-cold', ...(CALLERS.includes(role) ? (['leavers'] as const) : [])];
    const writer = writerOf(this.words, language);
    const head = headOf(programme, waves, wave ?? null, { tab, tabs }, writer);
    return { programme, wave: wave ?? null, writer, head, places: await this.places.all(language) };
  }
}
