import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  Problem,
  provenOurs,
  schema,
  seeOther,
  Text,
  type SeeOther,
} from '#platform/http';
import type { FieldError, Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { cameFrom } from './rules/own-path.ts';
import { UsersService } from './users.service.ts';
import { displayOptions } from './users.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const LanguageChoice = schema('LanguageChoice', Type.Object({ language: Type.Enum(['fr', 'en']) }));
const ThemeChoice = schema('ThemeChoice', Type.Object({ theme: Type.Enum(['light', 'dark']) }));
const Preferences = schema(
  'Preferences',
  Type.Object({
    name: Text({ min: 1, max: 100 }),
    language: Type.Enum(['fr', 'en']),
    theme: Type.Enum(['', 'light', 'dark']),
  }),
);
const PasswordChange = schema(
  'PasswordChange',
  Type.Object({
    current: Type.String({ minLength: 1, maxLength: 500 }),
    next: Type.String({ minLength: 12, maxLength: 500 }),
  }),
);

const YEAR_S = 365 * 86_400;

/** What a person sets for themselves; kept on the account, so that it is the same on every device. */
@Controller('preferences')
export class PreferencesPagesController {
  constructor(
    private readonly users: UsersService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Allow('signed-in')
  @Get()
  show(@Caller() user: User): PageResult {
    return this.#page(user);
  }

  @Allow('signed-in')
  @Post()
  async change(@Caller() user: User, @Body() body: unknown) {
    const given = check(Preferences, body);
    if ('errors' in given) return this.#page(user, given.errors);
    const { name, language, theme } = given.value;
    await this.users.setPreferences(user.id, { name, language, theme: theme || null });
    return seeOther('/preferences', { word: 'users.preferences.saved' });
  }

  /** Also for who has not signed in: the browser remembers it. */
  @Allow('anyone')
  @Post('language')
  async chooseLanguage(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const given = check(LanguageChoice, body);
    if ('errors' in given) throw new Problem(422, 'invalid', 'language: fr or en', { errors: given.errors });
    if (request.principal?.kind === 'user') {
      await provenOurs(request);
      await this.users.setPreferences(request.principal.id, given.value);
    }
    void reply.setCookie('language', given.value.language, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      maxAge: YEAR_S,
    });
    return seeOther(cameFrom(request.headers.referer, request.host, '/'));
  }

  @Allow('signed-in')
  @Post('theme')
  async chooseTheme(
    @Caller() user: User,
    @Body({ schema: ThemeChoice }) body: { theme: 'light' | 'dark' },
    @Req() request: FastifyRequest,
  ): Promise<SeeOther> {
    await this.users.setPreferences(user.id, body);
    return seeOther(cameFrom(request.headers.referer, request.host, '/'));
  }

  /** Ends every session of the person; this one begins anew. */
  @Allow('signed-in')
  @Post('password')
  async changePassword(@Caller() user: User, @Body() body: unknown, @Req() request: FastifyRequest) {
    const given = check(PasswordChange, body);
    const errors = 'errors' in given ? given.errors : await this.#refusal(user.id, given.value);
    if (errors) return this.#page(user, errors);
    await request.session.regenerate();
    request.session.set('userId', user.id);
    return seeOther('/preferences', { word: 'users.preferences.passwordChanged' });
  }

  #page(user: User, errors: readonly FieldError[] = []): PageResult {
    const { name, email, language, theme } = user;
    const options = displayOptions((key) => this.words.t(language, key));
    const faults = this.forms.explain(language, errors, 'users');
    const status = errors.length > 0 ? 422 : 200;
    return page('users/preferences', { name, email, language, theme: theme ?? '', ...options, faults }, { status });
  }

  async #refusal(id: string, change: { current: string; next: string }) {
    try {
      await this.users.changePassword(id, change);
      return null;
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return problem.more.errors;
      throw problem;
    }
  }
}
