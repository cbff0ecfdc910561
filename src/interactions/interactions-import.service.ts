import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { check, type FieldError } from '#platform/http';
import { readCsv, readNdjson } from '#platform/records';
import { InteractionsService, type RecordResult } from './interactions.service.ts';
import { RecordInteraction } from './interaction.schema.ts';
import { fromCsv } from './rules/from-csv.ts';
import type { InteractionInput, Outcome } from './rules/interaction.ts';

export type ImportFormat = 'csv' | 'ndjson';

export interface ImportReport {
  recorded: number;
  repeated: number;
  refused: number;
  /** Of those recorded, by what was decided. */
  outcomes: Record<Outcome, number>;
  /** The first thousand refusals. */
  errors: { line: number; errors: readonly FieldError[] }[];
}

interface Line {
  readonly line: number;
  readonly input: InteractionInput;
}

const CHUNK = 500;
const MOST_ERRORS = 1_000;

class Undone extends Error {}

/** Brings in files of interactions of any size, a chunk at a time, each in a transaction of its own: what was read is kept. */
@Injectable()
export class InteractionsImport {
  constructor(
    private readonly db: Database,
    private readonly interactions: InteractionsService,
  ) {}

  /** With `dryRun` each chunk is recorded and undone: decisions are what they would be, as if no earlier chunk had been. */
  async import(
    source: AsyncIterable<Buffer | string>,
    format: ImportFormat,
    { dryRun }: { dryRun: boolean },
  ): Promise<ImportReport> {
    const report: ImportReport = {
      ...{ recorded: 0, repeated: 0, refused: 0, errors: [] },
      outcomes: { scheduled: 0, merged: 0, waiting: 0, suppressed: 0 },
    };
    let chunk: Line[] = [];
    for await (const record of format === 'csv' ? readCsv(source) : readNdjson(source)) {
      const checked = 'errors' in record ? record : check(RecordInteraction, inputOf(record.value, format));
      if ('errors' in checked) refuse(report, record.line, checked.errors);
      else chunk.push({ line: record.line, input: checked.value as InteractionInput });
      if (chunk.length < CHUNK) continue;
      await this.#take(chunk, report, dryRun);
      chunk = [];
    }
    if (chunk.length > 0) await this.#take(chunk, report, dryRun);
    report.errors.sort((a, b) => a.line - b.line);
    return report;
  }

  async #take(chunk: readonly Line[], report: ImportReport, dryRun: boolean): Promise<void> {
    const inputs = chunk.map(({ input }) => input);
    const results = dryRun ? await this.#preview(inputs) : await this.interactions.recordMany(inputs);
    results.forEach((result, n) => {
      if ('problem' in result) {
        const { more, kind, detail } = result.problem;
        refuse(report, chunk[n]?.line ?? 0, more.errors ?? [{ path: '', code: kind, message: detail }]);
      } else if (result.status === 200) report.repeated++;
      else {
        report.recorded++;
        report.outcomes[result.decision.outcome]++;
      }
    });
  }

  async #preview(inputs: readonly InteractionInput[]): Promise<RecordResult[]> {
    let results: RecordResult[] = [];
    try {
      await this.db.transaction(async () => {
        results = await this.interactions.recordMany(inputs);
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    return results;
  }
}

function refuse(report: ImportReport, line: number, errors: readonly FieldError[]): void {
  report.refused++;
  if (report.errors.length < MOST_ERRORS) report.errors.push({ line, errors });
}

function inputOf(value: unknown, format: ImportFormat): unknown {
  return format === 'csv' ? fromCsv(value as Record<string, string>) : value;
}
