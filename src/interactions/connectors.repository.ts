import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { ConnectorEntity } from './connector.entity.ts';

export type DeliveryOutcome = 'recorded' | 'ignored' | 'refused';

/** What became of one interaction of a payload; `errors` when it was refused. */
export interface DeliveredItem {
  readonly id: string | null;
  readonly status: number;
  readonly outcome?: string;
  readonly errors?: readonly { path: string; code: string; message: string }[];
}

export interface NewDelivery {
  readonly id: string;
  readonly connector: string;
  readonly receivedAt: Date;
  /** Sealed. */
  readonly payload: Buffer;
  readonly outcome: DeliveryOutcome;
  readonly results: readonly DeliveredItem[];
  /** The senders' ids of the interactions it told of. */
  readonly interactions: readonly string[];
}

const DELIVERY = `select id, connector, received_at as "receivedAt", payload, outcome, results, interactions from connector_delivery`;

@Injectable()
export class ConnectorsRepository {
  constructor(private readonly db: Database) {}

  async all(): Promise<ConnectorEntity[]> {
    return this.db.repository(ConnectorEntity).find({ order: { name: 'ASC' } });
  }

  async byKey(key: string): Promise<ConnectorEntity | null> {
    return this.db.repository(ConnectorEntity).findOneBy({ key });
  }

  async insert(connector: ConnectorEntity): Promise<boolean> {
    const { identifiers } = await this.db
      .repository(ConnectorEntity)
      .createQueryBuilder()
      .insert()
      .values(connector)
      .orIgnore()
      .returning('id')
      .execute();
    return identifiers.some(Boolean);
  }

  /** False when it has changed since `version`. */
  async change(key: string, version: number, set: Partial<ConnectorEntity>): Promise<boolean> {
    const { affected } = await this.db
      .repository(ConnectorEntity)
      .update({ key, version }, { ...set, version: version + 1 });
    return affected === 1;
  }

  /** Of each connector: when something last came, and what became of it. */
  async latestOutcomes(): Promise<Map<string, { receivedAt: Date; outcome: DeliveryOutcome }>> {
    const rows = await this.db.query<{ connector: string; receivedAt: Date; outcome: DeliveryOutcome }>(
      `select distinct on (connector) connector, received_at as "receivedAt", outcome
       from connector_delivery order by connector, received_at desc, id desc`,
    );
    return new Map(rows.map(({ connector, ...latest }) => [connector, latest]));
  }

  async latest(connector: string, limit: number): Promise<NewDelivery[]> {
    return this.db.query<NewDelivery>(`${DELIVERY} where connector = $1 order by received_at desc, id desc limit $2`, [
      connector,
      limit,
    ]);
  }

  async delivery(connector: string, id: string): Promise<NewDelivery | null> {
    const [found] = await this.db.query<NewDelivery>(`${DELIVERY} where connector = $1 and id = $2`, [connector, id]);
    return found ?? null;
  }

  /** Keeps it, and of this connector's only the latest `kept`. */
  async keep(delivery: NewDelivery, kept: number): Promise<void> {
    const { id, connector, receivedAt, payload, outcome, results, interactions } = delivery;
    await this.db.query(
      `insert into connector_delivery (id, connector, received_at, payload, outcome, results, interactions)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set outcome = excluded.outcome, results = excluded.results, interactions = excluded.interactions`,
      [id, connector, receivedAt, payload, outcome, JSON.stringify(results), interactions],
    );
    await this.db.query(
      `delete from connector_delivery where id in
         (select id from connector_delivery where connector = $1 order by received_at desc, id desc offset $2)`,
      [connector, kept],
    );
  }

  /** Payloads that told of these people are gone with them. */
  async forget(customers: readonly string[]): Promise<void> {
    await this.db.query(
      `delete from connector_delivery where interactions &&
         (select coalesce(array_agg(external_id), '{}') from interaction where customer_id = any($1::uuid[]))`,
      [customers],
    );
  }
}
