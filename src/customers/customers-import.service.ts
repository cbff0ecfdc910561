import { Injectable } from '@nestjs/common';
import type { FieldError } from '#platform/http';
import { readCsv, readNdjson, type FileRecord } from '#platform/records';
import { CustomersUpserts } from './customers-upserts.service.ts';
import { fromCsv } from './rules/from-csv.ts';

export type ImportFormat = 'csv' | 'ndjson';

export interface ImportReport {
  created: number;
  /** Customers there were before, those with nothing new included. */
  updated: number;
  refused: number;
  /** The first thousand refusals. */
  errors: { line: number; errors: FieldError[] }[];
}

interface Line {
  line: number;
  input: unknown;
}

const CHUNK = 500;
const MOST_ERRORS = 1_000;

/** Brings in files of customers of any size, a chunk at a time, each chunk in a transaction of its own: what was read is kept. */
@Injectable()
export class CustomersImport {
  constructor(private readonly upserts: CustomersUpserts) {}

  /** With `dryRun` nothing is written; a customer who comes twice in the file may then count as created twice. */
  async import(
    source: AsyncIterable<Buffer | string>,
    format: ImportFormat,
    { dryRun }: { dryRun: boolean },
  ): Promise<ImportReport> {
    const report: ImportReport = { created: 0, updated: 0, refused: 0, errors: [] };
    let chunk: Line[] = [];
    for await (const record of format === 'csv' ? readCsv(source) : readNdjson(source)) {
      if ('errors' in record) refuse(report, record.line, record.errors);
      else chunk.push({ line: record.line, input: inputOf(record, format) });
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
    const outcomes = dryRun ? await this.upserts.preview(inputs) : (await this.upserts.apply(inputs)).outcomes;
    outcomes.forEach((outcome, index) => {
      if ('errors' in outcome) refuse(report, chunk[index]?.line ?? 0, outcome.errors);
      else if (outcome.created) report.created++;
      else report.updated++;
    });
  }
}

function refuse(report: ImportReport, line: number, errors: FieldError[]): void {
  report.refused++;
  if (report.errors.length < MOST_ERRORS) report.errors.push({ line, errors });
}

function inputOf(record: FileRecord & { value: unknown }, format: ImportFormat): unknown {
  return format === 'csv' ? fromCsv(record.value as Record<string, string>) : record.value;
}
