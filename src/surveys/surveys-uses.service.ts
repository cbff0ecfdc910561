import { Injectable } from '@nestjs/common';

/** Who asks a questionnaire: a touchpoint, a barometer. */
export interface QuestionnaireUse {
  readonly questionnaire: string;
  readonly name: { readonly fr: string; readonly en?: string };
  readonly href: string;
}

type Source = () => Promise<readonly QuestionnaireUse[]>;

/** Where questionnaires are used. Later stations use them, so they tell: each teaches its own when it starts. */
@Injectable()
export class SurveysUses {
  readonly #sources: Source[] = [];

  learn(source: Source): void {
    this.#sources.push(source);
  }

  /** By questionnaire key. */
  async all(): Promise<Map<string, QuestionnaireUse[]>> {
    const uses = new Map<string, QuestionnaireUse[]>();
    for (const source of this.#sources) {
      for (const use of await source()) uses.set(use.questionnaire, [...(uses.get(use.questionnaire) ?? []), use]);
    }
    return uses;
  }
}
