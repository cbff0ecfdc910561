import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7, validate as isUuid } from 'uuid';
import { CONFIG, type Config } from '#platform/config';
import { Allow, Problem, RateLimits, type FieldError } from '#platform/http';
import { languageOf, type Language } from '#platform/values';
import type { QuestionnaireVersion } from '#surveys';
import { AnsweringScreensService } from './answering-screens.service.ts';
import type { Point } from './points.repository.ts';
import { PointsService } from './points.service.ts';
import { pointView, widgetView } from './points.views.ts';
import { readForm, textField, typedIn, type FormBody } from './rules/read-form.ts';
import { sightingOf } from './rules/sighting.ts';

/** A counter sees a person every few seconds at most; a whole shop's site, some. */
const EACH = { points: 20, seconds: 60 };
const ALL = { points: 300, seconds: 60 };
/** A kiosk is there for the next person: after the thanks, and after a page that was left. */
const THANKS_S = 8;
const IDLE_S = 90;

interface Filled {
  point: Point;
  questionnaire: QuestionnaireVersion;
  language: Language;
  session: string;
  answers: Record<string, unknown>;
  errors: readonly FieldError[];
}

/** No cookie, no script: the session is a number in the form. */
@Controller()
@Allow('anyone')
export class PointsPagesController {
  constructor(
    private readonly points: PointsService,
    private readonly screens: AnsweringScreensService,
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
      return await this.#form(reply, {
        ...(await this.points.open(token)),
        language,
        session: v7(),
        answers: {},
        errors: [],
      });
    } catch (error) {
      return this.screens.notice(request, reply, error);
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
      return this.screens.notice(request, reply, error, { language, typed: typedIn(body) });
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
    const given = textField(body['_session']);
    const session = isUuid(given) ? given : v7();
    const asked = new Set(open.questionnaire.questions.map(({ key }) => key));
    const raw = readForm(open.questionnaire.questions, body, { asked, defaultName: '' });
    const origin = sightingOf(request, { honeypot: textField(body['_website']) });
    try {
      await this.points.submit(token, { session, raw, origin, language });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return this.#form(reply, { ...open, language, session, answers: raw, errors: error.more.errors ?? [] });
    }
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
    const { point, language, errors } = filled;
    if (point.kind === 'kiosk') void reply.header('refresh', `${IDLE_S}; url=/p/${point.token}?lang=${language}`);
    const view = pointView(filled, await this.screens.brandName(point.site));
    return this.screens.show(reply, 'answering/point', view, {
      language,
      site: point.site,
      path: `/p/${point.token}`,
      status: errors.length > 0 ? 422 : 200,
      frame: point.origin,
    });
  }
}

function languageOfRequest(said: string, { headers }: FastifyRequest): Language {
  return languageOf(said, languageOf(headers['accept-language']?.split(/[,;]/)[0], 'fr'));
}
