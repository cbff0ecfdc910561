import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export type Decision = 'opt-out' | 'resume';

/** A text message that a person has to read, and what they decided. */
export interface Check {
  inbound: string;
  customer: string;
  at: Date;
  decision: Decision | null;
  decidedBy: string | null;
  decidedAt: Date | null;
}

const COLUMNS = `inbound_id as inbound, customer_id as customer, at, decision, decided_by as "decidedBy", decided_at as "decidedAt"`;

@Injectable()
export class AnsweringChecksRepository {
  constructor(private readonly db: Database) {}

  async add(inbound: string, customer: string, at: Date): Promise<void> {
    await this.db.run(
      'insert into reply_check (inbound_id, customer_id, at) values ($1, $2, $3) on conflict do nothing',
      [inbound, customer, at],
    );
  }

  /** Oldest first: the customer waits. */
  open(limit: number): Promise<Check[]> {
    return this.db.query<Check>(`select ${COLUMNS} from reply_check where decision is null order by at limit $1`, [
      limit,
    ]);
  }

  decided(limit: number): Promise<Check[]> {
    return this.db.query<Check>(
      `select ${COLUMNS} from reply_check where decision is not null order by decided_at desc limit $1`,
      [limit],
    );
  }

  async find(inbound: string): Promise<Check | null> {
    const [row] = await this.db.query<Check>(`select ${COLUMNS} from reply_check where inbound_id = $1`, [inbound]);
    return row ?? null;
  }

  /** False when somebody decided before. */
  async decide(inbound: string, decision: Decision, by: string, at: Date): Promise<boolean> {
    const { count } = await this.db.run(
      `update reply_check set decision = $2, decided_by = $3, decided_at = $4 where inbound_id = $1 and decision is null`,
      [inbound, decision, by, at],
    );
    return count > 0;
  }

  /** Another message of the same customer still waits to be read. */
  async waits(customer: string): Promise<boolean> {
    const rows = await this.db.query('select from reply_check where customer_id = $1 and decision is null limit 1', [
      customer,
    ]);
    return rows.length > 0;
  }

  async forget(customer: string): Promise<void> {
    await this.db.run('delete from reply_check where customer_id = $1', [customer]);
  }
}
