import { Controller, Get, Param } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, Key, schema, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { SurveysService } from './surveys.service.ts';
import { questionnaireCard, questionView } from './surveys.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('SurveyPage', Type.Object({ key: Key }));

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys')
export class SurveysPagesController {
  constructor(
    private readonly surveys: SurveysService,
    private readonly words: Words,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    const questionnaires = await this.surveys.list();
    return page('surveys/index', { rows: questionnaires.map(questionnaireCard) });
  }

  @Get(':key')
  async show(
    @Caller() { language }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
  ): Promise<PageResult> {
    const questionnaire = await this.surveys.known(key);
    const questions = questionnaire.questions.map((question, index) =>
      questionView(question, index, questionnaire.questions, language, this.words),
    );
    return page('surveys/show', {
      ...questionnaireCard(questionnaire),
      questions,
      versions: await this.surveys.history(key),
    });
  }
}
