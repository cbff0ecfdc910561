import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { PressureModule } from '#pressure';
import { SurveysModule } from '#surveys';
import { InteractionsService } from './interactions.service.ts';
import { TouchpointsService } from './touchpoints.service.ts';

@Module({
  imports: [CustomersModule, SurveysModule, PressureModule, InvitationsModule],
  providers: [InteractionsService, TouchpointsService],
  exports: [InteractionsService, TouchpointsService],
})
export class InteractionsModule {}
