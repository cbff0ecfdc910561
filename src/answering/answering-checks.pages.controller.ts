import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { checkView } from './answering-checks.views.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/settings/replies';

const Decide = schema(
  'DecideReply',
  Type.Object({ decision: Type.Union([Type.Literal('opt-out'), Type.Literal('resume')]) }),
);

@Allow('supervisor', 'admin')
@Controller('settings/replies')
export class AnsweringChecksPagesController {
  constructor(private readonly checks: AnsweringChecksService) {}

  @Get()
  async list(): Promise<PageResult> {
    const { open, decided } = await this.checks.list();
    return page('answering/checks', { open: open.map(checkView), decided: decided.map(checkView) });
  }

  @Post(':inbound')
  async decide(
    @Caller() { id }: User,
    @Param('inbound') inbound: string,
    @Body({ schema: Decide }) { decision }: SchemaOf<typeof Decide>,
  ) {
    await this.checks.decide(inbound, decision, id);
    return seeOther(HERE, { word: `answering.checks.done.${decision}` });
  }
}
