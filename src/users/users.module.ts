import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IDENTITY } from '#platform/http';
import { AuditPagesController } from './audit.pages.controller.ts';
import { KeysPagesController } from './keys.pages.controller.ts';
import { PeoplePagesController } from './people.pages.controller.ts';
import { PreferencesPagesController } from './preferences.pages.controller.ts';
import { SignInPagesController } from './sign-in.pages.controller.ts';
import { TeamsPagesController } from './teams.pages.controller.ts';
import { ApiKey } from './api-key.entity.ts';
import { AuditRepository } from './audit.repository.ts';
import { AuditService } from './audit.service.ts';
import { FirstAccess } from './first-access.service.ts';
import { IdentityRepository } from './identity.repository.ts';
import { IdentityService } from './identity.service.ts';
import { KeysRepository } from './keys.repository.ts';
import { KeysService } from './keys.service.ts';
import { Passwords } from './passwords.service.ts';
import { SignIn } from './sign-in.service.ts';
import { TeamRow } from './team.entity.ts';
import { TeamsRepository } from './teams.repository.ts';
import { TeamsService } from './teams.service.ts';
import { UserAccount } from './user.entity.ts';
import { UsersRepository } from './users.repository.ts';
import { UsersService } from './users.service.ts';

/** Global because the access guard asks it who calls. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([UserAccount, TeamRow, ApiKey])],
  controllers: [
    AuditPagesController,
    KeysPagesController,
    PeoplePagesController,
    PreferencesPagesController,
    SignInPagesController,
    TeamsPagesController,
  ],
  providers: [
    AuditRepository,
    AuditService,
    FirstAccess,
    IdentityRepository,
    IdentityService,
    { provide: IDENTITY, useExisting: IdentityService },
    KeysRepository,
    KeysService,
    Passwords,
    SignIn,
    TeamsRepository,
    TeamsService,
    UsersRepository,
    UsersService,
  ],
  exports: [IDENTITY, TeamsService, UsersService],
})
export class UsersModule {}
