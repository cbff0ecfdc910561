import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { InteractionsModule } from '#interactions';
import { InvitationsModule } from '#invitations';
import { MailModule } from '#platform/mail';
import { SmsModule } from '#platform/sms';
import { SurveysModule } from '#surveys';
import { DeliveryApiController } from './delivery.api.controller.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryHandover } from './delivery-handover.service.ts';
import { DeliveryInbound } from './delivery-inbound.service.ts';
import { DeliveryInboundRepository } from './delivery-inbound.repository.ts';
import { DeliveryMailbox } from './delivery-mailbox.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';
import { DeliveryProcessor } from './delivery.processor.ts';
import { DeliveryQueue } from './delivery-queue.service.ts';
import { DeliveryReceipts } from './delivery-receipts.service.ts';
import { DeliveryReports } from './delivery-reports.service.ts';
import { DeliveryMailApiController } from './delivery-mail.api.controller.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { DeliveryService } from './delivery.service.ts';
import { DeliverySubjects } from './delivery-subjects.service.ts';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryPreviewsPagesController } from './delivery-previews.pages.controller.ts';
import { DeliveryRewording } from './delivery-rewording.service.ts';
import { DeliveryFrames } from './delivery-frames.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryTemplateScreens } from './delivery-template-screens.service.ts';
import { DeliveryTemplateChecks } from './delivery-template-checks.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { DeliveryTemplatesPagesController } from './delivery-templates.pages.controller.ts';
import { DeliveryTemplatesRepository } from './delivery-templates.repository.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';

@Module({
  imports: [
    BullModule.registerQueue({ name: 'dispatch' }),
    CustomersModule,
    SurveysModule,
    InvitationsModule,
    InteractionsModule,
    SmsModule,
    MailModule,
  ],
  controllers: [
    DeliveryApiController,
    DeliveryMailApiController,
    DeliveryPreviewsPagesController,
    DeliveryTemplatesPagesController,
  ],
  providers: [
    DeliveryDispatch,
    DeliveryHandover,
    DeliveryInbound,
    DeliveryInboundRepository,
    DeliveryMailbox,
    DeliveryOutbox,
    DeliveryOutcomes,
    DeliveryPreparation,
    DeliveryProcessor,
    DeliveryQueue,
    DeliveryReceipts,
    DeliveryReports,
    DeliveryRepository,
    DeliveryService,
    DeliverySubjects,
    DeliveryEdited,
    DeliveryRewording,
    DeliveryFrames,
    DeliverySamples,
    DeliveryTemplateScreens,
    DeliveryTemplateChecks,
    DeliveryTemplates,
    DeliveryTemplatesRepository,
    DeliveryWriting,
  ],
  exports: [DeliveryService],
})
export class DeliveryModule {}
