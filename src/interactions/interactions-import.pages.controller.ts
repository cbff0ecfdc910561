import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  FormErrors,
  schema,
  seeOther,
  Records,
  type Upload,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { InteractionsImport, type ImportFormat } from './interactions-import.service.ts';

type User = Extract<Principal, { kind: 'user' }>;

const LONGEST_REPORT = 100;
const Act = schema('InteractionsFileAct', Type.Object({ act: Type.Enum(['try', 'import']) }), { coerce: true });
const File = schema(
  'InteractionsFile',
  Type.Object({ text: Type.String(), format: Type.Enum(['csv', 'ndjson']), act: Type.Enum(['try', 'import']) }),
  { coerce: true },
);

@Allow('supervisor', 'admin')
@Controller('interactions/import')
export class InteractionsImportPagesController {
  constructor(
    private readonly imports: InteractionsImport,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  ask(): PageResult {
    return page('interactions/import', { text: '', format: 'csv', report: null });
  }

  @Post()
  @HttpCode(200)
  async import(
    @Caller() { language }: User,
    @Body({ schema: File }) { text, format, act }: SchemaOf<typeof File>,
  ): Promise<PageResult> {
    const dryRun = act === 'try';
    const report = await this.imports.import(Readable.from([text]), format as ImportFormat, { dryRun });
    const errors = report.errors.slice(0, LONGEST_REPORT).flatMap(({ line, errors: faults }) =>
      faults.map((fault) => ({
        line,
        field: fault.path,
        message: this.forms.explain(language, [fault], 'interactions').list[0]?.message ?? fault.message,
      })),
    );
    const href = `/interactions/imports/${report.id}`;
    const kept = dryRun || report.refused > 0 ? text : '';
    return page('interactions/import', { text: kept, format, report: { ...report, errors, dryRun, href } });
  }

  /** A file as it is, read as it comes, whatever its size. */
  @Post('file')
  async take(@Body({ schema: Records }) body: Upload, @Query({ schema: Act }) { act }: SchemaOf<typeof Act>) {
    const format = body.type === 'text/csv' ? 'csv' : 'ndjson';
    const { id } = await this.imports.import(body.stream, format, { dryRun: act === 'try' });
    return seeOther(`/interactions/imports/${id}`);
  }
}
