import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  Key,
  NO_FAULTS,
  schema,
  seeOther,
  Text,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { keyOf } from './rules/key-of.ts';
import { SurveysDrafts } from './surveys-drafts.service.ts';
import { SurveysLibrary } from './surveys-library.service.ts';
import { readyCard } from './surveys.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('ReadyQuestionnaire', Type.Object({ key: Key }));
const Blank = schema('NewQuestionnaire', Type.Object({ name: Text({ min: 1, max: 120 }) }));

/** Where a questionnaire begins: a ready one, or a blank page. */
@Allow('marketing', 'admin')
@Controller('survey-library')
export class SurveysLibraryPagesController {
  constructor(
    private readonly library: SurveysLibrary,
    private readonly drafts: SurveysDrafts,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  show(@Caller() user: User): PageResult {
    return this.#page(user, '');
  }

  @Post()
  async blank(@Caller() user: User, @Body() body: unknown) {
    const checked = check(Blank, body);
    if ('errors' in checked) return this.#page(user, '', this.forms.explain(user.language, checked.errors, 'surveys'));
    const { name } = checked.value;
    const { key } = await this.drafts.begin(keyOf(name), { name, temperature: 'hot', questions: [] }, user.name);
    return seeOther(`/surveys/${key}/edit`);
  }

  @Post(':key')
  async choose(@Caller() { language, name }: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const begun = await this.drafts.begin(key, this.library.content(key, language), name);
    return seeOther(`/surveys/${begun.key}/edit`, { word: 'surveys.chosen' });
  }

  #page({ language }: User, name: string, faults = NO_FAULTS): PageResult {
    const view = { name, faults, ready: this.library.all().map((one) => readyCard(one, language)) };
    return page('surveys/library', view, { status: faults.list.length > 0 ? 422 : 200 });
  }
}
