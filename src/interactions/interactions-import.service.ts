import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { newId } from '#platform/crypto';
import { Database } from '#platform/database';
import { check, Problem, type FieldError } from '#platform/http';
import { readCsv, readNdjson } from '#platform/records';
import {
  InteractionsImportsRepository,
  type Import,
  type ImportLine,
  type LineOutcome,
} from './interactions-imports.repository.ts';
import { InteractionsService, type RecordResult } from './interactions.service.ts';
import { RecordInteraction } from './interaction.schema.ts';
import { fromCsv } from './rules/from-csv.ts';
import { canonical, type InteractionInput, type Outcome } from './rules/interaction.ts';

export type ImportFormat = 'csv' | 'ndjson';

export interface ImportReport {
  /** Under which what became of each line is found, for a month. */
  readonly id: string;
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
const PAGE = 500;
const KEPT_MS = 30 * 86_400_000;

class Undone extends Error {}

/** Brings in files of interactions of any size, a chunk at a time, each in a transaction of its own: what was read is kept. */
@Injectable()
export class InteractionsImport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly interactions: InteractionsService,
    private readonly repository: InteractionsImportsRepository,
  ) {}

  /**
   * With `dryRun` each chunk is recorded and undone: decisions are what they would be, as if no earlier chunk had been; an
   * interaction that the file has twice is told, wherever it is.
   */
  async import(
    source: AsyncIterable<Buffer | string>,
    format: ImportFormat,
    { dryRun }: { dryRun: boolean },
  ): Promise<ImportReport> {
    const [id, startedAt] = [newId(), this.clock.now()];
    const report: ImportReport = {
      ...{ id, recorded: 0, repeated: 0, refused: 0, errors: [] },
      outcomes: { scheduled: 0, merged: 0, waiting: 0, suppressed: 0 },
    };
    await this.repository.removeBefore(new Date(startedAt.getTime() - KEPT_MS));
    await this.repository.begin({ id, format, dryRun, startedAt });
    let chunk: Line[] = [];
    let unread: ImportLine[] = [];
    for await (const record of format === 'csv' ? readCsv(source) : readNdjson(source)) {
      const checked = 'errors' in record ? record : check(RecordInteraction, inputOf(record.value, format));
      if ('errors' in checked) unread.push(refusal(record.line, null, checked.errors));
      else chunk.push({ line: record.line, input: checked.value as InteractionInput });
      if (chunk.length + unread.length < CHUNK) continue;
      await this.#take(chunk, unread, report, dryRun);
      [chunk, unread] = [[], []];
    }
    await this.#take(chunk, unread, report, dryRun);
    await this.repository.end(id, report, this.clock.now());
    return report;
  }

  /** @throws Problem 404 unknown, or longer than a month ago. */
  async one(id: string): Promise<Import> {
    const found = await this.repository.byId(id);
    if (!found) throw Problem.notFound('import', id);
    return found;
  }

  async lines(id: string, after: number, limit: number, outcome: LineOutcome | null = null): Promise<ImportLine[]> {
    return this.repository.lines(id, after, limit, outcome);
  }

  async counts(id: string): Promise<Partial<Record<LineOutcome, number>>> {
    return this.repository.counts(id);
  }

  /** All lines in the order of the file, a page after another. */
  async *allLines(id: string): AsyncGenerator<ImportLine> {
    for (let after = 0; ;) {
      const page = await this.repository.lines(id, after, PAGE);
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1)?.line ?? after;
    }
  }

  async #take(
    chunk: readonly Line[],
    unread: readonly ImportLine[],
    report: ImportReport,
    dryRun: boolean,
  ): Promise<void> {
    const lines = await (dryRun ? this.#preview(chunk, unread, report.id) : this.#record(chunk, unread, report.id));
    for (const { line, outcome, errors } of [...lines].sort((a, b) => a.line - b.line)) {
      if (outcome === 'refused') {
        report.refused++;
        if (report.errors.length < MOST_ERRORS) report.errors.push({ line, errors: errors ?? [] });
      } else if (outcome === 'repeated') report.repeated++;
      else {
        report.recorded++;
        report.outcomes[outcome]++;
      }
    }
  }

  async #record(chunk: readonly Line[], unread: readonly ImportLine[], id: string): Promise<ImportLine[]> {
    return this.db.transaction(async () => {
      const results = await this.interactions.recordMany(chunk.map(({ input }) => input));
      const lines = [...unread, ...chunk.map((one, n) => lineOf(one, results[n] as RecordResult))];
      await this.repository.add(id, lines);
      return lines;
    });
  }

  async #preview(chunk: readonly Line[], unread: readonly ImportLine[], id: string): Promise<ImportLine[]> {
    let results: RecordResult[] = [];
    try {
      await this.db.transaction(async () => {
        results = await this.interactions.recordMany(chunk.map(({ input }) => input));
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    const before = await this.repository.saidBefore(
      id,
      chunk.map(({ input }) => input.id),
    );
    const found = chunk.map((one, n) => again(lineOf(one, results[n] as RecordResult), before));
    await this.repository.add(id, [...unread, ...found]);
    return [...unread, ...found];
  }
}

function lineOf({ line, input }: Line, result: RecordResult): ImportLine {
  const externalId = input.id;
  if ('problem' in result) {
    const { more, kind, detail } = result.problem;
    return refusal(line, externalId, more.errors ?? [{ path: '', code: kind, message: detail }]);
  }
  const { outcome, reason } = result.decision;
  const hash = createHash('sha256').update(canonical(input)).digest();
  return { line, externalId, hash, outcome: result.status === 200 ? 'repeated' : outcome, reason, errors: null };
}

/** What a dry run forgets between chunks: that a line before was the same interaction, or one of the same id. */
function again(line: ImportLine, before: ReadonlyMap<string, Buffer>): ImportLine {
  const known = before.get(line.externalId ?? '');
  if (!known || !line.hash || line.outcome === 'repeated') return line;
  if (known.equals(line.hash)) return { ...line, outcome: 'repeated' };
  const message = `The interaction "${line.externalId ?? ''}" came with another body before.`;
  return refusal(line.line, line.externalId, [{ path: '', code: 'id-reused', message }]);
}

function refusal(line: number, externalId: string | null, errors: readonly FieldError[]): ImportLine {
  return { line, externalId, hash: null, outcome: 'refused', reason: null, errors };
}

function inputOf(value: unknown, format: ImportFormat): unknown {
  return format === 'csv' ? fromCsv(value as Record<string, string>) : value;
}
