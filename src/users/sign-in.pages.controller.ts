import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Allow, check, Problem, provenOurs, schema, seeOther, Text, type SeeOther } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { ownPath } from './rules/own-path.ts';
import { SignIn } from './sign-in.service.ts';

const Credentials = schema(
  'Credentials',
  Type.Object({
    email: Text({ min: 1, max: 254 }),
    password: Type.String({ minLength: 1, maxLength: 500 }),
    next: Type.Optional(Text({ max: 2_000 })),
  }),
);

const HOME = '/';

/** Why nobody was signed in: the key of its sentence. */
type Refusal = 'wrong' | 'stale' | 'too-many';

@Controller()
export class SignInPagesController {
  constructor(private readonly signIn: SignIn) {}

  @Allow('anyone')
  @Get('sign-in')
  show(@Query('next') next: unknown, @Req() request: FastifyRequest): PageResult | SeeOther {
    const to = ownPath(next, HOME);
    return request.principal?.kind === 'user' ? seeOther(to) : form({ next: to });
  }

  @Allow('anyone')
  @Post('sign-in')
  async enter(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResult | SeeOther> {
    const given = check(Credentials, body);
    if ('errors' in given) return form({ next: HOME, refusal: 'wrong' }, 422);
    const { email, password, next } = given.value;
    const to = ownPath(next, HOME);
    try {
      await provenOurs(request);
      const user = await this.signIn.attempt(email.trim(), password, request.ip);
      if (!user) return form({ email, next: to, refusal: 'wrong' }, 422);
      await request.session.regenerate();
      request.session.set('userId', user);
    } catch (problem) {
      const refusal = problem instanceof Problem ? REFUSALS[problem.kind] : undefined;
      if (!(problem instanceof Problem) || !refusal) throw problem;
      void reply.headers(problem.more.headers ?? {});
      return form({ email, next: to, refusal }, problem.status);
    }
    return seeOther(to);
  }

  @Allow('signed-in')
  @Post('sign-out')
  async leave(@Req() request: FastifyRequest): Promise<SeeOther> {
    await request.session.destroy();
    return seeOther('/sign-in');
  }
}

/** A page left open too long, or too many attempts: said on the form, which then works. */
const REFUSALS: Readonly<Record<string, Refusal | undefined>> = { 'stale-form': 'stale', 'too-many': 'too-many' };

function form({ email, next, refusal }: { email?: string; next: string; refusal?: Refusal }, status = 200): PageResult {
  return page('users/sign-in', { email: email ?? null, next, refusal: refusal ?? null }, { status });
}
