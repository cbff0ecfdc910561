import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  Key,
  NO_FAULTS,
  Problem,
  schema,
  seeOther,
  type FieldError,
  type FormFaults,
  type Principal,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { SmsTransport } from '#platform/sms';
import { page, type PageResult } from '#platform/templates';
import { SurveysService } from '#surveys';
import { conditionsView } from './conditions.views.ts';
import { fieldOf, formOf, sentTouchpoint, typedTouchpoint, type TouchpointForm } from './rules/touchpoint-form.ts';
import { touchpointOf, type Touchpoint } from './rules/touchpoint.ts';
import { SaveTouchpoint } from './touchpoints.api.controller.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { readingOf, sentencesView } from './touchpoints-sentence.views.ts';
import { touchpointRow } from './touchpoints.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const WORDS = 'interactions.touchpoint';
const LIST = '/touchpoints';
const AsKey = schema('TouchpointKey', Type.Object({ key: Key }));
const NEW = formOf(touchpointOf('', { name: { fr: '' }, questionnaire: '', channels: ['sms', 'email'] }));

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('touchpoints')
export class TouchpointsPagesController {
  constructor(
    private readonly touchpoints: TouchpointsService,
    private readonly surveys: SurveysService,
    private readonly forms: FormErrors,
    private readonly words: Words,
    private readonly sms: SmsTransport,
  ) {}

  @Get()
  async list(@Caller() { language, role }: User): Promise<PageResult> {
    const questionnaires = new Map((await this.surveys.list()).map(({ key, name }) => [key, name]));
    const rows = (await this.touchpoints.all()).map((one) => touchpointRow(this.words, language, one, questionnaires));
    return page('interactions/touchpoints', { rows, mayEdit: mayEdit(role) });
  }

  @Allow('marketing', 'admin')
  @Get('new')
  ask(@Caller() user: User): Promise<PageResult> {
    return this.#form(user, null, NEW);
  }

  @Allow('marketing', 'admin')
  @Post('new')
  async add(@Caller() user: User, @Body() body: unknown) {
    const form = typedTouchpoint(body);
    const named = check(AsKey, { key: form.key });
    if ('errors' in named) return this.#form(user, null, form, named.errors);
    if (await this.touchpoints.byKey(form.key)) {
      return this.#form(user, null, form, [
        { path: 'key', code: 'repeated', message: 'is the key of another touchpoint' },
      ]);
    }
    return this.#save(user, null, form);
  }

  /** The form as it stands, with one more condition to fill. */
  @Allow('marketing', 'admin')
  @Post('draft/conditions')
  @HttpCode(200)
  more(@Caller() user: User, @Body() body: unknown): Promise<PageResult> {
    return this.#form(user, draftOf(body), typedTouchpoint(body), [], '_conditions');
  }

  /** How the form reads as it stands. */
  @Allow('marketing', 'admin')
  @Post('draft/reading')
  @HttpCode(200)
  read(@Caller() user: User, @Body() body: unknown): Promise<PageResult> {
    return this.#form(user, draftOf(body), typedTouchpoint(body), [], '_reading');
  }

  @Get(':key')
  async show(@Caller() user: User, @Param('key') key: string): Promise<PageResult> {
    return this.#form(user, key, formOf(await this.#known(key)));
  }

  @Allow('marketing', 'admin')
  @Post(':key')
  async change(@Caller() user: User, @Param('key') key: string, @Body() body: unknown) {
    await this.#known(key);
    return this.#save(user, key, { ...typedTouchpoint(body), key });
  }

  async #save(user: User, key: string | null, form: TouchpointForm) {
    const checked = check(SaveTouchpoint, sentTouchpoint(form));
    if ('errors' in checked) return this.#form(user, key, form, checked.errors);
    try {
      await this.touchpoints.save(form.key, checked.value);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#form(user, key, form, problem.more.errors);
      throw problem;
    }
    return seeOther(LIST, { word: 'interactions.touchpoint.saved' });
  }

  async #form(
    user: User,
    key: string | null,
    form: TouchpointForm,
    errors: readonly FieldError[] = [],
    fragment?: string,
  ): Promise<PageResult> {
    const faults: FormFaults = errors.length === 0 ? NO_FAULTS : this.#explain(user.language, errors);
    const { language, role } = user;
    const questionnaires = (await this.surveys.list()).map(({ key: value, name: label }) => ({ value, label }));
    const view = {
      key,
      title: (language === 'en' && form.nameEn) || form.nameFr || null,
      to: `${LIST}/${key ?? 'new'}`,
      form,
      other: language === 'en' ? 'nameFr' : 'nameEn',
      sentences: sentencesView(this.words, language, form, { questionnaires, faults: faults.of }),
      reading: await this.#reading(language, form, questionnaires),
      conditions: conditionsView(this.words, language, form.conditions, {
        seen: key ? await this.touchpoints.attributesSeen(key) : [],
        faults: faults.of,
        mayEdit: mayEdit(role),
      }),
      faults,
      oneWay: !this.sms.takesReplies && form.channels.includes('sms') ? this.sms.sender : null,
      mayEdit: mayEdit(role),
    };
    return page('interactions/touchpoint', view, {
      status: errors.length > 0 ? 422 : 200,
      ...(fragment && { fragment }),
    });
  }

  /** The sentence, or what of the form must be corrected before there is one. */
  async #reading(
    language: User['language'],
    form: TouchpointForm,
    questionnaires: readonly { value: string; label: string }[],
  ) {
    const checked = check(SaveTouchpoint, sentTouchpoint(form));
    const touchpoint = 'value' in checked ? touchpointOf(form.key, checked.value) : null;
    const errors =
      'errors' in checked ? checked.errors : await this.touchpoints.faults(touchpointOf(form.key, checked.value));
    if (!touchpoint || errors.length > 0) {
      const { list } = this.#explain(language, errors);
      const told = list.map(({ name, message }) =>
        this.words.t(language, `${WORDS}.fault`, { label: this.#label(language, name), message }),
      );
      return { lead: null, rest: [], wrong: [...new Set(told)] };
    }
    const names = new Map(questionnaires.map(({ value, label }) => [value, label]));
    return { ...readingOf(this.words, language, touchpoint, names), wrong: [] };
  }

  #label(language: User['language'], field: string): string {
    const name = field.startsWith('condition-') ? 'conditions' : field;
    return this.words.has(language, `${WORDS}.label.${name}`) ? this.words.t(language, `${WORDS}.label.${name}`) : name;
  }

  #explain(language: User['language'], errors: readonly FieldError[]): FormFaults {
    return this.forms.explain(
      language,
      errors.map((error) => ({ ...error, path: fieldOf(error.path) })),
      'interactions',
    );
  }

  async #known(key: string): Promise<Touchpoint> {
    const touchpoint = await this.touchpoints.byKey(key);
    if (!touchpoint) throw Problem.notFound('touchpoint', key);
    return touchpoint;
  }
}

function mayEdit(role: User['role']): boolean {
  return role === 'marketing' || role === 'admin';
}

/** The key of the touchpoint that a form not yet saved is of; null for a new one. */
function draftOf(body: unknown): string | null {
  const key = typeof body === 'object' && body !== null && '_key' in body ? body._key : null;
  return typeof key === 'string' && key !== '' && key.length <= 64 ? key : null;
}
