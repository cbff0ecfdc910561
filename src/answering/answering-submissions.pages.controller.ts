import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, schema, seeOther, type SchemaOf } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { submissionView } from './answering-submissions.views.ts';
import { AnsweringSubmissionsService } from './answering-submissions.service.ts';

const LabelSchema = Type.Union([Type.Literal('person'), Type.Literal('machine')]);
const SubmissionsPage = schema(
  'SubmissionsPage',
  Type.Object({ label: Type.Optional(Type.Union([LabelSchema, Type.Literal('')])) }),
);
const SwitchSubmission = schema('SwitchSubmission', Type.Object({ label: LabelSchema }));

@Allow('admin')
@Controller('settings/submissions')
export class AnsweringSubmissionsPagesController {
  constructor(private readonly submissions: AnsweringSubmissionsService) {}

  @Get()
  async list(@Query({ schema: SubmissionsPage }) { label }: SchemaOf<typeof SubmissionsPage>): Promise<PageResult> {
    const rows = await this.submissions.recent(label || undefined);
    return page('answering/submissions', {
      rows: rows.map(submissionView),
      label: label || null,
      clear: label ? '/settings/submissions' : null,
    });
  }

  @Post(':id')
  async switch(
    @Param('id') id: string,
    @Body({ schema: SwitchSubmission }) { label }: SchemaOf<typeof SwitchSubmission>,
  ) {
    await this.submissions.switch(id, label);
    return seeOther('/settings/submissions', { word: `answering.submissions.done.${label}` });
  }
}
