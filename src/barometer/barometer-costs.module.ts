import { Module } from '@nestjs/common';
import { SmsModule } from '#platform/sms';
import { BarometerCosts } from './barometer-costs.service.ts';

/** What a wave costs, for the station that writes its messages: it needs neither draws nor waves. */
@Module({ imports: [SmsModule], providers: [BarometerCosts], exports: [BarometerCosts] })
export class BarometerCostsModule {}
