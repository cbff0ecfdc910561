import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { SurveysModule } from '#surveys';
import { ResponseEntity } from './response.entity.ts';
import { ResponsesApiController } from './responses.api.controller.ts';
import { ResponsesErasureService } from './responses-erasure.service.ts';
import { ResponsesListener } from './responses.listener.ts';
import { ResponsesRepository } from './responses.repository.ts';
import { ResponsesSettlingService } from './responses-settling.service.ts';
import { ResponsesSubmissionsService } from './responses-submissions.service.ts';
import { ResponsesService } from './responses.service.ts';
import { SubmissionEntity } from './submission.entity.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ResponseEntity, SubmissionEntity]),
    CustomersModule,
    InvitationsModule,
    SurveysModule,
  ],
  controllers: [ResponsesApiController],
  providers: [
    ResponsesService,
    ResponsesSettlingService,
    ResponsesSubmissionsService,
    ResponsesErasureService,
    ResponsesRepository,
    ResponsesListener,
  ],
  exports: [ResponsesService, ResponsesSettlingService, ResponsesSubmissionsService],
})
export class ResponsesModule {}
