import { Global, Module } from '@nestjs/common';
import { MailSearch } from './mail-search.ts';
import { MailTransport } from './mail.transport.ts';
import { StaffMail } from './staff-mail.ts';

@Global()
@Module({ providers: [MailSearch, MailTransport, StaffMail], exports: [MailSearch, MailTransport, StaffMail] })
export class MailModule {}
