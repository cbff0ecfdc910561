import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { BarometerCostsModule } from '#barometer';
import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { MailModule } from '#platform/mail';
import { SmsModule } from '#platform/sms';
import { SurveysModule } from '#surveys';
import { DeliveryApiController } from './delivery.api.controller.ts';
import { DeliveryCosts } from './delivery-costs.service.ts';
import { DeliveryCostsPagesController } from './delivery-costs.pages.controller.ts';
import { DeliveryDoubtsRepository } from './delivery-doubts.repository.ts';
import { DeliveryDue } from './delivery-due.service.ts';
import { DeliveryMailWebhooks } from './delivery-mail-webhooks.service.ts';
import { DeliveryMetrics } from './delivery-metrics.service.ts';
import { DeliveryOperations } from './delivery-operations.service.ts';
import { DeliveryOperationsApiController } from './delivery-operations.api.controller.ts';
import { DeliveryOperationsRepository } from './delivery-operations.repository.ts';
import { DeliveryPagesController } from './delivery.pages.controller.ts';
import { UsersModule } from '#users';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryGateRepository } from './delivery-gate.repository.ts';
import { DeliveryHealth } from './delivery-health.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { DeliveryHandover } from './delivery-handover.service.ts';
import { DeliveryInbound } from './delivery-inbound.service.ts';
import { DeliveryInboundRepository } from './delivery-inbound.repository.ts';
import { DeliveryHeld } from './delivery-held.service.ts';
import { DeliveryHeldApiController } from './delivery-held.api.controller.ts';
import { DeliveryHeldPagesController } from './delivery-held.pages.controller.ts';
import { DeliveryInquiry } from './delivery-inquiry.service.ts';
import { DeliveryLastLook } from './delivery-last-look.service.ts';
import { DeliveryMailbox } from './delivery-mailbox.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';
import { DeliveryProcessor } from './delivery.processor.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';
import { DeliveryReceipts } from './delivery-receipts.service.ts';
import { DeliveryReports } from './delivery-reports.service.ts';
import { DeliveryReturns } from './delivery-returns.service.ts';
import { DeliveryListener } from './delivery.listener.ts';
import { DeliveryMailApiController } from './delivery-mail.api.controller.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryService } from './delivery.service.ts';
import { DeliverySubjects } from './delivery-subjects.service.ts';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryEditedLetters } from './delivery-edited-letters.service.ts';
import { DeliveryLetters } from './delivery-letters.service.ts';
import { DeliveryTried } from './delivery-tried.service.ts';
import { DeliveryPreviews } from './delivery-previews.service.ts';
import { DeliveryPreviewsPagesController } from './delivery-previews.pages.controller.ts';
import { DeliveryRewording } from './delivery-rewording.service.ts';
import { DeliveryErasure } from './delivery-erasure.service.ts';
import { DeliveryErasureRepository } from './delivery-erasure.repository.ts';
import { DeliveryFrames } from './delivery-frames.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryTemplateScreens } from './delivery-template-screens.service.ts';
import { DeliveryTemplateChecks } from './delivery-template-checks.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { DeliveryTemplatesPagesController } from './delivery-templates.pages.controller.ts';
import { DeliveryTemplatesRepository } from './delivery-templates.repository.ts';
import { DeliveryUndelivered } from './delivery-undelivered.service.ts';
import { DeliveryUndeliveredRepository } from './delivery-undelivered.repository.ts';
import { DeliveryWaveTexts } from './delivery-wave-texts.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';

@Module({
  imports: [
    BullModule.registerQueue({ name: 'dispatch' }),
    UsersModule,
    CustomersModule,
    SurveysModule,
    InvitationsModule,
    InteractionsModule,
    BarometerCostsModule,
    SmsModule,
    MailModule,
  ],
  controllers: [
    DeliveryApiController,
    DeliveryHeldApiController,
    DeliveryHeldPagesController,
    DeliveryMailApiController,
    DeliveryOperationsApiController,
    DeliveryCostsPagesController,
    DeliveryPagesController,
    DeliveryPreviewsPagesController,
    DeliveryTemplatesPagesController,
  ],
  providers: [
    DeliveryCosts,
    DeliveryDispatch,
    DeliveryDoubtsRepository,
    DeliveryDue,
    DeliveryErasure,
    DeliveryErasureRepository,
    DeliveryGate,
    DeliveryGateRepository,
    DeliveryHandover,
    DeliveryHealth,
    DeliveryInbound,
    DeliveryInboundRepository,
    DeliveryListener,
    DeliveryHeld,
    DeliveryInquiry,
    DeliveryLastLook,
    DeliveryMailbox,
    DeliveryMailWebhooks,
    DeliveryMetrics,
    DeliveryOperations,
    DeliveryOperationsRepository,
    DeliveryOutbox,
    DeliveryOutcomes,
    DeliveryPauses,
    DeliveryPreparation,
    DeliveryProcessor,
    DeliveryQueue,
    DeliveryReceipts,
    DeliveryReports,
    DeliveryRepository,
    DeliveryReturns,
    DeliveryService,
    DeliverySubjects,
    DeliveryEdited,
    DeliveryEditedLetters,
    DeliveryLetters,
    DeliveryTried,
    DeliveryRewording,
    DeliveryFrames,
    DeliveryPreviews,
    DeliverySamples,
    DeliveryTemplateScreens,
    DeliveryTemplateChecks,
    DeliveryTemplates,
    DeliveryTemplatesRepository,
    DeliveryUndelivered,
    DeliveryUndeliveredRepository,
    DeliveryWaveTexts,
    DeliveryWriting,
  ],
  exports: [DeliveryService, DeliveryPreviews],
})
export class DeliveryModule {}
