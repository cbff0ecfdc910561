import { Global, Module } from '@nestjs/common';
import { SmsTransport } from './sms.transport.ts';

@Global()
@Module({ providers: [SmsTransport], exports: [SmsTransport] })
export class SmsModule {}
