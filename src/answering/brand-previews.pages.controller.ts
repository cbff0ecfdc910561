import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Clock } from '#platform/clock';
import { Allow, Caller, ORGANISATION_ZONE, schema, Text, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Question } from '#surveys';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { surveyView } from './answering.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const Tried = schema(
  'BrandPreview',
  Type.Object({ name: Text({ max: 40 }), colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }) }),
  { coerce: true },
);
const OPEN_MS = 14 * 24 * 3_600_000;

/** The page that customers get, in a name and a colour that are being chosen. Nothing can be sent from it. */
@Allow('admin')
@Controller('brand-preview')
export class BrandPreviewsPagesController {
  constructor(
    private readonly screens: AnsweringScreensService,
    private readonly clock: Clock,
    private readonly words: Words,
  ) {}

  @Get()
  async page(
    @Caller() { language }: Admin,
    @Query({ schema: Tried }) tried: SchemaOf<typeof Tried>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const now = this.clock.now();
    const survey = {
      invitation: { temperature: 'hot' as const, occurredAt: now, expiresAt: new Date(now.getTime() + OPEN_MS) },
      questionnaire: { questions: this.#questions(language) },
      response: null,
    };
    const subject = { touchpoint: this.words.t(language, 'surveys.sample.touchpoint'), site: null };
    const view = surveyView(survey, subject, {
      token: 'preview',
      mark: '',
      language,
      brand: tried.name,
      customer: { firstName: 'Léa', lastName: 'Martin' },
      answers: { csat: 4 },
      page: 1,
      errors: new Map(),
    });
    const around = { language, timeZone: ORGANISATION_ZONE, path: null, site: null, brand: tried, frame: "'self'" };
    return this.screens.show(reply, 'answering/survey', view, around);
  }

  #questions(language: Language): Question[] {
    const said = (name: string) => ({ fr: this.words.t(language, `platform.brand.sample.${name}`) });
    return [
      { key: 'csat', kind: 'csat', text: said('question') },
      { key: 'comment', kind: 'text', text: said('comment') },
    ];
  }
}
