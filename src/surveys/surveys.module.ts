import { Module } from '@nestjs/common';
import { SurveysApiController } from './surveys.api.controller.ts';
import { SurveysPagesController } from './surveys.pages.controller.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveysService } from './surveys.service.ts';

@Module({
  controllers: [SurveysApiController, SurveysPagesController],
  providers: [SurveysRepository, SurveysService],
  exports: [SurveysService],
})
export class SurveysModule {}
