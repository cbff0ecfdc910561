import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { Database, lockKeys } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import type { Channel, Customer, CustomerInput, OptIn, OptOut, Suppression, Upserted } from './customer.ts';
import { CustomersRepository, type CustomerRow } from './customers.repository.ts';
import { customerOf, profileOf, type Profile } from './customers.views.ts';
import { CustomersUpserts } from './customers-upserts.service.ts';
import { OptOutsRepository } from './opt-outs.repository.ts';
import { externalIdOf } from './rules/plan-upserts.ts';
import { ownKeys, persons } from './rules/persons.ts';

/** People we may ask: who they are, how to reach them, what they refused. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly optOuts: OptOutsRepository,
    private readonly upserts: CustomersUpserts,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** In order; the same external id twice in one call: both get the customer as the last one left it. */
  async upsertMany(inputs: readonly CustomerInput[]): Promise<Upserted[]> {
    return this.db.transaction(async () => {
      const { outcomes, rows } = await this.upserts.apply(inputs);
      const changed = outcomes.flatMap((outcome) =>
        'errors' in outcome || !outcome.changed ? [] : [outcome.externalId],
      );
      for (const row of await this.#read([...new Set(changed)])) rows.set(row.externalId, row);
      const customers = await this.#customers([...rows.values()]);
      const byExternalId = new Map([...customers.values()].map((customer) => [customer.externalId, customer]));
      return outcomes.map((outcome) => {
        if ('errors' in outcome) return outcome;
        const customer = byExternalId.get(outcome.externalId);
        if (!customer) throw new Error(`The customer ${outcome.externalId} vanished while they were written.`);
        return { customer, created: outcome.created };
      });
    });
  }

  /** @throws Problem 422 naming each bad field. */
  async upsert(input: CustomerInput): Promise<{ customer: Customer; created: boolean }> {
    const [upserted] = await this.upsertMany([input]);
    if (!upserted || 'errors' in upserted) throw invalid(...(upserted?.errors ?? []));
    return upserted;
  }

  /** By id; ids nobody has are absent. */
  async byIds(ids: readonly string[]): Promise<Map<string, Customer>> {
    if (ids.length === 0) return new Map();
    return this.#customers(await this.repository.byIds(ids, this.clock.now()));
  }

  async byExternalId(externalId: string): Promise<Customer | null> {
    const [row] = await this.#read([externalId]);
    return row ? ((await this.#customers([row])).get(row.id) ?? null) : null;
  }

  async byPhone(e164: string): Promise<Customer[]> {
    const rows = await this.repository.byPhoneKey(this.vault.blindIndex(e164), this.clock.now());
    const customers = await this.#customers(rows);
    return rows.flatMap(({ id }) => customers.get(id) ?? []);
  }

  /** Clear text: for delivery, callbacks and the customer's own screens only. */
  async contactPoint(id: string, channel: Channel): Promise<string | null> {
    const [row] = await this.repository.byIds([id], this.clock.now());
    const sealed = channel === 'sms' ? row?.phone : row?.email;
    return sealed ? this.vault.open(sealed) : null;
  }

  /** @throws Problem 404 */
  async profile(externalId: string): Promise<Profile> {
    return profileOf(await this.#known(externalId), this.vault);
  }

  /** Keeps messages from a contact point that a provider says does not work; nothing when it has changed since. */
  async suppress({ customer, channel, cause, until }: Suppression): Promise<void> {
    await this.db.transaction(async () => {
      const key = contactKey(await this.#byId(customer), channel);
      if (!key) return;
      await this.optOuts.block(key, channel, cause, until ?? null, this.clock.now());
      await this.facts.record({ name: 'customer.suppressed', subject: customer, customer, data: { channel, cause } });
    });
  }

  /** Silences the contact point, whoever holds it, and the person, whatever contact point they have later. */
  async optOut({ customer, channel, source }: OptOut): Promise<void> {
    await this.db.transaction(async () => {
      const row = await this.#byId(customer);
      for (const one of channelsOf(channel)) {
        const added = await this.optOuts.add(keysFor(row, one), one, source, this.clock.now());
        await this.#tell('customer.opted-out', row, one, source, added);
      }
    });
  }

  async optIn({ customer, channel, source }: OptIn): Promise<void> {
    await this.db.transaction(async () => {
      const row = await this.#byId(customer);
      for (const one of channelsOf(channel)) {
        const removed = await this.optOuts.remove(keysFor(row, one), one);
        await this.#tell('customer.opted-in', row, one, source, removed);
      }
    });
  }

  /** Everything personal goes; what the contact points refused stays, by key. @throws Problem 404 */
  async erase(externalId: string): Promise<void> {
    await this.db.transaction(async () => {
      const before = await this.#known(externalId);
      await lockKeys(this.db, ownKeys(before));
      const [row] = await this.repository.byExternalIdsForUpdate([before.externalId], this.clock.now());
      if (!row) throw Problem.notFound('customer', externalId);
      await this.repository.erase(row.id, this.clock.now());
      await this.facts.record({ name: 'customer.erased', subject: row.id, customer: row.id, data: {} });
    });
  }

  /** @throws Problem 404 */
  async eraseById(id: string): Promise<void> {
    await this.erase((await this.#byId(id)).externalId);
  }

  /** What this station keeps of the person. @throws Problem 404 */
  async export(externalId: string): Promise<Record<string, unknown>> {
    const row = await this.#known(externalId);
    return {
      exportedAt: this.clock.now().toISOString(),
      customer: profileOf(row, this.vault),
      optOuts: await this.optOuts.optOutsOf(ownKeys(row)),
      blocks: await this.optOuts.blocksOf(ownKeys(row)),
    };
  }

  async #tell(
    name: 'customer.opted-out' | 'customer.opted-in',
    row: CustomerRow,
    channel: Channel,
    source: string,
    keys: readonly Buffer[],
  ): Promise<void> {
    if (keys.length === 0) return;
    const shared = contactKey(row, channel);
    const holders = shared && keys.some((key) => key.equals(shared)) ? await this.optOuts.holders(shared, channel) : [];
    const told = new Set([row.id, ...holders]);
    await this.facts.record(...[...told].map((id) => ({ name, subject: id, customer: id, data: { channel, source } })));
  }

  async #customers(rows: readonly CustomerRow[]): Promise<Map<string, Customer>> {
    if (rows.length === 0) return new Map();
    const people = persons(await this.repository.linked(rows.map(({ id }) => id)));
    return new Map(rows.map((row) => [row.id, customerOf(row, people.get(row.id))]));
  }

  async #known(externalId: string): Promise<CustomerRow> {
    const [row] = await this.#read([externalId]);
    if (!row || row.erased) throw Problem.notFound('customer', externalId);
    return row;
  }

  async #read(externalIds: readonly string[]): Promise<CustomerRow[]> {
    const possible = externalIds.map((externalId) => externalIdOf({ externalId })).filter((id) => id !== null);
    return possible.length === 0 ? [] : this.repository.byExternalIds(possible, this.clock.now());
  }

  async #byId(id: string): Promise<CustomerRow> {
    const [row] = await this.repository.byIds([id], this.clock.now());
    if (!row) throw Problem.notFound('customer', id);
    return row;
  }
}

function channelsOf(channel: Channel | 'all'): Channel[] {
  return channel === 'all' ? ['sms', 'email'] : [channel];
}

function contactKey(row: CustomerRow, channel: Channel): Buffer | null {
  return channel === 'sms' ? row.phoneKey : row.emailKey;
}

function keysFor(row: CustomerRow, channel: Channel): Buffer[] {
  return [row.ownKey, contactKey(row, channel)].filter((key) => key !== null);
}
