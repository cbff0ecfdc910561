import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CustomersService } from '#customers';
import { Allow, Caller, Cursor, schema, Text, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { PressurePeople } from './pressure-people.service.ts';
import { answersChart, closeRow, ruleOption, spreadCharts } from './pressure-people.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const Close = schema(
  'PressurePeoplePage',
  Type.Object({ rule: Type.Optional(Text({ max: 64 })), cursor: Type.Optional(Cursor) }),
  { coerce: true },
);
const HERE = '/pressure/people';
const ROWS = 25;

/** Who is asked how often, and who is close to the cap. */
@Allow('supervisor', 'marketing', 'analyst', 'admin')
@Controller('pressure/people')
export class PressurePeoplePagesController {
  constructor(
    private readonly people: PressurePeople,
    private readonly customers: CustomersService,
    private readonly words: Words,
  ) {}

  @Get()
  async show(
    @Caller() { language }: User,
    @Query({ schema: Close }) { rule: wanted, cursor }: SchemaOf<typeof Close>,
  ): Promise<PageResult> {
    const teller = { words: this.words, language };
    const { bars, nths, close } = await this.people.overview(wanted, { cursor, limit: ROWS });
    const { items, nextCursor, rule, rules } = close;
    const known = await this.customers.byIds(items.map(({ customer }) => customer));
    const to = (more: Record<string, string>) =>
      `${HERE}?${new URLSearchParams({ ...(rule && { rule: rule.key }), ...more }).toString()}#close`;
    return page('pressure/people', {
      spread: spreadCharts(teller, bars),
      answers: answersChart(teller, nths),
      rows: rule ? items.map((item) => closeRow(teller, item, rule, known)) : [],
      rule: rule?.key ?? '',
      rules: rules.map((one) => ruleOption(teller, one)),
      next: nextCursor && to({ cursor: nextCursor }),
      first: cursor ? to({}) : null,
    });
  }
}
