import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Channel } from '#customers';
import { Allow, RateLimits } from '#platform/http';
import { languageOf } from '#platform/values';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringOptOutsService } from './answering-opt-outs.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { textField, type FormBody } from './rules/read-form.ts';

const POSTS = { points: 300, seconds: 60 };

/**
 * A GET only asks: scanners follow every link. A POST opts out at once and again, without cookie or sign-in (RFC 8058);
 * a mail program's one click means all our surveys, since the person said no to being asked, not to a channel.
 */
@Controller('u/:token')
@Allow('anyone')
export class AnsweringOptOutsPagesController {
  constructor(
    private readonly optOuts: AnsweringOptOutsService,
    private readonly links: AnsweringLinksService,
    private readonly screens: AnsweringScreensService,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async ask(
    @Param('token') token: string,
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const { channel, language: theirs, site } = await this.links.invitationOf(token);
      const language = languageOf(textField(query['lang']), theirs);
      const view = { choices: ['all', channel], action: `/u/${token}` };
      return await this.screens.show(reply, 'answering/opt-out', view, { language, site, path: `/u/${token}` });
    } catch (error) {
      return this.#notice(token, query['lang'], error, { request, reply });
    }
  }

  @Post()
  @HttpCode(200)
  async optOut(
    @Param('token') token: string,
    @Body() sent: FormBody | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      await this.limits.take('opt-out', token.slice(0, 40), POSTS);
      const body = sent ?? {};
      const channel = channelOf(textField(body['channel']));
      const takesBack = textField(body['_go']) === 'back';
      const { language: theirs, site } = await this.optOuts[takesBack ? 'optIn' : 'optOut'](token, channel);
      const language = languageOf(textField(body['_lang']), theirs);
      const view = { state: takesBack ? 'undone' : 'done', channel, action: `/u/${token}`, own: `/u/${token}/mine` };
      return await this.screens.show(reply, 'answering/opted-out', view, { language, site, path: null });
    } catch (error) {
      return this.#notice(token, sent?.['_lang'], error, { request, reply });
    }
  }

  async #notice(
    token: string,
    said: unknown,
    error: unknown,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<string> {
    const language = textField(said) || (await this.links.languageOf(token));
    return this.screens.notice(request, reply, error, { language });
  }
}

function channelOf(value: string): Channel | 'all' {
  return value === 'sms' || value === 'email' ? value : 'all';
}
