import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersModule } from '#customers';
import { InvitationsModule } from '#invitations';
import { SurveysModule } from '#surveys';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { ProgrammeEntity } from './programme.entity.ts';
import { WaveEntity } from './wave.entity.ts';

@Module({
  imports: [CustomersModule, SurveysModule, InvitationsModule, TypeOrmModule.forFeature([ProgrammeEntity, WaveEntity])],
  providers: [BarometerService, BarometerRepository],
  exports: [BarometerService],
})
export class BarometerModule {}
