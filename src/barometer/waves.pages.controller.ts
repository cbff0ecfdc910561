import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { SitesService } from '#customers';
import { Allow, Caller, Cursor, schema, seeOther, type Principal, type SchemaOf, type SeeOther } from '#platform/http';
import { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { page, type PageResult } from '#platform/templates';
import { BarometerAudit } from './barometer-audit.service.ts';
import { BarometerReading } from './barometer-reading.service.ts';
import { BarometerService } from './barometer.service.ts';
import { BarometerWaves } from './barometer-waves.service.ts';
import { ByWave, MemberFilter } from './barometer.schemas.ts';
import { mayEdit } from './programmes.views.ts';
import { stratumNames } from './strata.views.ts';
import { auditView, membersView, waveView } from './waves.views.ts';

type User = Extract<Principal, { kind: 'user' }>;
type WaveOf = SchemaOf<typeof ByWave>;

const orBlank = <Of extends TSchema>(of: Of) => Type.Optional(Type.Union([of, Type.Literal('')]));
const Of = schema(
  'WaveMembersPage',
  Type.Object({
    ...{ state: orBlank(MemberFilter.state), day: orBlank(MemberFilter.day), stratum: orBlank(MemberFilter.stratum) },
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);
const OfAudit = schema('WaveAuditPage', Type.Object({ cursor: Type.Optional(Cursor) }), { coerce: true });
const Opening = schema('WaveOpening', Type.Object({ confirmed: Type.Optional(Type.Enum(['yes'])) }));
const ROWS = 50;

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('barometers/:key/waves/:n')
export class WavesPagesController {
  constructor(
    private readonly programmes: BarometerService,
    private readonly waves: BarometerWaves,
    private readonly reading: BarometerReading,
    private readonly audits: BarometerAudit,
    private readonly sites: SitesService,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() { language, role }: User, @Param({ schema: ByWave }) { key, n }: WaveOf): Promise<PageResult> {
    const around = await this.#around(language, key, n);
    return page('barometer/wave', { ...waveView(this.words, language, around), mayEdit: mayEdit(role) });
  }

  @Get('members')
  async members(
    @Caller() { language, role }: User,
    @Param({ schema: ByWave }) { key, n }: WaveOf,
    @Query({ schema: Of }) { cursor, ...query }: SchemaOf<typeof Of>,
  ): Promise<PageResult> {
    const around = await this.#around(language, key, n);
    const filter = {
      state: query.state || undefined,
      day: query.day || undefined,
      stratum: query.stratum || undefined,
    };
    const { items, nextCursor } = await this.reading.list(key, n, { ...filter, limit: ROWS, cursor });
    const listed = { ...around, role, filter, cursor: cursor ?? null, nextCursor };
    return page('barometer/members', membersView(this.words, language, listed, items));
  }

  @Get('audit')
  async audit(
    @Caller() { language }: User,
    @Param({ schema: ByWave }) { key, n }: WaveOf,
    @Query({ schema: OfAudit }) { cursor }: SchemaOf<typeof OfAudit>,
  ): Promise<PageResult> {
    const around = await this.#around(language, key, n);
    const left = await this.reading.list(key, n, { state: 'replaced', limit: ROWS, cursor });
    const openedBy = await this.audits.openedBy(around.wave.id);
    const paged = {
      ...around,
      openedBy,
      substitutions: left.items,
      cursor: cursor ?? null,
      nextCursor: left.nextCursor,
    };
    return page('barometer/audit', auditView(this.words, language, paged));
  }

  /** The frame and everybody drawn, as lines of JSON. */
  @Get('export')
  async export(@Param({ schema: ByWave }) { key, n }: WaveOf, @Res() reply: FastifyReply): Promise<void> {
    const lines = await this.audits.export(key, n);
    await reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="${key}-${n}.ndjson"`)
      .send(Readable.from(lines));
  }

  @Allow('marketing', 'admin')
  @Post('open')
  async open(
    @Param({ schema: ByWave }) { key, n }: WaveOf,
    @Body({ schema: Opening }) { confirmed }: SchemaOf<typeof Opening>,
  ): Promise<SeeOther> {
    await this.waves.open(key, n, { confirmed: confirmed === 'yes' });
    return seeOther(pathOf(key, n), { word: 'barometer.wave.opened' });
  }

  @Allow('marketing', 'admin')
  @Post('pause')
  async pause(@Param({ schema: ByWave }) { key, n }: WaveOf): Promise<SeeOther> {
    await this.waves.pause(key, n);
    return seeOther(pathOf(key, n), { word: 'barometer.wave.paused' });
  }

  @Allow('marketing', 'admin')
  @Post('close')
  async close(@Param({ schema: ByWave }) { key, n }: WaveOf): Promise<SeeOther> {
    await this.waves.close(key, n);
    return seeOther(pathOf(key, n), { word: 'barometer.wave.closed' });
  }

  /** What every page of a wave says of it. */
  async #around(language: Language, key: string, n: number) {
    const wave = await this.reading.wave(key, n);
    const programme = await this.programmes.known(key);
    const nameOf = stratumNames(this.words, language, programme, await this.sites.names());
    return { name: programme.name, wave, nameOf };
  }
}

function pathOf(key: string, n: number): string {
  return `/barometers/${key}/waves/${n}`;
}
