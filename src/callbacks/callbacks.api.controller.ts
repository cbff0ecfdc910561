import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '#platform/clock';
import { Allow, Answers, Problem, type Principal, type SchemaOf } from '#platform/http';
import { CallbacksClosing } from './callbacks-closing.service.ts';
import { CallbacksContext } from './callbacks-context.service.ts';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import { CallbacksReading } from './callbacks-reading.service.ts';
import { CallbacksWork } from './callbacks-work.service.ts';
import {
  AttemptCase,
  CallbacksQuery,
  CasePage,
  CaseView,
  ClaimCase,
  ReopenCase,
  ResolveCase,
  VerifyCase,
} from './callbacks.schemas.ts';
import { caseView, personOf } from './callbacks.views.ts';
import type { CallbackCase } from './case.entity.ts';

@Allow({ scope: 'callbacks:write' })
@Controller('api/v1/callbacks')
export class CallbacksApiController {
  constructor(
    private readonly clock: Clock,
    private readonly moves: CallbacksMoves,
    private readonly work: CallbacksWork,
    private readonly closing: CallbacksClosing,
    private readonly reading: CallbacksReading,
    private readonly context: CallbacksContext,
  ) {}

  @Get()
  @Allow({ scope: 'callbacks:read' })
  @Answers('Cases, newest first', CasePage)
  async list(@Query({ schema: CallbacksQuery }) query: SchemaOf<typeof CallbacksQuery>) {
    const { items, nextCursor } = await this.reading.list(query, query);
    return { items: await this.#views(items), nextCursor };
  }

  @Get(':id')
  @Allow({ scope: 'callbacks:read' })
  @Answers('One case', CaseView)
  async show(@Param('id') id: string, @Req() request: FastifyRequest) {
    return (await this.#views([await this.moves.seen(id, callerOf(request))]))[0];
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Answers('Take a case for somebody, or for nobody in particular; 409 when it is taken', CaseView)
  async claim(
    @Param('id') id: string,
    @Body({ schema: ClaimCase }) body: SchemaOf<typeof ClaimCase> | undefined,
    @Req() request: FastifyRequest,
  ) {
    await this.work.claim(id, callerOf(request), body?.user);
    return this.show(id, request);
  }

  @Post(':id/attempts')
  @HttpCode(200)
  @Answers('A call that was tried, and when the next is', CaseView)
  async attempt(
    @Param('id') id: string,
    @Body({ schema: AttemptCase }) { outcome, note, nextAt }: SchemaOf<typeof AttemptCase>,
    @Req() request: FastifyRequest,
  ) {
    const next = nextAt ? new Date(nextAt) : undefined;
    await this.work.attempt(id, { outcome, note: note ?? undefined, nextAt: next }, callerOf(request));
    return this.show(id, request);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Answers('What went wrong, and what was done about it', CaseView)
  async resolve(
    @Param('id') id: string,
    @Body({ schema: ResolveCase }) { rootCause, action, gesture, note }: SchemaOf<typeof ResolveCase>,
    @Req() request: FastifyRequest,
  ) {
    const resolution = { rootCause, action, gesture: gesture ?? undefined, note: note ?? undefined };
    await this.closing.resolve(id, resolution, callerOf(request));
    return this.show(id, request);
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Answers('Whether it helped; the customer may then be asked again', CaseView)
  async verify(
    @Param('id') id: string,
    @Body({ schema: VerifyCase }) { outcome, note }: SchemaOf<typeof VerifyCase>,
    @Req() request: FastifyRequest,
  ) {
    await this.closing.verify(id, outcome, note ?? undefined, callerOf(request));
    return this.show(id, request);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Answers('Begin again, with the deadlines it first had', CaseView)
  async reopen(
    @Param('id') id: string,
    @Body({ schema: ReopenCase }) { note }: SchemaOf<typeof ReopenCase>,
    @Req() request: FastifyRequest,
  ) {
    await this.closing.reopen(id, note, callerOf(request));
    return this.show(id, request);
  }

  async #views(cases: readonly CallbackCase[]) {
    const past = await this.reading.past(cases);
    const people = past.facts.flatMap(({ actor }) => personOf(actor) ?? []);
    const context = await this.context.of(cases, { people });
    const now = this.clock.now();
    return cases.map((one) => caseView(one, context, past, now));
  }
}

function callerOf({ principal }: FastifyRequest): Principal {
  if (!principal) throw new Problem(401, 'not-signed-in', 'A key is needed: Authorization: Bearer <key>.');
  return principal;
}
