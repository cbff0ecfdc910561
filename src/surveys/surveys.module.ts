import { Module } from '@nestjs/common';
import { SurveysApiController } from './surveys.api.controller.ts';
import { SurveysArchive } from './surveys-archive.service.ts';
import { SurveysDrafts } from './surveys-drafts.service.ts';
import { SurveysDraftsPagesController } from './surveys-drafts.pages.controller.ts';
import { SurveysDraftsRepository } from './surveys-drafts.repository.ts';
import { SurveysFirst } from './surveys-first.service.ts';
import { SurveysLibrary } from './surveys-library.service.ts';
import { SurveysLibraryPagesController } from './surveys-library.pages.controller.ts';
import { SurveysPagesController } from './surveys.pages.controller.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveysService } from './surveys.service.ts';
import { SurveysUses } from './surveys-uses.service.ts';
import { SurveysVersionsPagesController } from './surveys-versions.pages.controller.ts';
import { SurveysWeights } from './surveys-weights.service.ts';

@Module({
  controllers: [
    SurveysApiController,
    SurveysPagesController,
    SurveysDraftsPagesController,
    SurveysLibraryPagesController,
    SurveysVersionsPagesController,
  ],
  providers: [
    SurveysRepository,
    SurveysService,
    SurveysDraftsRepository,
    SurveysDrafts,
    SurveysFirst,
    SurveysLibrary,
    SurveysUses,
    SurveysWeights,
    SurveysArchive,
  ],
  exports: [SurveysService, SurveysDrafts, SurveysUses, SurveysWeights],
})
export class SurveysModule {}
