import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Records, schema, type SchemaOf, type Upload } from '#platform/http';
import type { LineOutcome } from './interactions-imports.repository.ts';
import { InteractionsImport, type ImportReport } from './interactions-import.service.ts';
import { OUTCOMES } from './rules/interaction.ts';

const MOST_LINES = 2_147_483_647;
const LINES = 100;
export const LINE_OUTCOMES = [...OUTCOMES, 'repeated', 'refused'] as const;
const ImportQuery = schema('InteractionsImportQuery', Type.Object({ dryRun: Type.Optional(Type.Boolean()) }), {
  coerce: true,
});
const Fault = Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() });
const ById = schema('InteractionsImportById', Type.Object({ id: Type.String({ format: 'uuid' }) }));
const LinesQuery = schema(
  'InteractionsImportLines',
  Type.Object({
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_LINES })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    outcome: Type.Optional(Type.Enum([...LINE_OUTCOMES])),
  }),
  { coerce: true },
);
const ImportAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  recorded: Type.Integer(),
  repeated: Type.Integer(),
  refused: Type.Integer(),
  outcomes: Type.Object(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, Type.Integer()]))),
  errors: Type.Array(Type.Object({ line: Type.Integer(), errors: Type.Array(Fault) })),
});
const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);
const LinesAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      line: Type.Integer(),
      id: orNull(Type.String()),
      outcome: Type.Enum([...LINE_OUTCOMES]),
      reason: orNull(Type.String()),
      errors: Type.Array(Fault),
    }),
  ),
  next: orNull(Type.Integer()),
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
    @Body({ schema: Records }) body: Upload,
    @Query({ schema: ImportQuery }) { dryRun = false }: SchemaOf<typeof ImportQuery>,
  ): Promise<ImportReport> {
    return this.imports.import(body.stream, body.type === 'text/csv' ? 'csv' : 'ndjson', { dryRun });
  }

  @Allow({ scope: 'interactions:read' })
  @Get('imports/:id/lines')
  @Answers('What became of each line of a file, in its order; `next` is the `after` of the following page', LinesAnswer)
  async lines(
    @Param({ schema: ById }) { id }: SchemaOf<typeof ById>,
    @Query({ schema: LinesQuery }) { after = 0, limit = LINES, outcome }: SchemaOf<typeof LinesQuery>,
  ) {
    await this.imports.one(id);
    const lines = await this.imports.lines(id, after, limit, (outcome as LineOutcome | undefined) ?? null);
    return {
      items: lines.map(({ line, externalId, outcome: what, reason, errors }) => ({
        ...{ line, id: externalId, outcome: what, reason, errors: errors ?? [] },
      })),
      next: lines.length < limit ? null : (lines.at(-1)?.line ?? null),
    };
  }
}
