import { Body, Controller, Get, Post } from '@nestjs/common';
import { Type } from 'typebox';
import type { Channel } from '#customers';
import { TouchpointsService } from '#interactions';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  NO_FAULTS,
  ORGANISATION_ZONE,
  schema,
  seeOther,
  type FormFaults,
  type Principal,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { UsersService } from '#users';
import { DeliveryHeld } from './delivery-held.service.ts';
import { DeliveryOperations, type Operations } from './delivery-operations.service.ts';
import { failureRow, liveView, throughputChart, touchpointsView, type Reader } from './delivery-operations.views.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { ByScope, PauseInput } from './delivery-operations.api.controller.ts';
import type { Scope } from './rules/gate.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/operations';
const PaceForm = schema(
  'PaceForm',
  Type.Object({
    channel: Type.Unsafe<Channel>(Type.Enum(['sms', 'email'])),
    perSecond: Type.String({ pattern: '^\\s*(\\d{1,4}([.,]\\d{1,2})?)?\\s*$' }),
  }),
);

/** How sending goes, and the hands on its taps. */
@Allow('supervisor', 'admin')
@Controller('operations')
export class DeliveryPagesController {
  constructor(
    private readonly operations: DeliveryOperations,
    private readonly pauses: DeliveryPauses,
    private readonly held: DeliveryHeld,
    private readonly touchpoints: TouchpointsService,
    private readonly users: UsersService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() user: User): Promise<PageResult> {
    return this.#page(user);
  }

  @Get('live')
  async live(@Caller() user: User): Promise<PageResult> {
    const operations = await this.operations.look();
    const view = liveView(await this.#reader(user, operations), operations);
    return page('delivery/_live', view, { fragment: 'delivery/_live' });
  }

  @Post('pause')
  async pause(@Caller() user: User, @Body() body: unknown) {
    const read = check(PauseInput, body);
    if ('errors' in read) return this.#page(user, this.forms.explain(user.language, read.errors, 'delivery'));
    await this.pauses.pause(read.value.scope, read.value.reason);
    return seeOther(HERE, { word: 'delivery.operations.isPaused' });
  }

  @Post('resume')
  async resume(@Body({ schema: ByScope }) { scope }: { scope: Scope }) {
    await this.pauses.resume(scope);
    return seeOther(HERE, { word: 'delivery.operations.isResumed' });
  }

  @Allow('admin')
  @Post('pace')
  async pace(@Caller() user: User, @Body() body: unknown) {
    const read = check(PaceForm, body);
    if ('errors' in read) return this.#page(user, this.forms.explain(user.language, read.errors, 'delivery'));
    const perSecond = Number(read.value.perSecond.trim().replace(',', '.')) || null;
    await this.pauses.setPace(read.value.channel, perSecond);
    return seeOther(HERE, { word: 'delivery.operations.isPaced' });
  }

  async #page(user: User, faults: FormFaults = NO_FAULTS): Promise<PageResult> {
    const operations = await this.operations.look();
    const reader = await this.#reader(user, operations);
    const view = {
      live: liveView(reader, operations),
      held: await this.held.list(),
      touchpoints: touchpointsView(reader, operations),
      failures: operations.failures.map((failure) => failureRow(reader, failure)),
      chart: throughputChart(reader, operations, ORGANISATION_ZONE),
      mayPace: user.role === 'admin',
      faults,
    };
    return page('delivery/operations', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  async #reader({ language }: User, { pauses }: Operations): Promise<Reader> {
    const touchpoints = await this.touchpoints.all();
    const people = pauses.flatMap(({ by }) => /^user:([0-9a-f-]{36})$/.exec(by)?.[1] ?? []);
    return {
      words: this.words,
      language,
      mayAct: true,
      people: await this.users.byIds(people),
      touchpoints: new Map(
        touchpoints.map(({ key, name }) => [key, language === 'en' ? (name.en ?? name.fr) : name.fr]),
      ),
    };
  }
}
