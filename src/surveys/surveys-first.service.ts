import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SurveysLibrary } from './surveys-library.service.ts';
import { SurveysService } from './surveys.service.ts';

/** Asked by the platform itself: whoever installs it should not have to know. */
const NEEDED = ['recovery'] as const;

/** Publishes what the platform asks of its own accord, at the first start. */
@Injectable()
export class SurveysFirst implements OnApplicationBootstrap {
  constructor(
    private readonly surveys: SurveysService,
    private readonly library: SurveysLibrary,
  ) {}

  /** Later starts change nothing: by then the questionnaire is whoever edited it last's. */
  async onApplicationBootstrap(): Promise<void> {
    for (const key of NEEDED)
      if (!(await this.surveys.current(key))) await this.surveys.publishVersion(key, this.library.content(key, 'fr'));
  }
}
