import { once } from 'node:events';
import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '#platform/config';
import { Allow } from '#platform/http';
import { sandboxAccount } from '#platform/sms';
import { refusalOf, type TwilioError } from './rules/twilio-request.ts';
import { SandboxPhones } from './sandbox-phones.service.ts';
import { SandboxRepository } from './sandbox.repository.ts';
import { twilioList, twilioMessage } from './sandbox.views.ts';

type Form = Record<string, string | undefined>;

const PAGE_SIZE = 50;

/** As much of Twilio's messages as its own client needs, its errors included. */
@Allow('anyone')
@Controller('sandbox/twilio/api/2010-04-01/Accounts/:account')
export class SandboxTwilioApiController {
  constructor(
    private readonly phones: SandboxPhones,
    private readonly repository: SandboxRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('Messages.json')
  async create(
    @Param('account') account: string,
    @Body() body: Form | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = body ?? {};
    const error = this.#stranger(account, request) ?? refusalOf(form);
    if (error) return refuse(reply, error);
    const {
      To: to = '',
      From: from = this.phones.sender,
      Body: text = '',
      StatusCallback: statusCallback = null,
      ValidityPeriod: validFor = null,
    } = form;
    const answer = await this.phones.take({ to, from, body: text, statusCallback, validFor });
    if ('refused' in answer) return refuse(reply, answer.refused);
    if (answer.silence) return saysNothing(request, reply);
    await reply.status(201).send(twilioMessage(answer.taken, account));
  }

  @Get('Messages.json')
  async list(
    @Param('account') account: string,
    @Query() query: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const error = this.#stranger(account, request);
    if (error) return refuse(reply, error);
    const limit = Math.min(1_000, Number(query['PageSize']) || PAGE_SIZE);
    const messages = await this.repository.textsTo(query['To'] ?? null, limit);
    await reply.send(twilioList(messages, account, limit));
  }

  @Get('Messages/:file')
  async show(
    @Param('account') account: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const error = this.#stranger(account, request);
    if (error) return refuse(reply, error);
    const message = await this.repository.byProviderId(file.replace(/\.json$/, ''));
    if (!message)
      return refuse(reply, {
        status: 404,
        code: 20_404,
        message: `The requested resource ${request.url} was not found`,
      });
    await reply.send(twilioMessage(message, account));
  }

  #stranger(account: string, request: FastifyRequest): TwilioError | null {
    const { accountSid, authToken } = sandboxAccount(this.config);
    const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
    const given = Buffer.from(request.headers.authorization ?? '');
    const isKnown = account === accountSid && given.length === expected.length && timingSafeEqual(given, expected);
    return isKnown ? null : { status: 401, code: 20_003, message: 'Authenticate' };
  }
}

async function refuse(reply: FastifyReply, { status, code, message }: TwilioError): Promise<void> {
  await reply.status(status).send({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

/** Holds the line until the caller gives up. */
async function saysNothing(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.hijack();
  await once(request.raw.socket, 'close');
}
