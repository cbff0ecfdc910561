import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { ResponsesModule } from '#responses';
import { SurveysModule } from '#surveys';
import { CallbacksApiController } from './callbacks.api.controller.ts';
import { CallbacksAftermath } from './callbacks-aftermath.service.ts';
import { CallbacksClocks } from './callbacks-clocks.service.ts';
import { CallbacksClosing } from './callbacks-closing.service.ts';
import { CallbacksContext } from './callbacks-context.service.ts';
import { CallbacksErasure } from './callbacks-erasure.service.ts';
import { CallbacksLetters } from './callbacks-letters.service.ts';
import { CallbacksListener } from './callbacks.listener.ts';
import { CallbacksPagesController } from './callbacks.pages.controller.ts';
import { CallbacksPerson } from './callbacks-person.service.ts';
import { CallbacksReading } from './callbacks-reading.service.ts';
import { CallbacksListsRepository } from './callbacks-lists.repository.ts';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import { CallbacksOpening } from './callbacks-opening.service.ts';
import { CallbacksRecovery } from './callbacks-recovery.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { CallbacksScreens } from './callbacks-screens.service.ts';
import { CallbacksService } from './callbacks.service.ts';
import { CallbacksSlots } from './callbacks-slots.service.ts';
import { CallbacksWishes } from './callbacks-wishes.service.ts';
import { CallbacksWork } from './callbacks-work.service.ts';
import { CallbackCase } from './case.entity.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([CallbackCase]),
    CustomersModule,
    SurveysModule,
    PressureModule,
    InvitationsModule,
    ResponsesModule,
  ],
  controllers: [CallbacksApiController, CallbacksPagesController],
  providers: [
    CallbacksContext,
    CallbacksErasure,
    CallbacksLetters,
    CallbacksListener,
    CallbacksPerson,
    CallbacksReading,
    CallbacksScreens,
    CallbacksAftermath,
    CallbacksClocks,
    CallbacksClosing,
    CallbacksListsRepository,
    CallbacksMoves,
    CallbacksOpening,
    CallbacksRecovery,
    CallbacksRepository,
    CallbacksService,
    CallbacksSlots,
    CallbacksWishes,
    CallbacksWork,
  ],
  exports: [CallbacksService, CallbacksSlots, CallbacksWishes, CallbacksWork, CallbacksClosing],
})
export class CallbacksModule {}
