import { Module } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { PressureService } from './pressure.service.ts';

@Module({ imports: [CustomersModule], providers: [PressureService], exports: [PressureService] })
export class PressureModule {}
