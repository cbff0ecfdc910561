import { Global, Module } from '@nestjs/common';
import { MailTransport } from './mail.transport.ts';
import { StaffMail } from './staff-mail.ts';

@Global()
@Module({ providers: [MailTransport, StaffMail], exports: [MailTransport, StaffMail] })
export class MailModule {}
