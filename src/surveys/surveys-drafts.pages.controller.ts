import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Allow, Caller, FormErrors, Key, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import type { PageResult } from '#platform/templates';
import { acted, readAct } from './rules/draft-acts.ts';
import { typedDraft } from './rules/draft-form.ts';
import { SurveysDrafts, type Draft } from './surveys-drafts.service.ts';
import { SurveysEditor, shapeOf } from './surveys-editor.service.ts';
import { lookOf, type Look } from './surveys-looks.views.ts';
import { SurveysWeights } from './surveys-weights.service.ts';

type User = Extract<Principal, { kind: 'user' }>;
type Form = Readonly<Record<string, unknown>>;

const ByKey = schema('DraftPage', Type.Object({ key: Key }));

/** The editor. Every button sends the whole form, so what was typed is kept whatever was pressed, with or without a script. */
@Allow('marketing', 'admin')
@Controller('surveys/:key')
export class SurveysDraftsPagesController {
  private readonly editor: SurveysEditor;

  constructor(
    private readonly drafts: SurveysDrafts,
    words: Words,
    forms: FormErrors,
    weights: SurveysWeights,
  ) {
    this.editor = new SurveysEditor(words, forms, weights);
  }

  @Get('edit')
  async edit(
    @Caller() { language }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query() query: Form,
  ): Promise<PageResult> {
    return this.editor.page(await this.drafts.open(key), { language, look: lookOf(query, language) });
  }

  @Post('edit')
  async change(
    @Caller() { language, name }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Body() body: unknown,
    @Headers('hx-request') htmx: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = (typeof body === 'object' && body !== null ? body : {}) as Form;
    const seen = { revision: numberIn(form, '_revision'), onto: numberIn(form, '_onto') };
    const button = text(form, '_act');
    const act = readAct(button);
    const typed = typedDraft(form);
    const { content, at } = act ? acted(typed, act, this.editor.starter) : { content: typed, at: null };
    const look = lookOf(form, language);
    const before = await this.drafts.open(key);
    const saved = await this.drafts.save(key, seen, content, name);
    if ('conflict' in saved)
      return this.editor.page(saved.conflict.merged, { language, look, conflict: saved.conflict, htmx });
    if (button === 'publish') return this.#publish(saved.draft, seen.onto, { language, look });
    if (htmx) {
      if (shapeOf(before.content) !== shapeOf(saved.draft.content)) void reply.header('hx-refresh', 'true');
      return this.editor.page(saved.draft, { language, look, htmx });
    }
    return this.#goOn(key, { button, at, look, before });
  }

  @Post('discard')
  async discard(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const { published } = await this.drafts.open(key);
    await this.drafts.discard(key);
    return seeOther(published ? `/surveys/${key}` : '/surveys', { word: 'surveys.discarded' });
  }

  @Post('take-back')
  async takeBack(
    @Caller() { name }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query() query: Form,
  ) {
    await this.drafts.takeBack(key, numberIn(query, 'to'), name);
    return seeOther(`/surveys/${key}/edit`);
  }

  /** Checked as the API checks it; what is at fault is said at its field. */
  async #publish(draft: Draft, onto: number, { language, look }: { language: User['language']; look: Look }) {
    const faults = await this.editor.faultsOf(draft.content);
    if (faults.length > 0) return this.editor.page(draft, { language, look, faults });
    const { version } = await this.drafts.publish(draft.key, onto, draft.content);
    return seeOther(`/surveys/${draft.key}`, { word: 'surveys.published', params: { version } });
  }

  #goOn(key: string, { button, at, look, before }: { button: string; at: number | null; look: Look; before: Draft }) {
    const [name, as, chosen, number] = button.split(':');
    const asked = { _look: as, _lookLanguage: chosen, _lookPage: number };
    const to = name === 'look' ? lookOf(asked, look.language) : look;
    const place = name === 'look' ? '#preview' : at === null ? '' : `#question-${at + 1}`;
    const where = `/surveys/${key}/edit?_look=${to.as}&_lookLanguage=${to.language}&_lookPage=${to.page}${place}`;
    if (name === 'save') return seeOther(where, { word: 'surveys.saved' });
    if (name !== 'remove' || before.revision === 0) return seeOther(where);
    return seeOther(where, { word: 'surveys.removed', undo: `/surveys/${key}/take-back?to=${before.revision}` });
  }
}

function text(form: Form, name: string): string {
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : '';
}

/** 0 for what is no number of ours. */
function numberIn(form: Form, name: string): number {
  const written = text(form, name);
  return /^\d{1,9}$/.test(written) ? Number(written) : 0;
}
