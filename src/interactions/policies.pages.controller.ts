import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  FormErrors,
  NO_FAULTS,
  ORGANISATION_ZONE,
  schema,
  seeOther,
  type FormFaults,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import {
  draftRules,
  explainRules,
  PressureService,
  readRules,
  rowsOf,
  ruleView,
  type PolicyVersion,
  type RuleForm,
} from '#pressure';
import { UsersService } from '#users';
import { changesOf, versionRow } from './policies.views.ts';
import { policyForm } from './policy-sentence.views.ts';
import { TouchpointsService } from './touchpoints.service.ts';
import { namesOf } from './touchpoints.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/pressure';
const SHORT = 5;
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
const ByVersion = schema('PolicyByVersion', Type.Object({ version: Version }), { coerce: true });
const Before = schema('PolicyVersionsBefore', Type.Object({ before: Type.Optional(Version) }), { coerce: true });
const BasedOn = schema(
  'PolicyBasedOn',
  Type.Object({ basedOn: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }) }),
  {
    coerce: true,
  },
);

/** The rules on how often a person is asked: read, edited as sentences, and every version that was in force. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure')
export class PoliciesPagesController {
  constructor(
    private readonly pressure: PressureService,
    private readonly touchpoints: TouchpointsService,
    private readonly users: UsersService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() user: User): Promise<PageResult> {
    const { version, rules } = await this.pressure.policy();
    const names = namesOf(user.language, await this.touchpoints.all());
    const changes = await this.#rows(user, await this.pressure.versions());
    return page('pressure/index', {
      version,
      rules: rules.map((rule) => ruleView(this.words, user.language, rule, names)),
      changes: changes.slice(0, SHORT),
      mayEdit: user.role === 'admin',
    });
  }

  @Allow('admin')
  @Get('edit')
  async edit(@Caller() user: User): Promise<PageResult> {
    const { version, rules } = await this.pressure.policy();
    return this.#form(user, rowsOf(rules), version);
  }

  /** The form as it stands, with a rule more or less. */
  @Allow('admin')
  @Post('edit/draft')
  @HttpCode(200)
  redraw(
    @Caller() user: User,
    @Body() body: unknown,
    @Body({ schema: BasedOn }) { basedOn }: SchemaOf<typeof BasedOn>,
  ): Promise<PageResult> {
    return this.#form(user, draftRules(body), basedOn);
  }

  @Allow('admin')
  @Post('edit')
  async change(
    @Caller() user: User,
    @Body() body: unknown,
    @Body({ schema: BasedOn }) { basedOn }: SchemaOf<typeof BasedOn>,
  ) {
    const { rows, rules, errors } = readRules(body);
    if (!rules) return this.#form(user, rows, basedOn, explainRules(this.forms, user.language, errors));
    await this.pressure.changePolicy(rules, { basedOn });
    return seeOther(HERE, { word: 'pressure.saved' });
  }

  @Get('versions')
  async versions(@Caller() user: User, @Query({ schema: Before }) { before }: SchemaOf<typeof Before>) {
    const rows = await this.#rows(user, await this.pressure.versions(before ?? null));
    const last = rows.at(-1)?.version ?? 1;
    return page('pressure/versions', {
      rows,
      next: last > 1 ? `${HERE}/versions?before=${last}` : null,
      first: before ? `${HERE}/versions` : null,
    });
  }

  @Get('versions/:version')
  async version(@Caller() user: User, @Param({ schema: ByVersion }) { version }: SchemaOf<typeof ByVersion>) {
    const [found, current] = [await this.pressure.versionOf(version), await this.pressure.policy()];
    const [before] = await this.pressure.versions(version);
    const [row] = await this.#rows(user, [found]);
    const names = namesOf(user.language, await this.touchpoints.all());
    const reader = this.#reader(user);
    return page('pressure/version', {
      ...row,
      rules: found.rules.map((rule) => ruleView(this.words, user.language, rule, names)),
      before: before?.version ?? null,
      changes: before ? changesOf(reader, before.rules, found.rules, names) : null,
      current: current.version,
      inForce: current.version === version,
      back: current.version === version ? [] : changesOf(reader, current.rules, found.rules, names),
      mayEdit: user.role === 'admin',
    });
  }

  @Allow('admin')
  @Post('versions/:version/restore')
  async restore(
    @Param({ schema: ByVersion }) { version }: SchemaOf<typeof ByVersion>,
    @Body({ schema: BasedOn }) { basedOn }: SchemaOf<typeof BasedOn>,
  ) {
    await this.pressure.restorePolicy(version, basedOn);
    return seeOther(HERE, { word: 'pressure.history.done', params: { version } });
  }

  async #form(
    user: User,
    rows: readonly RuleForm[],
    basedOn: number,
    faults: FormFaults = NO_FAULTS,
  ): Promise<PageResult> {
    const names = namesOf(user.language, await this.touchpoints.all());
    const context = { ...this.#reader(user), names, faults };
    const view = { ...policyForm(context, rows, `${HERE}/edit/draft`), basedOn };
    return page('pressure/edit', view, { status: faults.list.length > 0 ? 422 : 200, fragment: '_rules' });
  }

  async #rows(user: User, versions: readonly PolicyVersion[]) {
    const ids = versions.flatMap(({ by }) => (by?.startsWith('user:') ? [by.slice('user:'.length)] : []));
    const users = await this.users.byIds([...new Set(ids)]);
    return versions.map((one) => versionRow(this.#reader(user), one, { users }));
  }

  #reader({ language }: User) {
    return { words: this.words, language, zone: ORGANISATION_ZONE };
  }
}
