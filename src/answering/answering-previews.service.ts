import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Brands } from '#platform/brand';
import { Clock } from '#platform/clock';
import { ORGANISATION_ZONE } from '#platform/http';
import { Words } from '#platform/i18n';
import { LANGUAGES, type Language } from '#platform/values';
import { everyPage, SurveysWeights, type PageWeight, type QuestionnaireInput } from '#surveys';
import { AnsweringScreensService, type Screen } from './answering-screens.service.ts';
import { surveyView } from './answering.views.ts';

const OPEN_MS = 14 * 24 * 3_600_000;
/** As long as real ones. */
const TOKEN = 'Exemple0Exemple0Exempl';
const MARK = 'mieq8w2k.3fJ9.Q7hK2vXw4LbN0sT5yRzA1cE8gP6mU3dV';
/** Long names, as in the samples of messages: what is weighed must hold for them. */
const SITE = 'Boulogne-Billancourt Grand Place';

/** The pages of a questionnaire that is only being written, as customers would get them: to look at, and to weigh. */
@Injectable()
export class AnsweringPreviewsService implements OnModuleInit {
  constructor(
    private readonly screens: AnsweringScreensService,
    private readonly brands: Brands,
    private readonly weights: SurveysWeights,
    private readonly clock: Clock,
    private readonly words: Words,
  ) {}

  onModuleInit(): void {
    this.weights.learn((content) => this.weigh(content));
  }

  /** What a page shows whatever is answered before it; pages count from 1, the last stands for any beyond. */
  async page(
    content: QuestionnaireInput,
    { language, page }: { language: Language; page: number },
  ): Promise<{ view: object; screen: Screen }> {
    const { questions, temperature } = content;
    const now = this.clock.now();
    const survey = {
      invitation: { temperature, occurredAt: now, expiresAt: new Date(now.getTime() + OPEN_MS) },
      questionnaire: content,
      response: null,
    };
    const subject = { touchpoint: this.words.t(language, 'surveys.sample.touchpoint'), site: SITE };
    const view = surveyView(survey, subject, {
      token: TOKEN,
      mark: MARK,
      language,
      brand: (await this.brands.current()).name,
      customer: { firstName: 'Marie-Françoise', lastName: 'Martin' },
      answers: {},
      page,
      pages: everyPage(questions),
      errors: new Map(),
    });
    return { view, screen: { language, timeZone: ORGANISATION_ZONE, site: null, path: null, scripted: true } };
  }

  /** Each page as the server would send it, in the language in which it is heaviest. */
  async weigh(content: QuestionnaireInput): Promise<PageWeight[]> {
    const weights: PageWeight[] = [];
    for (let page = 1; page <= everyPage(content.questions).length; page++) {
      let bytes = 0;
      for (const language of LANGUAGES) {
        const { view, screen } = await this.page(content, { language, page });
        const path = `/s/${TOKEN}?lang=`;
        const { html } = await this.screens.render('answering/survey', view, { ...screen, path });
        bytes = Math.max(bytes, Buffer.byteLength(html));
      }
      weights.push({ page, bytes });
    }
    return weights;
  }
}
