import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, RateLimits } from '#platform/http';
import { languageOf } from '#platform/values';
import { AnnouncementsService } from './announcements.service.ts';
import { toldView } from './announcements.views.ts';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringOwnService, type Wanted } from './answering-own.service.ts';
import { ownView } from './answering-own.views.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { textField, type FormBody } from './rules/read-form.ts';

const POSTS = { points: 60, seconds: 60 };
const WANTED: readonly string[] = ['both', 'sms', 'email', 'none'] satisfies Wanted[];

/** A GET changes nothing but gives the link; every change is a form's POST, and works without a script. */
@Controller()
@Allow('anyone')
export class AnsweringOwnPagesController {
  constructor(
    private readonly own: AnsweringOwnService,
    private readonly links: AnsweringLinksService,
    private readonly announcements: AnnouncementsService,
    private readonly screens: AnsweringScreensService,
    private readonly limits: RateLimits,
  ) {}

  /** From any message: its own token leads to the page, whose token is another. */
  @Get('u/:token/mine')
  async lead(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      void reply.status(303).header('location', `/me/${await this.own.linkOf(token)}`);
      return '';
    } catch (error) {
      return this.screens.notice(request, reply, error);
    }
  }

  @Get('me/:token')
  async show(
    @Param('token') token: string,
    @Query() query: FormBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      return await this.#page(token, query, reply);
    } catch (error) {
      return this.screens.notice(request, reply, error);
    }
  }

  @Post('me/:token')
  async change(
    @Param('token') token: string,
    @Body() sent: FormBody | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      await this.limits.take('own', token.slice(0, 40), POSTS);
      const body = sent ?? {};
      const done = await this.#do(token, body);
      const language = textField(body['_lang']);
      const query = new URLSearchParams({ ...(language && { lang: language }), ...(done && { done }) }).toString();
      void reply.status(303).header('location', `/me/${token}${query && `?${query}`}`);
      return '';
    } catch (error) {
      return this.screens.notice(request, reply, error);
    }
  }

  async #do(token: string, body: FormBody): Promise<string | null> {
    const what = textField(body['_do']);
    const wanted = textField(body['wanted']);
    switch (what) {
      case 'pause':
        await this.own.pause(token);
        return 'paused';
      case 'resume':
        await this.own.resume(token);
        return 'resumed';
      case 'channel':
        if (!WANTED.includes(wanted)) return null;
        await this.own.choose(token, wanted as Wanted);
        return 'chosen';
      case 'erase':
        await this.own.takeBack(token, 'answer', textField(body['invitation']));
        return 'erased';
      case 'withdraw':
        await this.own.takeBack(token, 'review', textField(body['invitation']));
        return 'withdrawn';
      default:
        return null;
    }
  }

  async #page(token: string, query: FormBody, reply: FastifyReply): Promise<string> {
    const own = await this.own.show(token, textField(query['before']) || undefined);
    const language = languageOf(textField(query['lang']), own.customer.language);
    const subjects = await Promise.all(own.asked.map(({ invitation }) => this.links.subjectOf(invitation, language)));
    const site = own.asked[0]?.invitation.site ?? own.customer.site;
    const { name: brand } = await this.screens.brandOf(site);
    const { timeZone } = own.customer;
    const told = await this.announcements.toldTo(own.answeredAbout, timeZone);
    const changes = told.map((one) => toldView(one, language));
    const around = { brand, changes, language, action: `/me/${token}`, done: textField(query['done']) };
    const view = ownView(own, subjects, around);
    return this.screens.show(reply, 'answering/own', view, { language, timeZone, site, path: `/me/${token}` });
  }
}
