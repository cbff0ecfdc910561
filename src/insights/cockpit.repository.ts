import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export interface CasesRow {
  /** Cases opened in the span, those of them whose customer was called, and those won back. */
  readonly opened: number;
  readonly called: number;
  readonly recovered: number;
}

export interface OpenCasesRow {
  readonly touchpoint: string;
  readonly open: number;
  readonly late: number;
}

export interface Reader {
  readonly id: string;
  readonly teams: readonly string[];
  /** Sees the cases of every team. */
  readonly all: boolean;
}

export interface WorkRow {
  readonly mine: number;
  readonly mineLate: number;
  readonly team: number;
  readonly teamLate: number;
}

export interface ReviewsRow {
  readonly pending: number;
  readonly late: number;
}

const AT_WORK = `c.status in ('new', 'assigned', 'in-progress')`;

/** Callbacks and reviews as the cockpit shows them: how many, never whose. */
@Injectable()
export class CockpitRepository {
  constructor(private readonly db: Database) {}

  async cases(span: { from: Date; to: Date }, site: string | null): Promise<CasesRow> {
    const [row] = await this.db.query<CasesRow>(
      `select count(*)::integer as opened, count(c.first_contact_at)::integer as called,
         count(*) filter (where c.outcome = 'recovered')::integer as recovered
       from callback_case c
       where c.opened_at >= $1 and c.opened_at < $2 and ($3::text is null or c.site_key = $3)`,
      [span.from, span.to, site],
    );
    return row ?? { opened: 0, called: 0, recovered: 0 };
  }

  openCases(now: Date, site: string | null): Promise<OpenCasesRow[]> {
    return this.db.query<OpenCasesRow>(
      `select coalesce(c.touchpoint_key, '') as touchpoint, count(*)::integer as open, count(*) filter (where c.due_at < $1)::integer as late
       from callback_case c where ${AT_WORK} and ($2::text is null or c.site_key = $2) group by 1`,
      [now, site],
    );
  }

  async work(reader: Reader, now: Date): Promise<WorkRow> {
    const [row] = await this.db.query<WorkRow>(
      `select count(*) filter (where own)::integer as mine, count(*) filter (where own and late)::integer as "mineLate",
         count(*) filter (where theirs)::integer as team, count(*) filter (where theirs and late)::integer as "teamLate"
       from (select c.assignee_id = $1 as own, $3 or c.team_id = any($2::uuid[]) as theirs, c.due_at < $4 as late
             from callback_case c where ${AT_WORK}) as open`,
      [reader.id, reader.teams, reader.all, now],
    );
    return row ?? { mine: 0, mineLate: 0, team: 0, teamLate: 0 };
  }

  async reviews(now: Date): Promise<ReviewsRow> {
    const [row] = await this.db.query<ReviewsRow>(
      `select count(*)::integer as pending, count(*) filter (where publish_by < $1)::integer as late from review where status = 'pending'`,
      [now],
    );
    return row ?? { pending: 0, late: 0 };
  }
}
