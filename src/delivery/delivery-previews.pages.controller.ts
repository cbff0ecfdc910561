import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { DEFAULT_BRAND } from '#platform/brand';
import { Allow, Caller, Key, schema, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { SurveysDrafts } from '#surveys';
import { DeliveryFrames } from './delivery-frames.service.ts';
import { DeliveryRewording } from './delivery-rewording.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ByKey = schema('MessagePreview', Type.Object({ key: Key }));
const Shown = schema('MessagePreviewQuery', Type.Object({ language: Type.Optional(Type.Enum(['fr', 'en'])) }), {
  coerce: true,
});

/** The invitation to a questionnaire that is being written, as it would be sent to sample people today. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('surveys/:key/preview')
export class DeliveryPreviewsPagesController {
  constructor(
    private readonly drafts: SurveysDrafts,
    private readonly samples: DeliverySamples,
    private readonly writing: DeliveryWriting,
    private readonly rewording: DeliveryRewording,
    private readonly frames: DeliveryFrames,
    private readonly words: Words,
  ) {}

  @Get('email')
  async email(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query({ schema: Shown }) { language = 'fr' }: SchemaOf<typeof Shown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const [first] = await this.#written(key, 'email', language);
    return this.frames.mail(reply, first?.html ?? '');
  }

  @Get('sms')
  async sms(
    @Caller() { language: reading, theme }: User,
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Query({ schema: Shown }) { language = 'fr' }: SchemaOf<typeof Shown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const texts = (await this.#written(key, 'sms', language)).map(({ person, text }) => ({
      title: this.words.t(reading, `delivery.template.person.${person}`),
      text,
    }));
    return this.frames.texts(reply, texts, { language: reading, theme });
  }

  async #written(key: string, channel: 'sms' | 'email', language: 'fr' | 'en') {
    const { content } = await this.drafts.open(key);
    const samples = await this.samples.of(
      { brand: DEFAULT_BRAND, channel, kind: 'invitation', language },
      content.questions,
    );
    const reworded = await this.rewording.inForce();
    return samples.map(({ person, claimed, subject }) => ({
      person,
      ...reworded(this.writing.survey(claimed, subject), claimed, subject),
    }));
  }
}
