import { Injectable } from '@nestjs/common';
import type { QuestionnaireInput, QuestionnaireVersion } from './rules/questionnaire.ts';

@Injectable()
export class SurveysService {
  /** The same content twice makes no new version. @throws Problem 422 naming each bad question. */
  async publishVersion(_key: string, _input: QuestionnaireInput): Promise<QuestionnaireVersion> {
    throw new Error('not yet');
  }

  async current(_key: string): Promise<QuestionnaireVersion | null> {
    throw new Error('not yet');
  }

  /** By questionnaire key; all of them when no keys are given. */
  async currents(_keys?: readonly string[]): Promise<Map<string, QuestionnaireVersion>> {
    throw new Error('not yet');
  }

  /** By id of the version. */
  async versions(_ids: readonly string[]): Promise<Map<string, QuestionnaireVersion>> {
    throw new Error('not yet');
  }

  /** The current version of every questionnaire, by key. */
  async list(): Promise<QuestionnaireVersion[]> {
    throw new Error('not yet');
  }
}
