import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Brands } from '#platform/brand';
import { Clock } from '#platform/clock';
import { Allow, Key, ORGANISATION_ZONE, schema, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { SurveysDrafts } from '#surveys';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { surveyView } from './answering.views.ts';

const ByKey = schema('SurveyPreview', Type.Object({ key: Key }));
const Shown = schema(
  'SurveyPreviewQuery',
  Type.Object({
    language: Type.Optional(Type.Enum(['fr', 'en'])),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  }),
  { coerce: true },
);

const OPEN_MS = 14 * 24 * 3_600_000;

/** The page that customers get, of a questionnaire as it is being written: the same view, template and script. Nothing can be sent from it. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys/:key/preview')
export class AnsweringPreviewsPagesController {
  constructor(
    private readonly drafts: SurveysDrafts,
    private readonly screens: AnsweringScreensService,
    private readonly brands: Brands,
    private readonly clock: Clock,
    private readonly words: Words,
  ) {}

  @Get('page')
  async page(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query({ schema: Shown }) { language = 'fr', page = 1 }: SchemaOf<typeof Shown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { content } = await this.drafts.open(key);
    const now = this.clock.now();
    const { temperature } = content;
    const survey = {
      invitation: { temperature, occurredAt: now, expiresAt: new Date(now.getTime() + OPEN_MS) },
      questionnaire: content,
      response: null,
    };
    const subject = { touchpoint: this.words.t(language, 'surveys.sample.touchpoint'), site: null };
    const view = surveyView(survey, subject, {
      token: 'preview',
      mark: '',
      language,
      brand: (await this.brands.current()).name,
      customer: { firstName: 'Léa', lastName: 'Martin' },
      answers: {},
      page,
      errors: new Map(),
    });
    return this.screens.show(reply, 'answering/survey', view, {
      language,
      timeZone: ORGANISATION_ZONE,
      site: null,
      path: null,
      scripted: true,
      frame: "'self'",
    });
  }
}
