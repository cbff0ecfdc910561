import { Module } from '@nestjs/common';
import { BarometerAnonymousModule } from '#barometer';
import { CallbacksModule } from '#callbacks';
import { CustomersModule } from '#customers';
import { DeliveryModule } from '#delivery';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { ResponsesModule } from '#responses';
import { ReviewsModule } from '#reviews';
import { SurveysModule } from '#surveys';
import { AnnouncementsPagesController } from './announcements.pages.controller.ts';
import { AnnouncementsRepository } from './announcements.repository.ts';
import { AnnouncementsService } from './announcements.service.ts';
import { AnsweringAnonymousService } from './answering-anonymous.service.ts';
import { AnsweringApiController } from './answering.api.controller.ts';
import { AnsweringChecksPagesController } from './answering-checks.pages.controller.ts';
import { AnsweringChecksRepository } from './answering-checks.repository.ts';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { AnsweringConversationsService } from './answering-conversations.service.ts';
import { AnsweringErasure } from './answering-erasure.service.ts';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringUnattachedPagesController } from './answering-unattached.pages.controller.ts';
import { AnsweringUnattachedService } from './answering-unattached.service.ts';
import { AnsweringUnattachedDecisions } from './answering-unattached-decisions.service.ts';
import { AnsweringWishesService } from './answering-wishes.service.ts';
import { UnattachedRepository } from './unattached.repository.ts';
import { AnsweringListener } from './answering.listener.ts';
import { AnsweringMarksService } from './answering-marks.service.ts';
import { AnsweringOptOutsPagesController } from './answering-opt-outs.pages.controller.ts';
import { AnsweringOptOutsService } from './answering-opt-outs.service.ts';
import { AnsweringOwnAnswersService } from './answering-own-answers.service.ts';
import { AnsweringOwnPagesController } from './answering-own.pages.controller.ts';
import { AnsweringOwnService } from './answering-own.service.ts';
import { AnsweringPreviewsService } from './answering-previews.service.ts';
import { AnsweringPreviewsPagesController } from './answering-previews.pages.controller.ts';
import { AnsweringPagesController } from './answering.pages.controller.ts';
import { AnsweringPhoneService } from './answering-phone.service.ts';
import { AnsweringRefusalsService } from './answering-refusals.service.ts';
import { AnsweringRepository } from './answering.repository.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { AnsweringService } from './answering.service.ts';
import { AnsweringSlotsPagesController } from './answering-slots.pages.controller.ts';
import { AnsweringThanksService } from './answering-thanks.service.ts';
import { AnsweringSlotsService } from './answering-slots.service.ts';
import { AnsweringSubmissionsPagesController } from './answering-submissions.pages.controller.ts';
import { AnsweringSubmissionsListService } from './answering-submissions-list.service.ts';
import { AnsweringSubmissionsService } from './answering-submissions.service.ts';
import { AnsweringSettlingService } from './answering-settling.service.ts';
import { BrandPreviewsPagesController } from './brand-previews.pages.controller.ts';
import { OwnLinksRepository } from './own-links.repository.ts';
import { PointsPagesController } from './points.pages.controller.ts';
import { PointsRepository } from './points.repository.ts';
import { PointsService } from './points.service.ts';
import { PointsSettingsPagesController } from './points-settings.pages.controller.ts';

@Module({
  imports: [
    CustomersModule,
    SurveysModule,
    InvitationsModule,
    InteractionsModule,
    BarometerAnonymousModule,
    DeliveryModule,
    ResponsesModule,
    CallbacksModule,
    ReviewsModule,
  ],
  controllers: [
    AnsweringApiController,
    AnsweringPagesController,
    AnsweringOptOutsPagesController,
    AnsweringUnattachedPagesController,
    AnsweringChecksPagesController,
    AnsweringSubmissionsPagesController,
    AnsweringOwnPagesController,
    AnsweringSlotsPagesController,
    AnnouncementsPagesController,
    PointsPagesController,
    PointsSettingsPagesController,
    AnsweringPreviewsPagesController,
    BrandPreviewsPagesController,
  ],
  providers: [
    AnsweringService,
    AnsweringAnonymousService,
    AnsweringLinksService,
    AnsweringConversationsService,
    AnsweringOptOutsService,
    AnsweringPhoneService,
    AnsweringScreensService,
    AnsweringMarksService,
    AnsweringSettlingService,
    AnsweringChecksService,
    AnsweringChecksRepository,
    AnsweringUnattachedService,
    AnsweringUnattachedDecisions,
    AnsweringWishesService,
    UnattachedRepository,
    AnsweringSlotsService,
    AnsweringPreviewsService,
    AnsweringRefusalsService,
    AnnouncementsService,
    AnnouncementsRepository,
    PointsService,
    PointsRepository,
    AnsweringThanksService,
    AnsweringOwnService,
    AnsweringOwnAnswersService,
    AnsweringErasure,
    OwnLinksRepository,
    AnsweringSubmissionsService,
    AnsweringSubmissionsListService,
    AnsweringRepository,
    AnsweringListener,
  ],
  exports: [AnsweringService, AnnouncementsService, PointsService],
})
export class AnsweringModule {}
