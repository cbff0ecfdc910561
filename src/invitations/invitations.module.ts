import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { PressureModule } from '#pressure';
import { DueRepository } from './due.repository.ts';
import { InvitationEntity } from './invitation.entity.ts';
import { InvitationsApiController } from './invitations.api.controller.ts';
import { InvitationsClaims } from './invitations-claims.service.ts';
import { InvitationsContests } from './invitations-contests.service.ts';
import { InvitationsListener } from './invitations.listener.ts';
import { InvitationsMoves } from './invitations-moves.service.ts';
import { FollowingRepository } from './following.repository.ts';
import { InvitationsFollowing } from './invitations-following.service.ts';
import { InvitationsPlanning } from './invitations-planning.service.ts';
import { InvitationsProcessor } from './invitations.processor.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { InvitationsService } from './invitations.service.ts';
import { InvitationsWaiting } from './invitations-waiting.service.ts';
import { InvitationsWorths } from './invitations-worths.service.ts';
import { LinksRepository } from './links.repository.ts';
import { QuietHours } from './quiet-hours.service.ts';
import { QuietHoursPagesController } from './quiet-hours.pages.controller.ts';
import { SendHours } from './send-hours.service.ts';

@Module({
  imports: [CustomersModule, PressureModule, TypeOrmModule.forFeature([InvitationEntity])],
  controllers: [InvitationsApiController, QuietHoursPagesController],
  providers: [
    InvitationsService,
    InvitationsPlanning,
    InvitationsFollowing,
    FollowingRepository,
    InvitationsClaims,
    InvitationsMoves,
    InvitationsWaiting,
    InvitationsContests,
    InvitationsWorths,
    InvitationsRepository,
    DueRepository,
    LinksRepository,
    QuietHours,
    SendHours,
    InvitationsListener,
    InvitationsProcessor,
  ],
  exports: [InvitationsService, InvitationsFollowing, QuietHours],
})
export class InvitationsModule {}
