import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, Problem, RateLimits } from '#platform/http';
import { languageOf } from '#platform/values';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { AnsweringSlotsService } from './answering-slots.service.ts';
import { AnsweringThanksService } from './answering-thanks.service.ts';
import { textField, type FormBody } from './rules/read-form.ts';

const POSTS = { points: 60, seconds: 60 };

/** The customer chooses the hour of the call on the thanks page; choosing again moves it. */
@Controller('s/:token/slot')
@Allow('anyone')
export class AnsweringSlotsPagesController {
  constructor(
    private readonly slots: AnsweringSlotsService,
    private readonly thanks: AnsweringThanksService,
    private readonly screens: AnsweringScreensService,
    private readonly limits: RateLimits,
  ) {}

  @Post()
  @HttpCode(200)
  async choose(
    @Param('token') token: string,
    @Body() sent: FormBody | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      await this.limits.take('slot', token.slice(0, 40), POSTS);
      const promised = await this.slots.promised(token);
      const language = languageOf(textField(sent?.['_lang']), promised.survey.invitation.language);
      const taken = await this.#isTaken(promised.submitted, textField(sent?.['slot']));
      return await this.thanks.show(reply, { request, token, language, ...promised, taken });
    } catch (error) {
      const said = textField(sent?.['_lang']);
      return this.screens.notice(request, reply, error, { token, ...(said && { language: said }) });
    }
  }

  async #isTaken(submitted: Parameters<AnsweringSlotsService['take']>[0], slot: string): Promise<boolean> {
    const at = new Date(slot);
    if (Number.isNaN(at.getTime())) return false;
    try {
      await this.slots.take(submitted, at);
      return false;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'slot-taken') return true;
      throw error;
    }
  }
}
