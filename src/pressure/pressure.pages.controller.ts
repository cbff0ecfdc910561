import { Body, Controller, Get, Post } from '@nestjs/common';
import { Allow, Caller, FormErrors, NO_FAULTS, seeOther, type FormFaults, type Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { PressureService } from './pressure.service.ts';
import { explainRules, readRules, rowsOf, rulesForm, ruleView } from './pressure.views.ts';
import type { RuleForm } from './rules/policy-form.ts';

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
    return this.#form(user, rowsOf(rules));
  }

  @Allow('admin')
  @Post('edit')
  async change(@Caller() user: User, @Body() body: unknown) {
    const { rows, rules, errors } = readRules(body);
    if (!rules) return this.#form(user, rows, explainRules(this.forms, user.language, errors));
    await this.pressure.changePolicy(rules);
    return seeOther(HERE, { word: 'pressure.saved' });
  }

  #form({ language }: User, rows: readonly RuleForm[], faults: FormFaults = NO_FAULTS): PageResult {
    const status = faults.list.length > 0 ? 422 : 200;
    return page('pressure/edit', rulesForm(this.words, language, rows, faults), { status });
  }
}
