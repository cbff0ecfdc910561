import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '#platform/database';
import type { Position } from '#platform/http';
import { CallbackCase } from './case.entity.ts';
import { AT_WORK, type CaseStatus } from './rules/lifecycle.ts';

/** Whose cases: those of teams or of a person; everyone's when neither is given. */
export interface Scope {
  readonly teams?: readonly string[];
  readonly assignee?: string;
}

export interface CaseFilter {
  /** What the reader may see. */
  readonly within?: Scope | undefined;
  readonly status?: CaseStatus | undefined;
  /** Somebody still has to call or settle something. */
  readonly atWork?: boolean | undefined;
  readonly team?: string | undefined;
  readonly assignee?: string | undefined;
  readonly site?: string | undefined;
  readonly customer?: string | undefined;
  /** Late, or not, at this moment. */
  readonly overdue?: { readonly is: boolean; readonly at: Date } | undefined;
}

/** `due`: what must be done first, first. `opened`: newest first. */
export type Order = 'due' | 'opened';

export interface CaseFact {
  readonly subject: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly actor: string;
  readonly at: Date;
}

const atWork = `c.status in (${AT_WORK.map((status) => `'${status}'`).join(', ')})`;

@Injectable()
export class CallbacksListsRepository {
  constructor(private readonly db: Database) {}

  /** One row more than asked for, so that the caller sees whether there are more. */
  async list(filter: CaseFilter, order: Order, limit: number, after: Position | null): Promise<CallbackCase[]> {
    const rows = this.#filtered(filter).limit(limit + 1);
    if (order === 'due') {
      if (after) rows.andWhere('(c.dueAt, c.id) > (:at, :id)', after);
      return rows.orderBy('c.dueAt', 'ASC').addOrderBy('c.id', 'ASC').getMany();
    }
    if (after) rows.andWhere('(c.openedAt, c.id) < (:at, :id)', after);
    return rows.orderBy('c.openedAt', 'DESC').addOrderBy('c.id', 'DESC').getMany();
  }

  /** How many there are, counted no further than `most`. */
  async count(filter: CaseFilter, most: number): Promise<number> {
    const [sql, parameters] = this.#filtered(filter).select('1', 'one').limit(most).getQueryAndParameters();
    const [row] = await this.db.query<{ n: string }>(`select count(*) as n from (${sql}) as counted`, parameters);
    return Number(row?.n ?? 0);
  }

  /** What happened to each case, oldest first. */
  facts(cases: readonly string[]): Promise<CaseFact[]> {
    return this.db.query<CaseFact>(
      `select subject, name, data, actor, at from fact where subject = any($1::text[]) and name like 'case.%' order by id`,
      [cases],
    );
  }

  #filtered({ within, ...filter }: CaseFilter): SelectQueryBuilder<CallbackCase> {
    const rows = this.db.repository(CallbackCase).createQueryBuilder('c');
    if (within)
      rows.andWhere('(c.team = any(:teams) or c.assignee = :self)', {
        teams: within.teams ?? [],
        self: within.assignee ?? null,
      });
    if (filter.status) rows.andWhere('c.status = :status', filter);
    if (filter.atWork) rows.andWhere(atWork);
    if (filter.team) rows.andWhere('c.team = :team', filter);
    if (filter.assignee) rows.andWhere('c.assignee = :assignee', filter);
    if (filter.site) rows.andWhere('c.site = :site', filter);
    if (filter.customer) rows.andWhere('c.customer = :customer', filter);
    if (filter.overdue) {
      const late = `(${atWork} and c.dueAt < :now)`;
      rows.andWhere(filter.overdue.is ? late : `not ${late}`, { now: filter.overdue.at });
    }
    return rows;
  }
}
