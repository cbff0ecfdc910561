import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors } from './actor.ts';
import type { FactData, FactName } from './facts.ts';
import { FactRelay } from './relay.ts';

export interface NewFact<Name extends FactName> {
  readonly name: Name;
  /** The id of the noun the fact is about: an invitation, a case, a questionnaire's key … */
  readonly subject: string;
  readonly customer?: string | null;
  readonly data: FactData<Name>;
}

type AnyNewFact = { [Name in FactName]: NewFact<Name> }[FactName];

/** Records what happened, in the transaction of the change it tells: audit trail, customer's timeline and seam between modules. */
@Injectable()
export class Facts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly relay: FactRelay,
  ) {}

  async record(...facts: AnyNewFact[]): Promise<void> {
    if (facts.length === 0) return;
    const heard = this.db.tellsHistory ? [] : this.relay.listenersOf(facts.map((fact) => fact.name));
    await this.db.query(
      `with told as (
         insert into fact (name, subject, customer_id, data, actor, at)
         select name, subject, customer_id, data, $5, $6
         from unnest($1::text[], $2::text[], $3::uuid[], $4::jsonb[]) as f(name, subject, customer_id, data)
         returning id, name)
       insert into fact_outbox (fact_id, listener)
       select told.id, heard.listener from told join unnest($7::text[], $8::text[]) as heard(name, listener) using (name)`,
      [
        facts.map((fact) => fact.name),
        facts.map((fact) => fact.subject),
        facts.map((fact) => fact.customer ?? null),
        facts.map((fact) => JSON.stringify(fact.data)),
        actors.current(),
        this.clock.now(),
        heard.map(({ name }) => name),
        heard.map(({ listener }) => listener),
      ],
    );
    if (heard.length > 0) this.db.afterCommit(() => this.relay.wake());
  }
}
