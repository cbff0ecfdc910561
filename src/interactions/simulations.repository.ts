import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { PressureRule } from '#pressure';
import type { Simulated } from './rules/agreement.ts';
import type { Outcome } from './rules/interaction.ts';

/** A decision as a replay needs it; instants in ms. */
export interface Replayable {
  readonly id: string;
  readonly at: number;
  readonly occurredAt: number;
  /** When its message was to go out; null where pressure had no say. */
  readonly askedFor: number | null;
  readonly customer: string;
  readonly touchpoint: string;
  readonly site: string | null;
  readonly channel: string | null;
  /** On which they could be asked, in order; null where that was not kept, or pressure had no say. */
  readonly channels: readonly string[] | null;
  /** The rule that settled it before pressure had its say; null otherwise. */
  readonly settledBy: string | null;
  /** That it led to itself. */
  readonly invitation: string | null;
  readonly outcome: Outcome;
  readonly rule: string | null;
  readonly policyVersion: number | null;
}

export type SimulationStatus = 'queued' | 'running' | 'done' | 'failed';

export interface Simulation {
  readonly id: string;
  readonly draft: PressureRule[];
  readonly rules: PressureRule[];
  readonly policyVersion: number;
  readonly from: Date;
  readonly to: Date;
  readonly status: SimulationStatus;
  readonly done: number;
  readonly total: number;
  readonly result: Simulated | null;
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const COLUMNS = `id, draft, rules, policy_version as "policyVersion", period_from as "from", period_to as "to", status, done, total,
  result, asked_at as "askedAt", finished_at as "finishedAt"`;

@Injectable()
export class SimulationsRepository {
  constructor(private readonly db: Database) {}

  /** In the order of time, a page after another: one index says where each begins, so none costs more than the first. */
  async replayable(from: Date, to: Date, after: Replayable | null, limit: number): Promise<Replayable[]> {
    return this.db.query<Replayable>(
      `select i.id, ${MS('d.decided_at')} as at, ${MS('i.occurred_at')} as "occurredAt", ${MS('d.asked_for')} as "askedFor",
         d.customer_id as customer,
         i.touchpoint_key as touchpoint, i.site_key as site, d.channel, d.channels,
         case when d.outcome in ('scheduled', 'waiting') or d.reason = 'pressure' and d.rule <> 'reserved' then null else d.rule end as "settledBy",
         case when d.outcome in ('scheduled', 'waiting') then d.invitation_id end as invitation,
         d.outcome, d.rule, d.policy_version as "policyVersion"
       from decision d join interaction i on i.id = d.interaction_id
       where d.decided_at >= $1 and d.decided_at < $2
         and ($3::timestamptz is null or (d.decided_at, d.interaction_id) > ($3, $4::uuid))
       order by d.decided_at, d.interaction_id limit $5`,
      [after ? new Date(after.at) : from, to, after && new Date(after.at), after?.id ?? null, limit],
    );
  }

  async count(from: Date, to: Date): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(
      'select count(*)::integer as n from decision where decided_at >= $1 and decided_at < $2',
      [from, to],
    );
    return row?.n ?? 0;
  }

  /** Invitations that waited for a place when the period began, or had waited before. */
  async waitingBefore(from: Date, since: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select invitation_id as id from decision
       where decided_at >= $1 and decided_at < $2 and outcome = 'waiting' and invitation_id is not null`,
      [since, from],
    );
    return rows.map(({ id }) => id);
  }

  async add(
    {
      id,
      draft,
      rules,
      policyVersion,
      from,
      to,
    }: Pick<Simulation, 'id' | 'draft' | 'rules' | 'policyVersion' | 'from' | 'to'>,
    by: string | null,
    at: Date,
  ): Promise<void> {
    await this.db.query(
      `insert into simulation (id, draft, rules, policy_version, period_from, period_to, status, asked_by, asked_at)
       values ($1, $2::jsonb, $3::jsonb, $4, $5, $6, 'queued', $7, $8)`,
      [id, JSON.stringify(draft), JSON.stringify(rules), policyVersion, from, to, by, at],
    );
  }

  async byId(id: string): Promise<Simulation | null> {
    const [row] = await this.db.query<Simulation>(`select ${COLUMNS} from simulation where id = $1`, [id]);
    return row ?? null;
  }

  async latest(limit: number): Promise<Simulation[]> {
    return this.db.query<Simulation>(`select ${COLUMNS} from simulation order by asked_at desc, id desc limit $1`, [
      limit,
    ]);
  }

  /** The oldest that nobody works on: new, or left by somebody of whom nothing was heard since `silentSince`. */
  async claim(at: Date, silentSince: Date): Promise<Simulation | null> {
    const [row] = await this.db.query<Simulation>(
      `update simulation set status = 'running', done = 0, seen_at = $1
       where id = (select id from simulation where status = 'queued' or status = 'running' and seen_at < $2
                   order by asked_at limit 1 for update skip locked)
       returning ${COLUMNS}`,
      [at, silentSince],
    );
    return row ?? null;
  }

  async note(id: string, done: number, total: number, at: Date): Promise<void> {
    await this.db.query(
      `update simulation set done = $2, total = $3, seen_at = $4 where id = $1 and status = 'running'`,
      [id, done, total, at],
    );
  }

  async finish(id: string, result: Simulation['result'], at: Date): Promise<void> {
    await this.db.query(
      `update simulation set status = $2, result = $3::jsonb, finished_at = $4 where id = $1 and status = 'running'`,
      [id, result ? 'done' : 'failed', result && JSON.stringify(result), at],
    );
  }
}
