import { Body, Controller, Get, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { TouchpointsService } from '#interactions';
import { Allow, Caller, check, schema, seeOther, Text, type Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { readTariff, writeTariff } from '#platform/sms';
import { page, type PageResult } from '#platform/templates';
import { DeliveryCosts } from './delivery-costs.service.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/operations/costs';
const PricesForm = schema('PricesForm', Type.Object({ prices: Text({ min: 1, max: 5_000, lines: true }) }));

/** What texts cost, and the prices it is counted with. */
@Allow('supervisor', 'admin')
@Controller('operations/costs')
export class DeliveryCostsPagesController {
  constructor(
    private readonly costs: DeliveryCosts,
    private readonly touchpoints: TouchpointsService,
    private readonly words: Words,
  ) {}

  @Get()
  async show(@Caller() user: User): Promise<PageResult> {
    return this.#page(user);
  }

  @Allow('admin')
  @Post()
  async change(@Caller() user: User, @Body() body: unknown) {
    const typed = check(PricesForm, body);
    const text = 'errors' in typed ? '' : typed.value.prices;
    const read = readTariff(text);
    if ('fault' in read) return this.#page(user, { text, fault: read.fault });
    await this.costs.setTariff(read.tariff);
    return seeOther(HERE, { word: 'delivery.costs.saved' });
  }

  async #page({ language, role }: User, typed?: { text: string; fault: number | 'otherwise' }): Promise<PageResult> {
    const { month, next, costs, tariff } = await this.costs.ofThisMonth();
    const names = new Map((await this.touchpoints.all()).map(({ key, name }) => [key, name[language] ?? name.fr]));
    const error =
      typed &&
      this.words.t(language, `delivery.costs.${typed.fault === 'otherwise' ? 'noOtherwise' : 'wrongLine'}`, {
        line: typed.fault,
      });
    const view = {
      month,
      rows: costs.map(({ touchpoint, ...cost }) => ({
        ...cost,
        name:
          touchpoint === null
            ? this.words.t(language, 'delivery.costs.conversations')
            : (names.get(touchpoint) ?? touchpoint),
      })),
      spent: costs.reduce((sum, { spent }) => sum + spent, 0),
      forecast: costs.reduce((sum, { forecast }) => sum + forecast, 0),
      nextMonth: next,
      next: costs.reduce((sum, cost) => sum + cost.next, 0),
      segments: costs.reduce((sum, { segments }) => sum + segments, 0),
      prices: typed?.text ?? writeTariff(tariff, language === 'fr' ? ',' : '.'),
      error: error ?? null,
      mayChange: role === 'admin',
    };
    return page('delivery/costs', view, { status: error ? 422 : 200 });
  }
}
