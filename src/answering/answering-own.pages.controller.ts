import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, RateLimits } from '#platform/http';
import { languageOf } from '#platform/values';
import { AnnouncementsService } from './announcements.service.ts';
import { toldView } from './announcements.views.ts';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringMarksService } from './answering-marks.service.ts';
import { AnsweringOwnService, type Wanted } from './answering-own.service.ts';
import { ownView, subjectWords } from './answering-own.views.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { textField, type FormBody } from './rules/read-form.ts';

const POSTS = { points: 60, seconds: 60 };
const WANTED: readonly string[] = ['both', 'sms', 'email', 'none'] satisfies Wanted[];

interface Here {
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * A GET changes nothing but gives the link; every change is a form's POST, and works without a script. What scanners press
 * changes nothing, and what cannot be undone is asked twice.
 */
@Controller()
@Allow('anyone')
export class AnsweringOwnPagesController {
  constructor(
    private readonly own: AnsweringOwnService,
    private readonly links: AnsweringLinksService,
    private readonly announcements: AnnouncementsService,
    private readonly screens: AnsweringScreensService,
    private readonly marks: AnsweringMarksService,
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
      return await this.#page(token, query, { request, reply });
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
    const body = sent ?? {};
    const language = textField(body['_lang']);
    const query = (more: object) => new URLSearchParams({ ...(language && { lang: language }), ...more }).toString();
    try {
      await this.limits.take('own', token.slice(0, 40), POSTS);
      const [what = '', about = ''] = textField(body['_do']).split(' ');
      if (what === 'erase') return await this.#confirm(token, about, language, { request, reply });
      this.marks.requirePerson(token, body, request);
      const done = await this.#do(token, what, about || textField(body['wanted']));
      const to = query(done === null ? {} : { done });
      void reply.status(303).header('location', `/me/${token}${to && `?${to}`}`);
      return '';
    } catch (error) {
      const back = `/me/${token}?${query({})}`;
      return this.screens.notice(request, reply, error, { language: language || null, back });
    }
  }

  /** `about`: which invitation, or how to be asked. */
  async #do(token: string, what: string, about: string): Promise<string | null> {
    switch (what) {
      case 'pause':
        await this.own.pause(token);
        return 'paused';
      case 'resume':
        await this.own.resume(token);
        return 'resumed';
      case 'channel':
        if (!WANTED.includes(about)) return null;
        await this.own.choose(token, about as Wanted);
        return 'chosen';
      case 'erase-surely':
        await this.own.takeBack(token, 'answer', about);
        return 'erased';
      case 'withdraw':
        await this.own.takeBack(token, 'review', about);
        return 'withdrawn';
      default:
        return null;
    }
  }

  async #confirm(token: string, of: string, said: string, { request, reply }: Here): Promise<string> {
    const { invitation, customer } = await this.own.askedOf(token, of);
    const language = languageOf(said, customer.language);
    const { site, sentAt: at, id } = invitation;
    const about = subjectWords(await this.links.subjectOf(invitation, language));
    const back = `/me/${token}?${new URLSearchParams({ lang: language }).toString()}`;
    const view = { id, about, at, action: `/me/${token}`, back, mark: this.marks.give(token, request) };
    const { timeZone } = customer;
    return this.screens.show(reply, 'answering/own-erase', view, { language, timeZone, site, path: null });
  }

  async #page(token: string, query: FormBody, { request, reply }: Here): Promise<string> {
    const [before, whole] = [textField(query['before']), textField(query['whole'])];
    const shown = { ...(before && { before }), ...(whole && { whole }) };
    const own = await this.own.show(token, before || undefined);
    const language = languageOf(textField(query['lang']), own.customer.language);
    const subjects = await Promise.all(own.asked.map(({ invitation }) => this.links.subjectOf(invitation, language)));
    const site = own.asked[0]?.invitation.site ?? own.customer.site;
    const { name: brand } = await this.screens.brandOf(site);
    const { timeZone } = own.customer;
    const told = await this.announcements.toldTo(own.answeredAbout, timeZone);
    const changes = told.map((one) => toldView(one, language));
    const mark = this.marks.give(token, request);
    const done = textField(query['done']);
    const around = { brand, changes, language, action: `/me/${token}`, mark, done, query: shown };
    const view = ownView(own, subjects, around);
    const address = { path: `/me/${token}`, query: shown };
    return this.screens.show(reply, 'answering/own', view, { language, timeZone, site, ...address });
  }
}
