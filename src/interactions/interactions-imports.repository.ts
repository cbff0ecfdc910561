import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { FieldError } from '#platform/http';
import type { Outcome } from './rules/interaction.ts';

export type LineOutcome = Outcome | 'repeated' | 'refused';

/** What became of one line of a file. */
export interface ImportLine {
  readonly line: number;
  readonly externalId: string | null;
  readonly hash: Buffer | null;
  readonly outcome: LineOutcome;
  /** Of the decision. */
  readonly reason: string | null;
  readonly errors: readonly FieldError[] | null;
}

export interface Import {
  readonly id: string;
  readonly format: 'csv' | 'ndjson';
  readonly dryRun: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly recorded: number;
  readonly repeated: number;
  readonly refused: number;
}

type Counts = Pick<Import, 'recorded' | 'repeated' | 'refused'>;

/** Files that were brought in, line by line. */
@Injectable()
export class InteractionsImportsRepository {
  constructor(private readonly db: Database) {}

  async begin({
    id,
    format,
    dryRun,
    startedAt,
  }: Pick<Import, 'id' | 'format' | 'dryRun' | 'startedAt'>): Promise<void> {
    await this.db.query('insert into interaction_import (id, format, dry_run, started_at) values ($1, $2, $3, $4)', [
      id,
      format,
      dryRun,
      startedAt,
    ]);
  }

  async end(id: string, { recorded, repeated, refused }: Counts, at: Date): Promise<void> {
    await this.db.query(
      'update interaction_import set ended_at = $2, recorded = $3, repeated = $4, refused = $5 where id = $1',
      [id, at, recorded, repeated, refused],
    );
  }

  async add(id: string, lines: readonly ImportLine[]): Promise<void> {
    if (lines.length === 0) return;
    await this.db.query(
      `insert into interaction_import_line (import, line, external_id, body_hash, outcome, reason, errors)
       select $1, line, external_id, body_hash, outcome, reason, errors
       from unnest($2::integer[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::jsonb[])
         as of(line, external_id, body_hash, outcome, reason, errors)
       on conflict (import, line) do nothing`,
      [
        id,
        lines.map(({ line }) => line),
        lines.map(({ externalId }) => externalId),
        lines.map(({ hash }) => hash),
        lines.map(({ outcome }) => outcome),
        lines.map(({ reason }) => reason),
        lines.map(({ errors }) => errors && JSON.stringify(errors)),
      ],
    );
  }

  /** Of these interactions, those that a line before said, with the hash of what it said; refused ones are none. */
  async saidBefore(id: string, externalIds: readonly string[]): Promise<Map<string, Buffer>> {
    const rows = await this.db.query<{ externalId: string; hash: Buffer }>(
      `select external_id as "externalId", body_hash as hash from interaction_import_line
       where import = $1 and external_id = any($2::text[]) and outcome not in ('repeated', 'refused')`,
      [id, externalIds],
    );
    return new Map(rows.map(({ externalId, hash }) => [externalId, hash]));
  }

  async byId(id: string): Promise<Import | null> {
    const [found] = await this.db.query<Import>(
      `select id, format, dry_run as "dryRun", started_at as "startedAt", ended_at as "endedAt", recorded, repeated, refused
       from interaction_import where id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** In the order of the file. @param after the line before the first. @param outcome only those. */
  async lines(id: string, after: number, limit: number, outcome: LineOutcome | null = null): Promise<ImportLine[]> {
    return this.db.query<ImportLine>(
      `select line, external_id as "externalId", body_hash as hash, outcome, reason, errors from interaction_import_line
       where import = $1 and line > $2 and ($4::text is null or outcome = $4) order by line limit $3`,
      [id, after, limit, outcome],
    );
  }

  async counts(id: string): Promise<Partial<Record<LineOutcome, number>>> {
    const rows = await this.db.query<{ outcome: LineOutcome; count: number }>(
      'select outcome, count(*)::integer as count from interaction_import_line where import = $1 group by outcome',
      [id],
    );
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
  }

  async removeBefore(at: Date): Promise<void> {
    await this.db.query('delete from interaction_import where started_at < $1', [at]);
  }
}
