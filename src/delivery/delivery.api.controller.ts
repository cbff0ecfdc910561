import { Body, Controller, Header, HttpCode, Post, Query, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow, Problem } from '#platform/http';
import { SmsTransport } from '#platform/sms';
import { DeliveryInbound } from './delivery-inbound.service.ts';
import { DeliveryReceipts } from './delivery-receipts.service.ts';

type Form = Record<string, string | string[] | undefined>;

const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

/** Where Twilio calls. It adds fields without notice, so a form is never refused for one it does not know. */
@Allow('anyone')
@Controller('webhooks/twilio')
export class DeliveryApiController {
  constructor(
    private readonly receipts: DeliveryReceipts,
    private readonly inbound: DeliveryInbound,
    private readonly sms: SmsTransport,
  ) {}

  @Post('status')
  @HttpCode(204)
  async status(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Query('token') token: string | undefined,
    @Body() form: Form | undefined,
  ): Promise<void> {
    const fields = this.#proven(request, form);
    const providerId = one(fields, 'MessageSid') ?? one(fields, 'SmsSid');
    const status = one(fields, 'MessageStatus') ?? one(fields, 'SmsStatus');
    if (!providerId || !status) throw new Problem(400, 'incomplete', 'MessageSid and MessageStatus are needed.');
    const { Body: _, From: __, To: ___, ...payload } = fields;
    await this.receipts.receive({
      providerId,
      token: token ?? null,
      status,
      code: one(fields, 'ErrorCode') ?? null,
      payload,
    });
  }

  @Post('inbound')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async incoming(@Req() request: RawBodyRequest<FastifyRequest>, @Body() form: Form | undefined): Promise<string> {
    const fields = this.#proven(request, form);
    const providerId = one(fields, 'MessageSid') ?? one(fields, 'SmsSid');
    const from = one(fields, 'From');
    if (!providerId || !from) throw new Problem(400, 'incomplete', 'MessageSid and From are needed.');
    await this.inbound.take({
      providerId,
      from,
      to: one(fields, 'To') ?? '',
      text: cleaned(one(fields, 'Body') ?? ''),
    });
    return NO_REPLY;
  }

  #proven(request: RawBodyRequest<FastifyRequest>, form: Form | undefined): Form {
    const params = { ...form };
    const header = request.headers['x-twilio-signature'];
    const signature = Array.isArray(header) ? header[0] : header;
    if (!this.sms.isFromProvider({ path: request.originalUrl, params, signature, raw: request.rawBody }))
      throw Problem.forbidden('The signature is missing or wrong.');
    return params;
  }
}

function one(form: Form, name: string): string | undefined {
  const value = form[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** PostgreSQL refuses U+0000, and nobody types it. */
function cleaned(text: string): string {
  return text.replaceAll('\u0000', '');
}
