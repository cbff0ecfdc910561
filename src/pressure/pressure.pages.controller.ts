import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  NO_FAULTS,
  seeOther,
  type FieldError,
  type FormFaults,
  type Principal,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { ChangePolicy } from './pressure.api.controller.ts';
import { PressureService } from './pressure.service.ts';
import { ruleView, scopeOptions } from './pressure.views.ts';
import { faultsOf } from './rules/policy.ts';
import { formOf, sentRules, typedRules, withRoom, type RuleForm } from './rules/policy-form.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/pressure';

@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure')
export class PressurePagesController {
  constructor(
    private readonly pressure: PressureService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() { language, role }: User): Promise<PageResult> {
    const { version, rules } = await this.pressure.policy();
    const changes = await this.pressure.changes();
    return page('pressure/index', {
      version,
      rules: rules.map((rule) => ruleView(this.words, language, rule)),
      changes: changes.map(({ version: number, createdAt, rules: { length } }) => ({
        version: number,
        at: createdAt.toISOString(),
        count: length,
      })),
      mayEdit: role === 'admin',
    });
  }

  @Allow('admin')
  @Get('edit')
  async edit(@Caller() user: User): Promise<PageResult> {
    const { rules } = await this.pressure.policy();
    return this.#form(user, rules.map(formOf));
  }

  @Allow('admin')
  @Post('edit')
  async change(@Caller() user: User, @Body() body: unknown) {
    const rows = typedRules(body);
    const checked = check(ChangePolicy, sentRules(rows));
    const errors = 'errors' in checked ? checked.errors : faultsOf(checked.value.rules);
    if (errors.length > 0 || 'errors' in checked) return this.#form(user, rows, this.#explain(user, errors));
    await this.pressure.changePolicy(checked.value.rules);
    return seeOther(HERE, { word: 'pressure.saved' });
  }

  #form({ language }: User, rows: readonly RuleForm[], faults: FormFaults = NO_FAULTS): PageResult {
    const view = {
      rows: withRoom(rows).map((row, n) => ({
        n,
        number: n + 1,
        row,
        names: Object.fromEntries(Object.keys(row).map((field) => [field, `rules.${n}.${field}`])),
        errors: Object.fromEntries(Object.keys(row).map((field) => [field, faults.of[`rules.${n}.${field}`] ?? null])),
      })),
      scopes: scopeOptions(this.words, language),
      exceeds: (['suppress', 'wait'] as const).map((value) => ({
        value,
        label: this.words.t(language, `pressure.rule.${value}`),
      })),
      faults,
    };
    return page('pressure/edit', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  /** Each fault at the field of its row. */
  #explain({ language }: User, errors: readonly FieldError[]): FormFaults {
    const list = errors.map((error) => ({
      name: error.path,
      message: this.forms.explain(language, [error], 'pressure').list[0]?.message ?? error.message,
    }));
    // Several values are typed into one field: a fault of the second is told at the field.
    const fieldOf = (name: string) => name.split('.').slice(0, 3).join('.');
    return { list, of: Object.fromEntries(list.map(({ name, message }) => [fieldOf(name), message])) };
  }
}
