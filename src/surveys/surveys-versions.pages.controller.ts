import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, Key, Problem, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { changesBetween } from './rules/questionnaire-changes.ts';
import { SurveysArchive } from './surveys-archive.service.ts';
import { SurveysDrafts } from './surveys-drafts.service.ts';
import { changeText } from './surveys-sentences.views.ts';
import { SurveysService } from './surveys.service.ts';
import { SurveysUses } from './surveys-uses.service.ts';
import { mayWrite, questionView, said } from './surveys.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('QuestionnaireShelf', Type.Object({ key: Key }));
const VersionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const ByVersion = schema('QuestionnaireVersionPage', Type.Object({ key: Key, version: VersionNumber }), {
  coerce: true,
});
const Compared = schema('ComparedVersion', Type.Object({ with: Type.Optional(VersionNumber) }), { coerce: true });

const LONGEST_NAME = 120;

/** Versions to read, to compare and to begin again from; copies; and what is put away. */
@Controller('surveys/:key')
export class SurveysVersionsPagesController {
  constructor(
    private readonly surveys: SurveysService,
    private readonly drafts: SurveysDrafts,
    private readonly shelf: SurveysArchive,
    private readonly uses: SurveysUses,
    private readonly words: Words,
  ) {}

  @Get('versions/:version')
  @Allow('supervisor', 'marketing', 'analyst', 'admin')
  async show(
    @Caller() { language, role }: User,
    @Param({ schema: ByVersion }) { key, version }: SchemaOf<typeof ByVersion>,
    @Query({ schema: Compared }) query: SchemaOf<typeof Compared>,
  ): Promise<PageResult> {
    const history = await this.surveys.history(key);
    const shown = history.find((one) => one.version === version);
    if (!shown) throw Problem.notFound('version', String(version));
    const other = history.find((one) => one.version === (query.with ?? version - 1) && one !== shown);
    const [older, newer] = other && other.version < version ? [other, shown] : [shown, other];
    const changes = older && newer ? changesBetween(older, newer) : [];
    return page('surveys/version', {
      key,
      version,
      name: shown.name,
      temperature: shown.temperature,
      createdAt: shown.createdAt,
      isCurrent: shown === history[0],
      questions: shown.questions.map((one, at) => questionView(one, at, shown.questions, language, this.words)),
      others: history
        .filter((one) => one !== shown)
        .map((one) => ({
          value: one.version,
          label: this.words.t(language, 'surveys.version', { version: one.version }),
        })),
      against: other?.version ?? null,
      compared: older && newer ? { older: older.version, newer: newer.version } : null,
      changes: changes.map((change) => changeText(change, { language, words: this.words })),
      mayWrite: mayWrite(role),
    });
  }

  @Post('versions/:version/restore')
  @Allow('marketing', 'admin')
  async restore(@Caller() { name }: User, @Param({ schema: ByVersion }) { key, version }: SchemaOf<typeof ByVersion>) {
    const before = await this.drafts.restore(key, version, name);
    return seeOther(`/surveys/${key}/edit`, {
      word: 'surveys.restored',
      params: { version },
      ...(before > 0 && { undo: `/surveys/${key}/take-back?to=${before}` }),
    });
  }

  @Post('copy')
  @Allow('marketing', 'admin')
  async copy(@Caller() { language, name }: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const nameOf = (of: string) => this.words.t(language, 'surveys.copyOf', { name: of }).slice(0, LONGEST_NAME);
    const copy = await this.drafts.copy(key, nameOf, name);
    return seeOther(`/surveys/${copy.key}/edit`, { word: 'surveys.copied' });
  }

  @Post('archive')
  @Allow('marketing', 'admin')
  async archive(@Caller() { language }: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    try {
      await this.shelf.archive(key);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'questionnaire-used') throw error;
      const names = ((await this.uses.all()).get(key) ?? []).map(({ name }) => said(name, language)).join(', ');
      return seeOther(`/surveys/${key}`, { word: 'surveys.archive.used', params: { names }, kind: 'failed' });
    }
    return seeOther('/surveys', { word: 'surveys.archive.done', undo: `/surveys/${key}/bring-back` });
  }

  @Post('bring-back')
  @Allow('marketing', 'admin')
  async bringBack(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    await this.shelf.bringBack(key);
    return seeOther(`/surveys/${key}`, { word: 'surveys.archive.back' });
  }
}
