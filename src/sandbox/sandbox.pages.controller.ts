import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { Type } from 'typebox';
import { DateTime } from 'luxon';
import type { FastifyReply } from 'fastify';
import { Clock } from '#platform/clock';
import { Allow, ORGANISATION_ZONE, Problem, schema, seeOther, Text, type SchemaOf } from '#platform/http';
import { page } from '#platform/templates';
import { parseDuration } from '#platform/values';
import { FAULT_KINDS } from './rules/fault.ts';
import { asRecipient } from './sandbox.api.controller.ts';
import { SandboxClock } from './sandbox-clock.service.ts';
import { SandboxPhones } from './sandbox-phones.service.ts';
import { SandboxRepository } from './sandbox.repository.ts';
import { addressOf, MAIL_VIEWS, type Place } from './sandbox-screen.views.ts';
import { SandboxScreens } from './sandbox-screens.service.ts';

const place = {
  phone: Type.Optional(Text({ max: 30 })),
  mail: Type.Optional(Type.Integer({ minimum: 1 })),
  view: Type.Optional(Type.Union(MAIL_VIEWS.map((view) => Type.Literal(view)))),
};
const PlaceQuery = schema('SandboxPlace', Type.Object({ ...place, version: Type.Optional(Text({ max: 40 })) }), {
  coerce: true,
});
const ReplyForm = schema(
  'SandboxReplyForm',
  Type.Object({
    from: Text({ min: 3, max: 30 }),
    body: Text({ min: 1, max: 1_600, lines: true }),
    back: Type.Optional(Text({ max: 300 })),
  }),
);
const ClockForm = schema(
  'SandboxClockForm',
  Type.Object({
    by: Type.Optional(Text({ max: 30 })),
    at: Type.Optional(Text({ max: 30 })),
    back: Type.Optional(Text({ max: 300 })),
  }),
);
const FaultForm = schema(
  'SandboxFaultForm',
  Type.Object({
    channel: Type.Union([Type.Literal('sms'), Type.Literal('email')]),
    kind: Type.Union(FAULT_KINDS.map((kind) => Type.Literal(kind))),
    code: Type.Optional(Type.String({ pattern: '^\\d{0,5}$' })),
    count: Type.Optional(Type.String({ pattern: '^\\d{0,4}$' })),
    to: Type.Optional(Text({ max: 320 })),
    back: Type.Optional(Text({ max: 300 })),
  }),
);

/** Phones, mailboxes, the clock and faults on one screen, for whoever tries the platform out. */
@Allow('anyone')
@Controller('sandbox')
export class SandboxPagesController {
  constructor(
    private readonly screens: SandboxScreens,
    private readonly phones: SandboxPhones,
    private readonly hands: SandboxClock,
    private readonly repository: SandboxRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  async index(@Query({ schema: PlaceQuery }) query: SchemaOf<typeof PlaceQuery>) {
    return page('sandbox/index', await this.screens.all(asPlace(query)));
  }

  /** What a screen that stands open asks every other second. */
  @Get('phones')
  async livePhones(
    @Query({ schema: PlaceQuery }) query: SchemaOf<typeof PlaceQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const place = asPlace(query);
    const { phone, ...view } = await this.screens.phones(place);
    if (view.version === query.version) return void reply.status(204);
    // A screen that opened on an empty world has no thread to renew.
    return page('sandbox/_live', { ...view, refresh: place, phone: place.phone ? phone : null }, { fragment: '_live' });
  }

  @Get('mails')
  async liveMails(
    @Query({ schema: PlaceQuery }) query: SchemaOf<typeof PlaceQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.screens.mails(asPlace(query));
    return view.version === query.version
      ? void reply.status(204)
      : page('sandbox/_mails', view, { fragment: '_mails' });
  }

  /** A mail in its frame: no script, nothing from elsewhere, and only our own screen may frame it. */
  @Get('mail/:id')
  async mail(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const html = /^\d{1,15}$/.test(id) ? await this.screens.html(Number(id)) : null;
    if (html === null) throw Problem.notFound('mail', id);
    const policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    await reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(html.replace(/<head>/i, '<head><base target="_blank">'));
  }

  @Post('phone')
  async reply(@Body({ schema: ReplyForm }) { from, body, back }: SchemaOf<typeof ReplyForm>) {
    await this.phones.reply(asRecipient(from), body);
    return seeOther(ours(back) ?? addressOf({ phone: asRecipient(from) }));
  }

  @Post('clock')
  async move(@Body({ schema: ClockForm }) form: SchemaOf<typeof ClockForm>) {
    const back = ours(form.back) ?? '/sandbox';
    const target = await this.#target(form);
    if (!target) return seeOther(back, { word: 'sandbox.clock.notMoved', kind: 'warning' });
    await this.hands.moveTo(target);
    return seeOther(back, { word: 'sandbox.clock.moved' });
  }

  @Post('faults')
  async fault(@Body({ schema: FaultForm }) { channel, kind, code, count, to, back }: SchemaOf<typeof FaultForm>) {
    const fault = {
      channel,
      kind,
      code: Number(code) || null,
      remaining: Number(count) || 1,
      to: to ? asRecipient(to) : null,
    };
    await this.repository.addFault(fault, this.clock.now());
    return seeOther(`${ours(back) ?? '/sandbox'}#faults`);
  }

  @Post('faults/end')
  async endFaults(@Body() form: { back?: string } | undefined) {
    await this.repository.endFaults();
    return seeOther(`${ours(form?.back) ?? '/sandbox'}#faults`);
  }

  /** A length of time, the next event, or a moment on the wall of the organisation; null for none of them. */
  async #target({ by, at }: SchemaOf<typeof ClockForm>): Promise<((now: Date) => Date) | null> {
    if (by === 'next') {
      const next = await this.hands.nextDueAt();
      return next && ((now) => (next > now ? next : now));
    }
    if (by) {
      const duration = parseDuration(by);
      return 'ms' in duration ? (now) => new Date(now.getTime() + duration.ms) : null;
    }
    const moment = DateTime.fromISO(at ?? '', { zone: ORGANISATION_ZONE });
    return moment.isValid && moment.toJSDate() >= this.clock.now() ? () => moment.toJSDate() : null;
  }
}

function asPlace({ phone, mail, view }: SchemaOf<typeof PlaceQuery>): Place {
  return { phone: phone && asRecipient(phone), mail, view };
}

/** Where a form came from, if that is the sandbox. */
function ours(back: string | undefined): string | null {
  return back && /^\/sandbox(\?[^\\\r\n]*)?$/.test(back) ? back : null;
}
