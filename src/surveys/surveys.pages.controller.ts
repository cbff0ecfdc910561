import { Controller, Get, Param, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, Key, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { changesBetween } from './rules/questionnaire-changes.ts';
import { SurveysArchive } from './surveys-archive.service.ts';
import { SurveysDrafts } from './surveys-drafts.service.ts';
import { changeText } from './surveys-sentences.views.ts';
import { SurveysService } from './surveys.service.ts';
import { SurveysUses } from './surveys-uses.service.ts';
import { mayWrite, questionnaireCard, questionnaireRow, questionView, usesOf } from './surveys.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('SurveyPage', Type.Object({ key: Key }));
const Shelf = schema('QuestionnaireList', Type.Object({ archived: Type.Optional(Type.Literal('1')) }));

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys')
export class SurveysPagesController {
  constructor(
    private readonly surveys: SurveysService,
    private readonly drafts: SurveysDrafts,
    private readonly uses: SurveysUses,
    private readonly shelf: SurveysArchive,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Caller() { language, role }: User,
    @Query({ schema: Shelf }) query: SchemaOf<typeof Shelf>,
  ): Promise<PageResult> {
    const published = await this.surveys.currents();
    const drafts = await this.drafts.all();
    const uses = await this.uses.all();
    const archived = await this.shelf.all();
    const keys = [...new Set([...published.keys(), ...drafts.keys()])].sort();
    const row = (key: string) => {
      const standing = { uses: uses.get(key) ?? [], archived: archived.has(key) };
      return questionnaireRow(key, published.get(key), drafts.get(key), standing, language);
    };
    return page('surveys/index', {
      rows: keys.filter((key) => archived.has(key) === (query.archived === '1')).map(row),
      tabs: archived.size > 0 || query.archived ? this.#tabs(language, archived.size, query.archived === '1') : null,
      mayWrite: mayWrite(role),
    });
  }

  @Get(':key')
  async show(@Caller() { language, role }: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const drafts = await this.drafts.all();
    if (mayWrite(role) && drafts.has(key) && !(await this.surveys.current(key)))
      return seeOther(`/surveys/${key}/edit`);
    const questionnaire = await this.surveys.known(key);
    const questions = questionnaire.questions.map((question, index) =>
      questionView(question, index, questionnaire.questions, language, this.words),
    );
    const history = await this.surveys.history(key);
    const uses = (await this.uses.all()).get(key) ?? [];
    return page('surveys/show', {
      ...questionnaireCard(questionnaire),
      questions,
      uses: usesOf(uses, language),
      isArchived: (await this.shelf.all()).has(key),
      isWritten: drafts.has(key),
      mayWrite: mayWrite(role),
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

  #tabs(language: User['language'], archived: number, isShelf: boolean) {
    return [
      { href: '/surveys', label: this.words.t(language, 'surveys.inUse'), active: !isShelf },
      {
        href: '/surveys?archived=1',
        label: this.words.t(language, 'surveys.putAway'),
        active: isShelf,
        count: archived,
      },
    ];
  }
}
