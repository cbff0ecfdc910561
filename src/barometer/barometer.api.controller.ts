import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, pageOfAll, PlainList, type SchemaOf } from '#platform/http';
import { BarometerCosts } from './barometer-costs.service.ts';
import { BarometerOpening } from './barometer-opening.service.ts';
import { BarometerPlanning } from './barometer-planning.service.ts';
import { BarometerReading } from './barometer-reading.service.ts';
import { BarometerService } from './barometer.service.ts';
import { BarometerWaves } from './barometer-waves.service.ts';
import {
  ByKey,
  ByWave,
  MembersAnswer,
  MembersQuery,
  PlanAnswer,
  ProgrammeAnswer,
  SaveProgramme,
  WaveAnswer,
} from './barometer.schemas.ts';
import { memberAnswer, planAnswer, waveAnswer } from './barometer.views.ts';

type WaveOf = SchemaOf<typeof ByWave>;

@Controller('api/v1/barometers')
export class BarometerApiController {
  constructor(
    private readonly programmes: BarometerService,
    private readonly planning: BarometerPlanning,
    private readonly waves: BarometerWaves,
    private readonly reading: BarometerReading,
    private readonly costs: BarometerCosts,
    private readonly opening: BarometerOpening,
  ) {}

  @Allow({ scope: 'barometers:read' })
  @Get()
  @Answers(
    'Every programme.',
    Type.Object({ items: Type.Array(ProgrammeAnswer), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
  )
  async list(@Query({ schema: PlainList }) query: SchemaOf<typeof PlainList>) {
    return pageOfAll(await this.programmes.all(), query);
  }

  @Allow({ scope: 'barometers:read' })
  @Get(':key')
  @Answers('One programme.', ProgrammeAnswer)
  async one(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    return this.programmes.known(key);
  }

  @Allow({ scope: 'barometers:write' })
  @Put(':key')
  @Answers(
    'Makes or replaces a programme; what is not said takes its default. Once a wave is drawn, seed, start, waves and strata stay.',
    ProgrammeAnswer,
  )
  async save(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Body({ schema: SaveProgramme }) body: SchemaOf<typeof SaveProgramme>,
  ) {
    return this.programmes.save(key, body);
  }

  @Allow({ scope: 'barometers:write' })
  @Post(':key/archive')
  @HttpCode(200)
  @Answers('Opens no more waves; what was answered can still be read.', ProgrammeAnswer)
  async archive(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    return this.programmes.archive(key);
  }

  @Allow({ scope: 'barometers:write' })
  @Post(':key/restore')
  @HttpCode(200)
  @Answers('May open waves again.', ProgrammeAnswer)
  async restore(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    return this.programmes.restore(key);
  }

  @Allow({ scope: 'barometers:read' })
  @Post(':key/plan')
  @HttpCode(200)
  @Answers('What the programme would do to the base as it is today. Nothing is drawn or sent.', PlanAnswer)
  async plan(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const plan = await this.planning.plan(key);
    const cost = await this.costs.ofPlan(await this.programmes.known(key), plan);
    return planAnswer(plan, cost, await this.opening.aheadOf(key));
  }

  @Allow({ scope: 'barometers:read' })
  @Get(':key/waves/:n')
  @Answers('Where a wave stands.', WaveAnswer)
  async wave(@Param({ schema: ByWave }) { key, n }: WaveOf) {
    return waveAnswer(await this.reading.wave(key, n));
  }

  @Allow({ scope: 'barometers:write' })
  @Post(':key/waves/:n/open')
  @HttpCode(200)
  @Answers('Draws the sample and begins to ask; a paused wave goes on.', WaveAnswer)
  async open(@Param({ schema: ByWave }) { key, n }: WaveOf) {
    await this.waves.open(key, n);
    return waveAnswer(await this.reading.wave(key, n));
  }

  @Allow({ scope: 'barometers:write' })
  @Post(':key/waves/:n/pause')
  @HttpCode(200)
  @Answers('Nothing goes out until the wave is opened again.', WaveAnswer)
  async pause(@Param({ schema: ByWave }) { key, n }: WaveOf) {
    await this.waves.pause(key, n);
    return waveAnswer(await this.reading.wave(key, n));
  }

  @Allow({ scope: 'barometers:write' })
  @Post(':key/waves/:n/close')
  @HttpCode(200)
  @Answers('Ends the wave for good; answers to what was sent still come in.', WaveAnswer)
  async close(@Param({ schema: ByWave }) { key, n }: WaveOf) {
    await this.waves.close(key, n);
    return waveAnswer(await this.reading.wave(key, n));
  }

  @Allow({ scope: 'barometers:read' })
  @Get(':key/waves/:n/members')
  @Answers('The sample in sending order; who was called up from the reserve comes last.', MembersAnswer)
  async members(
    @Param({ schema: ByWave }) { key, n }: WaveOf,
    @Query({ schema: MembersQuery }) query: SchemaOf<typeof MembersQuery>,
  ) {
    const { items, nextCursor } = await this.reading.list(key, n, query);
    return { items: items.map(memberAnswer), nextCursor };
  }
}
