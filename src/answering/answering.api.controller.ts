import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { SiteBrands } from '#customers';
import { Allow, Answers, Problem, RateLimits, schema, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringService } from './answering.service.ts';
import { surveyJson } from './answering.views.ts';
import { sightingOf } from './rules/sighting.ts';

const POSTS = { points: 300, seconds: 60 };

const LanguageSchema = Type.Union([Type.Literal('fr'), Type.Literal('en')]);

const SubmitAnswers = schema(
  'SubmitAnswers',
  Type.Object(
    {
      answers: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown()),
      complete: Type.Optional(Type.Boolean()),
      language: Type.Optional(LanguageSchema),
      /** What the script of our own page saw of a hand; programs leave it out. */
      seen: Type.Optional(Type.String({ pattern: '^[01]:[0-9]{1,9}$' })),
    },
    { additionalProperties: false },
  ),
);

const SurveyQuery = schema(
  'SurveyQuery',
  Type.Object({ lang: Type.Optional(LanguageSchema) }, { additionalProperties: false }),
);

const Survey = Type.Object({
  key: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  language: LanguageSchema,
  brand: Type.Object({ name: Type.String() }),
  status: Type.Union([Type.Literal('open'), Type.Literal('partial'), Type.Literal('complete')]),
  expiresAt: Type.String({ format: 'date-time' }),
  questions: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: Type.String(),
      text: Type.String(),
      required: Type.Boolean(),
      choices: Type.Optional(Type.Array(Type.Object({ key: Type.String(), text: Type.String() }))),
      showIf: Type.Optional(Type.Object({}, { additionalProperties: true })),
    }),
  ),
  answers: Type.Object({}, { additionalProperties: true }),
});

const Recorded = Type.Object({ status: Type.Union([Type.Literal('partial'), Type.Literal('complete')]) });

/** The survey without its page: for apps and kiosks. The token is the key. */
@Controller('api/v1/public/surveys/:token')
@Allow('anyone')
export class AnsweringApiController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly links: AnsweringLinksService,
    private readonly brands: SiteBrands,
    private readonly limits: RateLimits,
    private readonly words: Words,
  ) {}

  @Get()
  @Answers('The survey, in the language of the person', Survey)
  async show(@Param('token') token: string, @Query({ schema: SurveyQuery }) { lang }: SchemaOf<typeof SurveyQuery>) {
    const survey = await this.links.open(token);
    const { name } = await this.brands.of(survey.invitation.site);
    return surveyJson(survey, name, lang ?? survey.invitation.language);
  }

  @Post('answers')
  @HttpCode(200)
  @Answers('Answers, put over those given before; null takes one back', Recorded)
  async submit(
    @Param('token') token: string,
    @Body({ schema: SubmitAnswers }) { answers, complete = true, language, seen }: SchemaOf<typeof SubmitAnswers>,
    @Req() request: FastifyRequest,
  ) {
    await this.limits.take('answer', token.slice(0, 40), POSTS);
    const survey = await this.links.open(token);
    const said = language ?? survey.invitation.language;
    try {
      const origin = sightingOf(request, { seen: seen ?? '' });
      const via = seen === undefined ? 'api' : 'web';
      const { status } = await this.answering.answer(survey, answers, { complete, via, origin, language: said });
      return { status };
    } catch (error) {
      throw error instanceof Problem ? this.#inWords(error, said) : error;
    }
  }

  /** Each fault in the person's own words, so that an app can show it as it is. */
  #inWords(problem: Problem, language: Language): Problem {
    const errors = problem.more.errors?.map((error) => ({
      ...error,
      path: error.path.startsWith('answers') ? error.path : `answers.${error.path}`,
      message: this.#wordOf(error.code, language) ?? error.message,
    }));
    return errors ? new Problem(problem.status, problem.kind, problem.detail, { ...problem.more, errors }) : problem;
  }

  #wordOf(code: string, language: Language): string | null {
    const key = `answering.errors.${code}`;
    return this.words.has(language, key) ? this.words.t(language, key) : null;
  }
}
