import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Problem, schema, Upload, type SchemaOf } from '#platform/http';
import { InteractionsImport, type ImportReport } from './interactions-import.service.ts';
import { OUTCOMES } from './rules/interaction.ts';

const ImportQuery = schema('InteractionsImportQuery', Type.Object({ dryRun: Type.Optional(Type.Boolean()) }), {
  coerce: true,
});
const Fault = Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() });
const ImportAnswer = Type.Object({
  recorded: Type.Integer(),
  repeated: Type.Integer(),
  refused: Type.Integer(),
  outcomes: Type.Object(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, Type.Integer()]))),
  errors: Type.Array(Type.Object({ line: Type.Integer(), errors: Type.Array(Fault) })),
});

@Controller('api/v1/interactions')
export class InteractionsImportApiController {
  constructor(private readonly imports: InteractionsImport) {}

  @Allow({ scope: 'interactions:write' })
  @Post('import')
  @HttpCode(200)
  @Answers(
    'Records interactions from NDJSON or CSV of any size, read as it comes; refusals name their line',
    ImportAnswer,
  )
  import(
    @Body() body: unknown,
    @Query({ schema: ImportQuery }) { dryRun = false }: SchemaOf<typeof ImportQuery>,
  ): Promise<ImportReport> {
    if (!(body instanceof Upload)) throw new Problem(415, 'content-type', 'Send application/x-ndjson or text/csv.');
    return this.imports.import(body.stream, body.type === 'text/csv' ? 'csv' : 'ndjson', { dryRun });
  }
}
