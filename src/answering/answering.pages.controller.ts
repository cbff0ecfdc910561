import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CustomersService } from '#customers';
import { Allow, Problem, RateLimits, type FieldError } from '#platform/http';
import { languageOf, type Language } from '#platform/values';
import { AnsweringLinksService, type OpenSurvey } from './answering-links.service.ts';
import { AnsweringMarksService } from './answering-marks.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { AnsweringThanksService } from './answering-thanks.service.ts';
import { AnsweringService } from './answering.service.ts';
import { surveyPages, surveyView } from './answering.views.ts';
import { answersOver } from './rules/answers-over.ts';
import { displayNameOf } from './rules/display-name.ts';
import { preselected } from './rules/preselected.ts';
import {
  keepingTexts,
  languageWanted,
  otherLanguages,
  readForm,
  textField,
  typedIn,
  type FormBody,
} from './rules/read-form.ts';
import { sightingOf } from './rules/sighting.ts';

/** One person corrects a handful of times; nobody this often. */
const POSTS = { points: 300, seconds: 60 };

interface Form {
  language: Language;
  answers: Record<string, unknown>;
  page: number | null;
  errors: readonly FieldError[];
  /** By the link. */
  chosen?: Record<string, string | number>;
}

/** A good POST answers with the thanks themselves, not with a 303: one round trip on a slow phone, and posting again changes nothing. */
@Controller('s/:token')
@Allow('anyone')
export class AnsweringPagesController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly links: AnsweringLinksService,
    private readonly customers: CustomersService,
    private readonly screens: AnsweringScreensService,
    private readonly thanks: AnsweringThanksService,
    private readonly marks: AnsweringMarksService,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#orNotice(request, reply, { token, body: query }, async () => {
      const survey = await this.links.look(token, sightingOf(request));
      const language = languageOf(textField(query['lang']), survey.invitation.language);
      const chosen = preselected(survey.questionnaire.questions, query);
      const answers = { ...survey.response?.answers, ...chosen };
      return this.#form({ request, reply }, token, survey, { language, answers, page: null, errors: [], chosen });
    });
  }

  @Post()
  @HttpCode(200)
  async submit(
    @Param('token') token: string,
    @Body() sent: FormBody | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#orNotice(request, reply, { token, body: sent ?? {} }, async () => {
      await this.limits.take('answer', token.slice(0, 40), POSTS);
      return this.#submit(token, sent ?? {}, request, reply);
    });
  }

  async #submit(token: string, body: FormBody, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const survey = await this.links.open(token);
    const language = languageOf(textField(body['_lang']), survey.invitation.language);
    const page = Number(textField(body['_page'])) || 1;
    const read = readForm(survey.questionnaire.questions, body, {
      asked: new Set(textField(body['_asked']).split(' ')),
      defaultName: displayNameOf(await this.#customerOf(survey)),
    });
    const isOld = Number(textField(body['_v']) || Infinity) < (survey.response?.version ?? 0);
    const raw = isOld ? keepingTexts(survey.questionnaire.questions, read) : read;
    const answers = answersOver(survey.response?.answers ?? {}, raw);
    const go = textField(body['_go']);
    const here = { request, reply };
    const other = languageWanted(go);
    if (other) return this.#form(here, token, survey, { language: other, answers, page, errors: [] });
    const complete = go !== 'back' && (go !== 'next' || page >= surveyPages(survey, answers).length);
    const origin = this.marks.sighted(token, body, request);
    try {
      const submitted = await this.answering.submit(token, raw, { complete, via: 'web', origin, language });
      if (complete) return await this.thanks.show(reply, { request, token, survey, language, submitted });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return this.#form(here, token, survey, { language, answers, page, errors: error.more.errors ?? [] });
    }
    return this.#form(here, token, survey, { language, answers, page: page + (go === 'back' ? -1 : 1), errors: [] });
  }

  async #form(
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    token: string,
    survey: OpenSurvey,
    form: Form,
  ): Promise<string> {
    const { language, errors, chosen } = form;
    const isPosted = request.method === 'POST';
    const { timeZone, site } = survey.invitation;
    const [subject, brand, customer] = await Promise.all([
      this.links.subjectOf(survey.invitation, language),
      this.screens.brandOf(site),
      this.#customerOf(survey),
    ]);
    const view = surveyView(survey, subject, {
      ...form,
      token,
      mark: this.marks.give(token, request),
      brand: brand.name,
      customer,
      languages: isPosted ? otherLanguages(language) : [],
      errors: new Map(errors.map(({ path, code }) => [path.replace(/^answers\./, '').split('.')[0] ?? '', code])),
    });
    const status = errors.length > 0 ? 422 : 200;
    return this.screens.show(reply, 'answering/survey', view, {
      language,
      timeZone,
      site,
      brand,
      status,
      path: isPosted ? null : `/s/${token}`,
      query: chosen,
      scripted: true,
    });
  }

  async #customerOf({ invitation }: OpenSurvey) {
    const found = await this.customers.byIds([invitation.customer]);
    return found.get(invitation.customer) ?? { firstName: null, lastName: null };
  }

  /** A refusal that a person can meet is a page in their words. */
  async #orNotice(
    request: FastifyRequest,
    reply: FastifyReply,
    { token, body }: { token: string; body: FormBody },
    act: () => Promise<string>,
  ): Promise<string> {
    try {
      return await act();
    } catch (error) {
      const said = textField(body['_lang']) || textField(body['lang']) || (await this.links.languageOf(token));
      const typed = request.method === 'POST' ? typedIn(body) : [];
      return this.screens.notice(request, reply, error, { language: said, typed, token });
    }
  }
}
