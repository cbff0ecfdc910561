import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Allow, Caller, FormErrors, schema, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { LINE_OUTCOMES } from './interactions-import.api.controller.ts';
import { InteractionsImport } from './interactions-import.service.ts';
import type { ImportLine, LineOutcome } from './interactions-imports.repository.ts';
import { lineCsv, LINES_HEAD } from './rules/lines-csv.ts';

type User = Extract<Principal, { kind: 'user' }>;

const ROWS = 100;
const TONES: Readonly<Record<LineOutcome, [tone: string, icon: string]>> = {
  scheduled: ['happy', 'send'],
  merged: ['accent', 'git-merge'],
  waiting: ['soon', 'hourglass'],
  suppressed: ['quiet', 'ban'],
  repeated: ['quiet', 'copy'],
  refused: ['late', 'alert-circle'],
};
const ById = schema('ImportById', Type.Object({ id: Type.String({ format: 'uuid' }) }));
const Lines = schema(
  'ImportLinesPage',
  Type.Object({
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    outcome: Type.Optional(Type.Enum(['', ...LINE_OUTCOMES])),
  }),
  { coerce: true },
);

/** What became of each line of a file. */
@Allow('supervisor', 'admin')
@Controller('interactions/imports')
export class InteractionsImportsPagesController {
  constructor(
    private readonly imports: InteractionsImport,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get(':id')
  async show(
    @Caller() user: User,
    @Param({ schema: ById }) { id }: SchemaOf<typeof ById>,
    @Query({ schema: Lines }) { after = 0, outcome = '' }: SchemaOf<typeof Lines>,
  ): Promise<PageResult> {
    const { dryRun, endedAt, startedAt, recorded, repeated, refused } = await this.imports.one(id);
    const chosen = outcome === '' ? null : (outcome as LineOutcome);
    const lines = await this.imports.lines(id, after, ROWS, chosen);
    const counts = await this.imports.counts(id);
    const here = `/interactions/imports/${id}`;
    const address = (from: number | null) =>
      `${here}?${new URLSearchParams({ outcome, ...(from && { after: String(from) }) }).toString()}`;
    return page('interactions/imported', {
      dryRun,
      broken: endedAt === null,
      startedAt: startedAt.toISOString(),
      ...{ recorded, repeated, refused },
      outcomes: Object.fromEntries(LINE_OUTCOMES.map((name) => [name, counts[name] ?? 0])),
      rows: lines.map((line) => this.#row(user, line)),
      chosen: outcome,
      choices: LINE_OUTCOMES.map((value) => ({ value, label: this.#outcome(user, value) })),
      here,
      csv: `${here}/lines.csv`,
      first: after > 0 ? address(null) : null,
      next: lines.length === ROWS ? address(lines.at(-1)?.line ?? null) : null,
    });
  }

  @Get(':id/lines.csv')
  async csv(
    @Param({ schema: ById }) { id }: SchemaOf<typeof ById>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.imports.one(id);
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="import-${id.slice(0, 8)}.csv"`);
    return new StreamableFile(Readable.from(written(this.imports.allLines(id))));
  }

  #row(user: User, { line, externalId, outcome, reason, errors }: ImportLine) {
    const [tone, icon] = TONES[outcome];
    const told = (errors ?? []).map((error) => {
      const message = this.forms.explain(user.language, [error], 'interactions').list[0]?.message ?? error.message;
      return error.path ? `${error.path} : ${message}` : message;
    });
    const why = reason && outcome !== 'repeated' ? [this.words.t(user.language, `interactions.reason.${reason}`)] : [];
    return { line, externalId, outcome: { tone, icon, label: this.#outcome(user, outcome) }, why: [...why, ...told] };
  }

  #outcome({ language }: User, outcome: LineOutcome): string {
    return this.words.t(language, `interactions.import.outcome.${outcome}`);
  }
}

async function* written(lines: AsyncIterable<ImportLine>): AsyncGenerator<string> {
  yield LINES_HEAD;
  for await (const line of lines) yield lineCsv(line);
}
