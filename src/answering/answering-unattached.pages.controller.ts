import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { unattachedView } from './answering-checks.views.ts';
import { AnsweringUnattachedDecisions } from './answering-unattached-decisions.service.ts';
import { AnsweringUnattachedService } from './answering-unattached.service.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/settings/replies/unattached';

const Handle = schema('HandleReply', Type.Object({ how: Type.Enum(['attached', 'called', 'done'] as const) }));

@Allow('supervisor', 'admin')
@Controller('settings/replies/unattached')
export class AnsweringUnattachedPagesController {
  constructor(
    private readonly unattached: AnsweringUnattachedService,
    private readonly decisions: AnsweringUnattachedDecisions,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    const open = await this.unattached.list();
    return page('answering/unattached', { open: open.map((one) => unattachedView(one, HERE)) });
  }

  @Post(':inbound')
  async handle(
    @Caller() { id }: User,
    @Param('inbound') inbound: string,
    @Body({ schema: Handle }) { how }: SchemaOf<typeof Handle>,
  ) {
    await this.decisions.handle(inbound, how, id);
    return seeOther(HERE, { word: `answering.unattached.${how}` });
  }
}
