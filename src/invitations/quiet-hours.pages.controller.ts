import { Body, Controller, Get, Post } from '@nestjs/common';
import type { QuietOutside } from '#platform/calendar';
import { Allow, Caller, FormErrors, NO_FAULTS, Problem, seeOther } from '#platform/http';
import type { FieldError, Principal } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { QuietHours } from './quiet-hours.service.ts';
import { typedQuiet } from './rules/quiet-form.ts';
import { CHARTER } from './rules/quiet-hours.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/settings/quiet-hours';

/** When the organisation writes to nobody. */
@Allow('marketing', 'admin')
@Controller('settings/quiet-hours')
export class QuietHoursPagesController {
  constructor(
    private readonly quiet: QuietHours,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  async show(@Caller() user: User): Promise<PageResult> {
    return this.#form(user, await this.quiet.current());
  }

  @Post()
  async set(@Caller() user: User, @Body() body: unknown) {
    const form = typedQuiet(body);
    try {
      await this.quiet.set(form);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#form(user, form, problem.more.errors);
      throw problem;
    }
    return seeOther(HERE, { word: 'invitations.quiet.saved' });
  }

  #form({ language }: User, form: QuietOutside, errors: readonly FieldError[] = []): PageResult {
    const faults = errors.length === 0 ? NO_FAULTS : this.forms.explain(language, errors, 'invitations');
    const [error = null] = faults.list.map(({ message }) => message);
    return page('invitations/quiet', { to: HERE, form, charter: CHARTER, error }, { status: error ? 422 : 200 });
  }
}
