import { Module } from '@nestjs/common';
import { DeliveryService } from './delivery.service.ts';

@Module({ providers: [DeliveryService], exports: [DeliveryService] })
export class DeliveryModule {}
