import { Module } from '@nestjs/common';
import { InvitationsModule } from '#invitations';
import { AnonymousRepository } from './anonymous.repository.ts';
import { BarometerAnonymous } from './barometer-anonymous.service.ts';

/** Answers that nobody may tie to their author, for the station that takes answers: it needs neither draws nor waves. */
@Module({
  imports: [InvitationsModule],
  providers: [BarometerAnonymous, AnonymousRepository],
  exports: [BarometerAnonymous, AnonymousRepository],
})
export class BarometerAnonymousModule {}
