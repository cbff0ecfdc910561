import { Module } from '@nestjs/common';
import { SurveysService } from './surveys.service.ts';

@Module({ providers: [SurveysService], exports: [SurveysService] })
export class SurveysModule {}
