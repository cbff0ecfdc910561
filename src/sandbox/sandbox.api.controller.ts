import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Clock } from '#platform/clock';
import { Allow, Answers, Instant, invalid, IsoDuration, schema, Text, type SchemaOf } from '#platform/http';
import { normaliseEmail, parseDuration, parsePhone } from '#platform/values';
import { FAULT_KINDS } from './rules/fault.ts';
import { SandboxClock } from './sandbox-clock.service.ts';
import { SandboxPhones } from './sandbox-phones.service.ts';
import { SandboxRepository } from './sandbox.repository.ts';
import { messageView } from './sandbox.views.ts';

const channel = Type.Union([Type.Literal('sms'), Type.Literal('email')]);

const Messages = schema(
  'SandboxMessages',
  Type.Object(
    {
      channel: Type.Optional(channel),
      to: Type.Optional(Text({ max: 320 })),
      messageId: Type.Optional(Text({ max: 400 })),
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 200 })),
    },
    { additionalProperties: false },
  ),
  { coerce: true },
);

const Reply = schema(
  'SandboxReply',
  Type.Object(
    { from: Text({ min: 3, max: 30 }), body: Text({ max: 1_600, lines: true }) },
    { additionalProperties: false },
  ),
);

const Move = schema(
  'SandboxMove',
  Type.Object(
    { advance: Type.Optional(IsoDuration), to: Type.Optional(Instant) },
    { additionalProperties: false, minProperties: 1, maxProperties: 1 },
  ),
);

const Fault = schema(
  'SandboxFault',
  Type.Object(
    {
      channel,
      kind: Type.Union(FAULT_KINDS.map((kind) => Type.Literal(kind))),
      code: Type.Optional(Type.Integer({ minimum: 100, maximum: 99_999 })),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      to: Type.Optional(Text({ min: 1, max: 320 })),
    },
    { additionalProperties: false },
  ),
);

const orNull = Type.Union([Type.String(), Type.Null()]);
const Message = Type.Object({
  id: Type.Integer(),
  channel,
  ...{ to: Type.String(), from: Type.String(), subject: orNull, text: Type.String(), html: orNull },
  headers: Type.Record(Type.String(), Type.String()),
  links: Type.Array(Type.String()),
  repeats: Type.Integer(),
  at: Instant,
});
const MessageList = Type.Object({ items: Type.Array(Message) });
const Now = Type.Object({ now: Instant });
const Standing = Type.Object({
  ...{ id: Type.Integer(), channel, kind: Type.Enum([...FAULT_KINDS]), to: orNull, remaining: Type.Integer() },
  code: Type.Union([Type.Integer(), Type.Null()]),
});

/** The sandbox for programs: read what was sent, reply, move time, break things. */
@Allow('anyone')
@Controller('sandbox/api')
export class SandboxApiController {
  constructor(
    private readonly repository: SandboxRepository,
    private readonly phones: SandboxPhones,
    private readonly hands: SandboxClock,
    private readonly clock: Clock,
  ) {}

  @Get('messages')
  @Answers('What went out to phones and mailboxes, oldest first', MessageList)
  async messages(@Query({ schema: Messages }) query: SchemaOf<typeof Messages>) {
    const { channel, to, messageId, after, limit = 200 } = query;
    const found = await this.repository.list({
      channel,
      messageId,
      to: to === undefined ? undefined : asRecipient(to),
      after,
      limit,
    });
    return { items: found.map(messageView) };
  }

  @Post('sms')
  @HttpCode(200)
  @Answers('The owner of a phone replies', Message)
  async reply(@Body({ schema: Reply }) { from, body }: SchemaOf<typeof Reply>) {
    const phone = parsePhone(from, 'FR', { allowFiction: true });
    if ('problem' in phone) throw invalid({ path: 'from', code: 'phone-invalid', message: 'is not a phone number' });
    return messageView(await this.phones.reply(phone.e164, body));
  }

  @Get('clock')
  @Answers('The time of the platform', Now)
  now() {
    return { now: this.clock.now() };
  }

  @Post('clock')
  @HttpCode(200)
  @Answers('Moves the time of the platform and does what falls due', Now)
  async move(@Body({ schema: Move }) { advance, to }: SchemaOf<typeof Move>) {
    const target = to === undefined ? asMove(advance ?? '') : () => new Date(to);
    return { now: await this.hands.moveTo(target) };
  }

  @Post('faults')
  @HttpCode(200)
  @Answers('The next messages meet this fault', Type.Object({ items: Type.Array(Standing) }))
  async fault(@Body({ schema: Fault }) { channel, kind, code, count, to }: SchemaOf<typeof Fault>) {
    const fault = {
      channel,
      kind,
      code: code ?? null,
      remaining: count ?? 1,
      to: to === undefined ? null : asRecipient(to),
    };
    await this.repository.addFault(fault, this.clock.now());
    return { items: await this.repository.faults() };
  }
}

/** A recipient as messages keep them: an address in lower case, or E.164; `+` often arrives as a space in a query. */
export function asRecipient(to: string): string {
  const address = to.includes('@') ? normaliseEmail(to)?.toLowerCase() : undefined;
  if (address) return address;
  const phone = parsePhone(to.replace(/^ (?=\d)/, '+'), 'FR', { allowFiction: true });
  return 'problem' in phone ? to : phone.e164;
}

function asMove(advance: string): (now: Date) => Date {
  const duration = parseDuration(advance);
  if ('problem' in duration)
    throw invalid({
      path: 'advance',
      code: 'wrong-format',
      message: 'is not an ISO 8601 duration of weeks, days, hours, minutes and seconds',
    });
  return (now) => new Date(now.getTime() + duration.ms);
}
