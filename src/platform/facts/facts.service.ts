import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, type Actor } from './actor.ts';
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

type Recorded = AnyNewFact & { readonly actor: Actor; readonly at: Date };

const AT_ONCE = 2_000;

/** Records what happened, in the transaction of the change it tells: audit trail, customer's timeline and seam between modules. */
@Injectable()
export class Facts {
  readonly #history = new AsyncLocalStorage<Recorded[]>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly relay: FactRelay,
  ) {}

  async record(...facts: AnyNewFact[]): Promise<void> {
    if (facts.length === 0) return;
    const recorded = facts.map((fact) => ({ ...fact, actor: actors.current(), at: this.clock.now() }));
    const history = this.#history.getStore();
    if (history) return void history.push(...recorded);
    const heard = this.relay.listenersOf(facts.map((fact) => fact.name));
    await this.#write(recorded, heard);
    if (heard.length > 0) this.db.afterCommit(() => this.relay.wake());
  }

  /** What `work` records is written once it is done, in its order, and heard by nobody: a year that is told in a minute is no news. */
  async asHistory<T>(work: () => Promise<T>): Promise<T> {
    const history: Recorded[] = [];
    const result = await this.#history.run(history, work);
    while (history.length > 0) await this.#write(history.splice(0, AT_ONCE), []);
    return result;
  }

  async #write(facts: readonly Recorded[], heard: readonly { name: FactName; listener: string }[]): Promise<void> {
    await this.db.query(
      `with told as (
         insert into fact (name, subject, customer_id, data, actor, at)
         select name, subject, customer_id, data, actor, at
         from unnest($1::text[], $2::text[], $3::uuid[], $4::jsonb[], $5::text[], $6::timestamptz[])
           with ordinality as f(name, subject, customer_id, data, actor, at, n) order by n
         returning id, name)
       insert into fact_outbox (fact_id, listener)
       select told.id, heard.listener from told join unnest($7::text[], $8::text[]) as heard(name, listener) using (name)`,
      [
        facts.map((fact) => fact.name),
        facts.map((fact) => fact.subject),
        facts.map((fact) => fact.customer ?? null),
        facts.map((fact) => JSON.stringify(fact.data)),
        facts.map(({ actor }) => actor),
        facts.map(({ at }) => at),
        heard.map(({ name }) => name),
        heard.map(({ listener }) => listener),
      ],
    );
  }
}
