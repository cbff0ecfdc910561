import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Problem, schema, Text, type SchemaOf } from '#platform/http';
import { DeliveryMailWebhooks } from './delivery-mail-webhooks.service.ts';
import { DeliveryReports } from './delivery-reports.service.ts';

/** Providers add fields without notice: none is refused for one that we do not know. */
const Signed = Text({ min: 1, max: 200 });
const MailgunEvent = schema(
  'MailgunEvent',
  Type.Object({
    signature: Type.Object({ timestamp: Signed, token: Signed, signature: Signed }),
    'event-data': Type.Object({ event: Text({ max: 100 }) }),
  }),
);
const PostmarkEvent = schema('PostmarkEvent', Type.Object({ RecordType: Text({ max: 100 }) }));

/** Where mail servers and providers tell what became of our mail. */
@Allow('anyone')
@Controller('webhooks/mail')
export class DeliveryMailApiController {
  constructor(
    private readonly reports: DeliveryReports,
    private readonly webhooks: DeliveryMailWebhooks,
  ) {}

  /** A mail server hands over the reports it gets for our address: as they came, `Content-Type: text/plain`. */
  @Post('report')
  @HttpCode(204)
  @Answers('A report of a mail server (RFC 3464, RFC 5965), headers and all, as text/plain.')
  async report(@Body() raw: unknown): Promise<void> {
    if (typeof raw !== 'string')
      throw new Problem(415, 'content-type', 'A report comes as text/plain, headers and all.');
    await this.reports.read(raw);
  }

  @Post('ses')
  @HttpCode(204)
  @Answers(
    'Bounces, complaints and deliveries of Amazon SES, through a topic of Amazon SNS. HTTP Basic: MAIL_WEBHOOK_PASSWORD.',
  )
  async ses(@Headers('authorization') authorization: string | undefined, @Body() body: unknown): Promise<void> {
    this.webhooks.admit(authorization);
    await this.webhooks.hearSns(body);
  }

  @Post('mailgun')
  @HttpCode(204)
  @Answers('Failures, complaints and deliveries of Mailgun, signed with MAILGUN_SIGNING_KEY.')
  async mailgun(@Body({ schema: MailgunEvent }) event: SchemaOf<typeof MailgunEvent>): Promise<void> {
    this.webhooks.prove(event.signature);
    await this.webhooks.hear('mailgun', event);
  }

  @Post('postmark')
  @HttpCode(204)
  @Answers('Bounces, complaints and deliveries of Postmark. HTTP Basic: MAIL_WEBHOOK_PASSWORD.')
  async postmark(
    @Headers('authorization') authorization: string | undefined,
    @Body({ schema: PostmarkEvent }) event: SchemaOf<typeof PostmarkEvent>,
  ): Promise<void> {
    this.webhooks.admit(authorization);
    await this.webhooks.hear('postmark', event);
  }
}
