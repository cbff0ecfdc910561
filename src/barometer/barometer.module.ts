import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { UsersModule } from '#users';
import { BarometerAnonymousModule } from './barometer-anonymous.module.ts';
import { BarometerApiController } from './barometer.api.controller.ts';
import { BarometerAudit } from './barometer-audit.service.ts';
import { BarometerCostsModule } from './barometer-costs.module.ts';
import { BarometerDrawing } from './barometer-drawing.service.ts';
import { BarometerExperience } from './barometer-experience.service.ts';
import { BarometerFollowing } from './barometer-following.service.ts';
import { BarometerListener } from './barometer.listener.ts';
import { BarometerMoves } from './barometer-moves.service.ts';
import { BarometerOpening } from './barometer-opening.service.ts';
import { BarometerPagesController } from './barometer.pages.controller.ts';
import { BarometerPlanning } from './barometer-planning.service.ts';
import { BarometerPlaces } from './barometer-places.service.ts';
import { BarometerProcessor } from './barometer.processor.ts';
import { BarometerReading } from './barometer-reading.service.ts';
import { BarometerReplacing } from './barometer-replacing.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerSending } from './barometer-sending.service.ts';
import { BarometerService } from './barometer.service.ts';
import { BarometerSpacing } from './barometer-spacing.service.ts';
import { BarometerSurroundings } from './barometer-surroundings.service.ts';
import { BarometerTrying } from './barometer-trying.service.ts';
import { BarometerUses } from './barometer-uses.service.ts';
import { BarometerWaves } from './barometer-waves.service.ts';
import { FramesRepository } from './frames.repository.ts';
import { MemberReadingRepository } from './member-reading.repository.ts';
import { MembersRepository } from './members.repository.ts';
import { OpeningsRepository } from './openings.repository.ts';
import { PlannerPagesController } from './planner.pages.controller.ts';
import { ProgrammeEntity } from './programme.entity.ts';
import { SubstitutesRepository } from './substitutes.repository.ts';
import { WaveEntity } from './wave.entity.ts';
import { WavesPagesController } from './waves.pages.controller.ts';
import { WavesRepository } from './waves.repository.ts';

@Module({
  imports: [
    PressureModule,
    CustomersModule,
    SurveysModule,
    InvitationsModule,
    BarometerAnonymousModule,
    BarometerCostsModule,
    UsersModule,
    TypeOrmModule.forFeature([ProgrammeEntity, WaveEntity]),
  ],
  controllers: [BarometerApiController, BarometerPagesController, PlannerPagesController, WavesPagesController],
  providers: [
    BarometerService,
    BarometerPlanning,
    BarometerDrawing,
    BarometerExperience,
    BarometerWaves,
    BarometerMoves,
    BarometerOpening,
    BarometerPlaces,
    BarometerSpacing,
    BarometerSurroundings,
    BarometerSending,
    BarometerReplacing,
    BarometerFollowing,
    BarometerReading,
    BarometerAudit,
    BarometerTrying,
    BarometerUses,
    BarometerListener,
    BarometerProcessor,
    BarometerRepository,
    FramesRepository,
    MemberReadingRepository,
    MembersRepository,
    OpeningsRepository,
    WavesRepository,
    SubstitutesRepository,
  ],
  exports: [
    BarometerService,
    BarometerWaves,
    BarometerCostsModule,
    BarometerExperience,
    BarometerFollowing,
    BarometerOpening,
  ],
})
export class BarometerModule {}
