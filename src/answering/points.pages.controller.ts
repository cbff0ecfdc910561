import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '#platform/config';
import { Allow, Problem, RateLimits, type FieldError } from '#platform/http';
import { languageOf, type Language } from '#platform/values';
import type { QuestionnaireVersion } from '#surveys';
import { AnsweringMarksService } from './answering-marks.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { surveyPages } from './answering.views.ts';
import type { Point } from './points.repository.ts';
import { PointsService } from './points.service.ts';
import { pointView, widgetView } from './points.views.ts';
import { answersOver } from './rules/answers-over.ts';
import { languageWanted, otherLanguages, readForm, textField, typedIn, type FormBody } from './rules/read-form.ts';

/** A counter sees a person every few seconds at most; a whole shop's site, some. */
const EACH = { points: 20, seconds: 60 };
const ALL = { points: 300, seconds: 60 };
/** A kiosk is there for the next person: after the thanks, and after a page that was left; a script watches that, else only time does. */
const THANKS_S = 8;
const NO_SCRIPT_S = 600;

interface Refusal {
  request: FastifyRequest;
  reply: FastifyReply;
  language: string | null;
  typed?: readonly string[];
}

interface Filled {
  request: FastifyRequest;
  point: Point;
  questionnaire: QuestionnaireVersion;
  language: Language;
  session: string;
  answers: Readonly<Record<string, unknown>>;
  page: number;
  errors: readonly FieldError[];
}

/** No cookie: the session is a number in the form, and each page is kept under it as it is left. */
@Controller()
@Allow('anyone')
export class PointsPagesController {
  constructor(
    private readonly points: PointsService,
    private readonly screens: AnsweringScreensService,
    private readonly marks: AnsweringMarksService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('p/:token')
  async show(
    @Param('token') token: string,
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const language = languageOfRequest(textField(query['lang']), request);
      const open = await this.points.open(token);
      const { session, answers } = await this.points.sessionOf('', open.questionnaire);
      return await this.#form(reply, { ...open, request, language, session, answers, page: 1, errors: [] });
    } catch (error) {
      return this.#notice(token, error, { request, reply, language: textField(query['lang']) || null });
    }
  }

  @Post('p/:token')
  @HttpCode(200)
  async submit(
    @Param('token') token: string,
    @Body() sent: FormBody | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const body = sent ?? {};
    const language = languageOfRequest(textField(body['_lang']), request);
    try {
      await this.limits.take('point', token.slice(0, 40), ALL);
      await this.limits.take('point-from', `${token.slice(0, 40)} ${request.ip}`, EACH);
      return await this.#submit(token, body, { language, request, reply });
    } catch (error) {
      return this.#notice(token, error, { request, reply, language, typed: typedIn(body) });
    }
  }

  /** For a shop's own pages: a button that opens the survey over them. Another site may load it, and keep it an hour. */
  @Get('w/:token.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  @Header('cross-origin-resource-policy', 'cross-origin')
  async widget(@Param('token') token: string): Promise<string> {
    const { point } = await this.points.open(token);
    if (point.kind !== 'widget') throw Problem.notFound('widget', token);
    return widgetView(this.screens.script('answering/_widget'), `${this.config.publicUrl}/p/${point.token}`);
  }

  async #submit(
    token: string,
    body: FormBody,
    { language, request, reply }: { language: Language; request: FastifyRequest; reply: FastifyReply },
  ): Promise<string> {
    const open = await this.points.open(token);
    const { questions } = open.questionnaire;
    const { session, answers: before } = await this.points.sessionOf(textField(body['_session']), open.questionnaire);
    const raw = readForm(questions, body, { asked: new Set(textField(body['_asked']).split(' ')), defaultName: '' });
    const answers = answersOver(before, raw);
    const step = { page: Number(textField(body['_page'])) || 1, go: textField(body['_go']) };
    const complete = isLast(step, surveyPages(open, answers).length);
    const filled = { ...open, request, language, session, answers, page: step.page, errors: [] };
    const other = languageWanted(step.go);
    if (other) return this.#form(reply, { ...filled, language: other });
    const origin = this.marks.sighted(token, body, request);
    try {
      await this.points.submit(token, { session, raw, complete, origin, language });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return this.#form(reply, { ...filled, errors: error.more.errors ?? [] });
    }
    if (!complete) return this.#form(reply, { ...filled, page: step.page + (step.go === 'back' ? -1 : 1) });
    const isKiosk = open.point.kind === 'kiosk';
    if (isKiosk) void reply.header('refresh', `${THANKS_S}; url=/p/${token}`);
    const view = { again: isKiosk ? `/p/${token}` : null };
    return this.screens.show(reply, 'answering/point-thanks', view, {
      language,
      site: open.point.site,
      path: null,
      frame: open.point.origin,
    });
  }

  async #form(reply: FastifyReply, filled: Filled): Promise<string> {
    const { point, language, errors, request } = filled;
    const isKiosk = point.kind === 'kiosk';
    const isPosted = request.method === 'POST';
    const mark = this.marks.give(point.token, request);
    const languages = isPosted ? otherLanguages(language) : [];
    const view = pointView({ ...filled, mark, languages }, (await this.screens.brandOf(point.site)).name);
    return this.screens.show(reply, 'answering/point', view, {
      language,
      site: point.site,
      path: isPosted ? null : `/p/${point.token}`,
      status: errors.length > 0 ? 422 : 200,
      frame: point.origin,
      scripted: true,
      idle: isKiosk,
      refresh: isKiosk ? NO_SCRIPT_S : null,
    });
  }

  /** In the frame of the page that shows the point. */
  async #notice(token: string, error: unknown, { request, reply, ...said }: Refusal): Promise<string> {
    const frame = await this.points.frameOf(token);
    return this.screens.notice(request, reply, error, { ...said, frame });
  }
}

/** Sent, or gone on from the last page. */
function isLast({ page, go }: { page: number; go: string }, pages: number): boolean {
  return go !== 'back' && (go !== 'next' || page >= pages);
}

function languageOfRequest(said: string, { headers }: FastifyRequest): Language {
  return languageOf(said, languageOf(headers['accept-language']?.split(/[,;]/)[0], 'fr'));
}
