import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { SmsModule } from '#platform/sms';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { AskedNames } from './asked-names.service.ts';
import { AskedPagesController } from './asked.pages.controller.ts';
import { AskingApiController } from './asking.api.controller.ts';
import { ConnectorEntity } from './connector.entity.ts';
import { ConnectorsApiController } from './connectors.api.controller.ts';
import { ConnectorsIntake } from './connectors-intake.service.ts';
import { ConnectorsPagesController } from './connectors.pages.controller.ts';
import { ConnectorsRepository } from './connectors.repository.ts';
import { ConnectorsService } from './connectors.service.ts';
import { DecisionsPagesController } from './decisions.pages.controller.ts';
import { EligibilityService } from './eligibility.service.ts';
import { InteractionsApiController } from './interactions.api.controller.ts';
import { InteractionsDeciding } from './interactions-deciding.service.ts';
import { InteractionsImportApiController } from './interactions-import.api.controller.ts';
import { InteractionsImportPagesController } from './interactions-import.pages.controller.ts';
import { InteractionsImportsPagesController } from './interactions-imports.pages.controller.ts';
import { InteractionsImportsRepository } from './interactions-imports.repository.ts';
import { InteractionsImport } from './interactions-import.service.ts';
import { InteractionsSurroundings } from './interactions-surroundings.service.ts';
import { InteractionsListener } from './interactions.listener.ts';
import { InteractionsRepository } from './interactions.repository.ts';
import { InteractionsService } from './interactions.service.ts';
import { InvitedApiController } from './invited.api.controller.ts';
import { PoliciesPagesController } from './policies.pages.controller.ts';
import { SimulationService } from './simulation.service.ts';
import { SimulationsRepository } from './simulations.repository.ts';
import { SimulationsService } from './simulations.service.ts';
import { SimulationsPagesController } from './simulations.pages.controller.ts';
import { TouchpointEntity } from './touchpoint.entity.ts';
import { TouchpointsApiController } from './touchpoints.api.controller.ts';
import { TouchpointsPagesController } from './touchpoints.pages.controller.ts';
import { TouchpointsRepository } from './touchpoints.repository.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { TryingPagesController } from './trying.pages.controller.ts';
import { TouchpointsUses } from './touchpoints-uses.service.ts';

@Module({
  imports: [
    CustomersModule,
    SurveysModule,
    PressureModule,
    InvitationsModule,
    SmsModule,
    TypeOrmModule.forFeature([TouchpointEntity, ConnectorEntity]),
  ],
  controllers: [
    InteractionsApiController,
    TouchpointsApiController,
    AskingApiController,
    InvitedApiController,
    DecisionsPagesController,
    AskedPagesController,
    TouchpointsPagesController,
    SimulationsPagesController,
    PoliciesPagesController,
    TryingPagesController,
    ConnectorsApiController,
    ConnectorsPagesController,
    InteractionsImportApiController,
    InteractionsImportPagesController,
    InteractionsImportsPagesController,
  ],
  providers: [
    InteractionsService,
    InteractionsDeciding,
    InteractionsSurroundings,
    InteractionsListener,
    InteractionsRepository,
    TouchpointsService,
    TouchpointsRepository,
    TouchpointsUses,
    AskedNames,
    EligibilityService,
    SimulationService,
    ConnectorsService,
    ConnectorsIntake,
    ConnectorsRepository,
    InteractionsImport,
    InteractionsImportsRepository,
    SimulationsService,
    SimulationsRepository,
  ],
  exports: [
    InteractionsService,
    TouchpointsService,
    EligibilityService,
    ConnectorsService,
    ConnectorsIntake,
    SimulationsService,
  ],
})
export class InteractionsModule {}
