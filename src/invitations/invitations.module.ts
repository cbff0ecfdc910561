import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { PressureModule } from '#pressure';
import { InvitationsService } from './invitations.service.ts';

@Module({ imports: [CustomersModule, PressureModule], providers: [InvitationsService], exports: [InvitationsService] })
export class InvitationsModule {}
