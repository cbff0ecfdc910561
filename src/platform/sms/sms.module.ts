import { Global, Module } from '@nestjs/common';
import { SmsTariffs } from './sms-tariffs.ts';
import { SmsTransport } from './sms.transport.ts';

@Global()
@Module({ providers: [SmsTransport, SmsTariffs], exports: [SmsTransport, SmsTariffs] })
export class SmsModule {}
