import { Controller, Get, Param } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, Key, schema, seeOther, type Principal, type SchemaOf, type UserRole } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { changesBetween } from './rules/questionnaire-changes.ts';
import { SurveysDrafts } from './surveys-drafts.service.ts';
import { changeText } from './surveys-editor.views.ts';
import { SurveysService } from './surveys.service.ts';
import { SurveysUses } from './surveys-uses.service.ts';
import { questionnaireCard, questionnaireRow, questionView } from './surveys.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('SurveyPage', Type.Object({ key: Key }));
const WRITERS: readonly UserRole[] = ['marketing', 'admin'];

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys')
export class SurveysPagesController {
  constructor(
    private readonly surveys: SurveysService,
    private readonly drafts: SurveysDrafts,
    private readonly uses: SurveysUses,
    private readonly words: Words,
  ) {}

  @Get()
  async list(@Caller() { language, role }: User): Promise<PageResult> {
    const published = await this.surveys.currents();
    const drafts = await this.drafts.all();
    const uses = await this.uses.all();
    const keys = [...new Set([...published.keys(), ...drafts.keys()])].sort();
    return page('surveys/index', {
      rows: keys.map((key) =>
        questionnaireRow(key, published.get(key), drafts.get(key), uses.get(key) ?? [], language),
      ),
      mayWrite: WRITERS.includes(role),
    });
  }

  @Get(':key')
  async show(@Caller() { language, role }: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const drafts = await this.drafts.all();
    const mayWrite = WRITERS.includes(role);
    if (mayWrite && drafts.has(key) && !(await this.surveys.current(key))) return seeOther(`/surveys/${key}/edit`);
    const questionnaire = await this.surveys.known(key);
    const questions = questionnaire.questions.map((question, index) =>
      questionView(question, index, questionnaire.questions, language, this.words),
    );
    const history = await this.surveys.history(key);
    const uses = (await this.uses.all()).get(key) ?? [];
    return page('surveys/show', {
      ...questionnaireCard(questionnaire),
      questions,
      uses: questionnaireRow(key, questionnaire, undefined, uses, language).uses,
      isWritten: drafts.has(key),
      mayWrite,
      versions: history.map((one, at) => {
        const before = history[at + 1];
        const changes = before ? changesBetween(before, one) : [];
        return {
          version: one.version,
          name: one.name,
          createdAt: one.createdAt,
          changes: changes.map((change) => changeText(change, { language, words: this.words })),
        };
      }),
    });
  }
}
