import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { DeliveryPreviews } from '#delivery';
import { Allow, Caller, Key, schema, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { SurveysDrafts } from '#surveys';
import { talkLetters } from './answering-letters.views.ts';
import { AnsweringPreviewsService } from './answering-previews.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('SurveyPreview', Type.Object({ key: Key }));
const Shown = schema(
  'SurveyPreviewQuery',
  Type.Object({
    language: Type.Optional(Type.Enum(['fr', 'en'])),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  }),
  { coerce: true },
);

/** What customers get of a questionnaire as it is being written: the same views, templates and script. Nothing can be sent from it. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys/:key/preview')
export class AnsweringPreviewsPagesController {
  constructor(
    private readonly drafts: SurveysDrafts,
    private readonly previews: AnsweringPreviewsService,
    private readonly screens: AnsweringScreensService,
    private readonly messages: DeliveryPreviews,
    private readonly words: Words,
  ) {}

  @Get('page')
  async page(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query({ schema: Shown }) { language = 'fr', page = 1 }: SchemaOf<typeof Shown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { content } = await this.drafts.open(key);
    const { view, screen } = await this.previews.page(content, { language, page });
    return this.screens.show(reply, 'answering/survey', view, { ...screen, frame: "'self'" });
  }

  /** Every question that is asked by text message, in its order, with what each text costs. */
  @Get('talk')
  async talk(
    @Caller() { language: reading, theme }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query({ schema: Shown }) { language = 'fr' }: SchemaOf<typeof Shown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { content } = await this.drafts.open(key);
    const letters = talkLetters(content, language).map(({ word, number, letter }) => ({
      title: this.words.t(reading, `surveys.talk.${word}`, { number }),
      letter,
    }));
    const nothing = this.words.t(reading, 'surveys.talk.none');
    return this.messages.texts(reply, letters, { language: reading, theme, nothing });
  }
}
