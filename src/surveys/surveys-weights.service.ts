import { Injectable } from '@nestjs/common';
import { weightFaults, type PageWeight } from './rules/page-weights.ts';
import type { Fault } from './rules/questionnaire-faults.ts';
import type { QuestionnaireInput } from './rules/questionnaire.ts';

type Weigh = (content: QuestionnaireInput) => Promise<readonly PageWeight[]>;

/** What the pages of a questionnaire weigh. A later station draws them, so it tells; where it is absent nothing is weighed. */
@Injectable()
export class SurveysWeights {
  #weigh: Weigh | null = null;

  learn(weigh: Weigh): void {
    this.#weigh = weigh;
  }

  async of(content: QuestionnaireInput): Promise<readonly PageWeight[]> {
    return content.questions.length > 0 && this.#weigh ? this.#weigh(content) : [];
  }

  /** The pages that are too heavy to be published. */
  async faultsOf(content: QuestionnaireInput): Promise<Fault[]> {
    return weightFaults(content.questions, await this.of(content));
  }
}
