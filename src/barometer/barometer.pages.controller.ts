import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  NO_FAULTS,
  Problem,
  schema,
  seeOther,
  Key,
  type FieldError,
  type FormFaults,
  type Principal,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { SurveysService } from '#surveys';
import { Type } from 'typebox';
import { v7 } from 'uuid';
import { BarometerReading } from './barometer-reading.service.ts';
import { BarometerService } from './barometer.service.ts';
import { BarometerTrying } from './barometer-trying.service.ts';
import { ByKey, SaveProgramme } from './barometer.schemas.ts';
import { planView } from './planner.views.ts';
import { byState, formOptions, mayEdit, populationOptions, programmeRow } from './programmes.views.ts';
import { fieldOf, formOf, sentProgramme, typedProgramme, type ProgrammeForm } from './rules/programme-form.ts';
import { programmeOf } from './rules/programme-input.ts';

type User = Extract<Principal, { kind: 'user' }>;

const LIST = '/barometers';
const AsKey = schema('BarometerKey', Type.Object({ key: Key }));
const NEW: ProgrammeForm = {
  ...formOf(
    programmeOf('', { name: '', questionnaire: '', channels: ['email', 'sms'], target: { perWave: 1000 }, start: '' }),
  ),
  strata: ['segment'],
  reminder: '5',
};

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('barometers')
export class BarometerPagesController {
  constructor(
    private readonly programmes: BarometerService,
    private readonly reading: BarometerReading,
    private readonly trying: BarometerTrying,
    private readonly surveys: SurveysService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(@Caller() { language, role }: User): Promise<PageResult> {
    const programmes = await this.programmes.all();
    const rows = await Promise.all(
      [...programmes]
        .sort(byState)
        .map(async (one) => programmeRow(this.words, language, one, await this.reading.drawn(one.key))),
    );
    return page('barometer/index', { rows, mayEdit: mayEdit(role) });
  }

  @Allow('marketing', 'admin')
  @Get('new')
  ask(@Caller() user: User): Promise<PageResult> {
    return this.#form(user, null, NEW);
  }

  @Allow('marketing', 'admin')
  @Post('new')
  async add(@Caller() user: User, @Body() body: unknown) {
    const form = typedProgramme(body);
    const named = check(AsKey, { key: form.key });
    if ('errors' in named) return this.#form(user, null, form, named.errors);
    if (await this.programmes.byKey(form.key)) {
      return this.#form(user, null, form, [
        { path: 'key', code: 'repeated', message: 'is the key of another barometer' },
      ]);
    }
    return this.#save(user, null, form);
  }

  @Allow('marketing', 'admin')
  @Get(':key/edit')
  async edit(@Caller() user: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>): Promise<PageResult> {
    return this.#form(user, key, formOf(await this.programmes.known(key)));
  }

  @Allow('marketing', 'admin')
  @Post(':key/edit')
  async change(@Caller() user: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>, @Body() body: unknown) {
    await this.programmes.known(key);
    return this.#save(user, key, { ...typedProgramme(body), key });
  }

  @Allow('marketing', 'admin')
  @Post(':key/archive')
  async archive(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>): Promise<SeeOther> {
    await this.programmes.archive(key);
    return seeOther(`${LIST}/${key}`, { word: 'barometer.archived' });
  }

  @Allow('marketing', 'admin')
  @Post(':key/restore')
  async restore(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>): Promise<SeeOther> {
    await this.programmes.restore(key);
    return seeOther(`${LIST}/${key}`, { word: 'barometer.restored' });
  }

  @Allow('marketing', 'admin')
  @Post('new/try')
  tryNew(@Caller() user: User, @Body() body: unknown): Promise<PageResult> {
    return this.#try(user, null, typedProgramme(body));
  }

  /** The plan with the settings as they are typed; nothing is kept. */
  @Allow('marketing', 'admin')
  @Post(':key/try')
  async try(@Caller() user: User, @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>, @Body() body: unknown) {
    await this.programmes.known(key);
    return this.#try(user, key, { ...typedProgramme(body), key });
  }

  async #try(user: User, key: string | null, form: ProgrammeForm): Promise<PageResult> {
    const checked = check(SaveProgramme, sentProgramme(form));
    if ('errors' in checked)
      return this.#form(
        user,
        key,
        form,
        checked.errors.filter(({ code }) => code !== 'no-match'),
      );
    try {
      // One that is new has no waves, whatever its key will be.
      const tried = await this.trying.plan(key ?? v7(), checked.value);
      const { href: _, ...plan } = planView(this.words, user.language, tried);
      return await this.#form(user, key, form, [], plan);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#form(user, key, form, problem.more.errors);
      throw problem;
    }
  }

  async #save(user: User, key: string | null, form: ProgrammeForm) {
    const checked = check(SaveProgramme, sentProgramme(form));
    if ('errors' in checked)
      return this.#form(
        user,
        key,
        form,
        checked.errors.filter(({ code }) => code !== 'no-match'),
      );
    try {
      await this.programmes.save(form.key, checked.value);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#form(user, key, form, problem.more.errors);
      throw problem;
    }
    return seeOther(`${LIST}/${form.key}`, { word: 'barometer.saved' });
  }

  async #form(
    { language }: User,
    key: string | null,
    form: ProgrammeForm,
    errors: readonly FieldError[] = [],
    trial: object | null = null,
  ): Promise<PageResult> {
    const faults: FormFaults =
      errors.length === 0
        ? NO_FAULTS
        : this.forms.explain(
            language,
            errors.map((error) => ({ ...error, path: fieldOf(error.path) })),
            'barometer',
          );
    const view = {
      ...{ key, form, faults },
      to: key === null ? `${LIST}/new` : `${LIST}/${key}/edit`,
      tryTo: `${LIST}/${key ?? 'new'}/try`,
      back: key === null ? LIST : `${LIST}/${key}`,
      ...formOptions(this.words, language, await this.surveys.list()),
      ...populationOptions(await this.trying.choices(), form),
      trial,
    };
    return page('barometer/edit', view, { fragment: '_trial', status: errors.length > 0 ? 422 : 200 });
  }
}
