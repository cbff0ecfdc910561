import { Injectable } from '@nestjs/common';
import { Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { invalid, Problem } from '#platform/http';
import type {
  Channel,
  ContactPoint,
  Customer,
  CustomerInput,
  CustomerKeys,
  OptIn,
  OptOut,
  Refused,
  Suppression,
  Upserted,
} from './customer.ts';
import { CustomersContacts } from './customers-contacts.service.ts';
import { CustomersPrivacy } from './customers-privacy.service.ts';
import { CustomersRepository, type CustomerRow } from './customers.repository.ts';
import { CustomersUpserts } from './customers-upserts.service.ts';
import { customerOf, keysOf, type Profile } from './customers.views.ts';
import { externalIdOf } from './rules/plan-upserts.ts';
import { persons } from './rules/persons.ts';

/** People we may ask: who they are, how to reach them, what they refused. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly upserts: CustomersUpserts,
    private readonly contacts: CustomersContacts,
    private readonly privacy: CustomersPrivacy,
    private readonly db: Database,
    private readonly vault: Vault,
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
    return ids.length === 0 ? new Map() : this.#customers(await this.repository.byIds(ids));
  }

  /** The keys alone, as they are now; ids nobody has are absent. */
  async keysOf(ids: readonly string[]): Promise<Map<string, CustomerKeys>> {
    if (ids.length === 0) return new Map();
    const members = await this.repository.members(ids);
    const people = persons(members);
    return new Map(members.map((member) => [member.id, keysOf(member, people.get(member.id))]));
  }

  /** Records that hold one of these contact points, each with the person that its key was given with. */
  async recordsOf(keys: readonly (readonly [key: Buffer, person: string])[]): Promise<Map<string, string>> {
    return keys.length === 0 ? new Map() : this.repository.holding(keys);
  }

  async byExternalId(externalId: string): Promise<Customer | null> {
    const [row] = await this.#read([externalId]);
    return row ? ((await this.#customers([row])).get(row.id) ?? null) : null;
  }

  async byPhone(e164: string): Promise<Customer[]> {
    const rows = await this.repository.byPhoneKey(this.vault.blindIndex(e164));
    const customers = await this.#customers(rows);
    return rows.flatMap(({ id }) => customers.get(id) ?? []);
  }

  /** Clear text: for delivery, callbacks and the customer's own screens only. */
  async contactPoint(id: string, channel: Channel): Promise<string | null> {
    const [row] = await this.repository.byIds([id]);
    const sealed = channel === 'sms' ? row?.phone : row?.email;
    return sealed ? this.vault.open(sealed) : null;
  }

  /** As `contactPoint`, of many at once; those without one are absent. */
  async contactPoints(ids: readonly string[], channel: Channel): Promise<Map<string, string>> {
    const rows = await this.repository.byIds(ids);
    return new Map(
      rows.flatMap((row) => {
        const sealed = channel === 'sms' ? row.phone : row.email;
        return sealed ? [[row.id, this.vault.open(sealed)]] : [];
      }),
    );
  }

  /** Keeps messages from the contact point the customer has now: a provider says that it does not work. */
  suppress(suppression: Suppression): Promise<void> {
    return this.contacts.suppress(suppression);
  }

  /** Takes back what `suppress` said for this cause. */
  restore(suppression: Omit<Suppression, 'until'>): Promise<void> {
    return this.contacts.restore(suppression);
  }

  /** Silences the contact point, whoever holds it, and the person, whatever contact point they have later. */
  optOut(optOut: OptOut): Promise<void> {
    return this.contacts.optOut(optOut);
  }

  optIn(optIn: OptIn): Promise<void> {
    return this.contacts.optIn(optIn);
  }

  /** As `optOut`, of a contact point from which somebody refused whom nobody knows to hold it: it alone falls silent. */
  optOutContact({ channel, to, source }: ContactPoint & { source: string }): Promise<void> {
    return this.contacts.optOutKey(this.vault.blindIndex(to), channel, source);
  }

  optInContact({ channel, to, source }: ContactPoint & { source: string }): Promise<void> {
    return this.contacts.optInKey(this.vault.blindIndex(to), channel, source);
  }

  /** As `suppress`, of a contact point that nobody may hold. */
  suppressContact({ to, ...suppression }: ContactPoint & Omit<Suppression, 'customer'>): Promise<void> {
    return this.contacts.suppressKey(this.vault.blindIndex(to), suppression);
  }

  /** What the person refused, as it holds now. */
  refusedBy(customer: string): Promise<Refused[]> {
    return this.contacts.refusedBy(customer);
  }

  /** With contact points in clear: for the API and the person's own screens. @throws Problem 404 */
  profile(externalId: string): Promise<Profile> {
    return this.privacy.profile(externalId);
  }

  /** Everything personal goes; what the contact points refused stays, by key. @throws Problem 404 */
  erase(externalId: string): Promise<void> {
    return this.privacy.erase(externalId);
  }

  /** @throws Problem 404 */
  async eraseById(id: string): Promise<void> {
    const [row] = await this.repository.byIds([id]);
    if (!row) throw Problem.notFound('customer', id);
    await this.erase(row.externalId);
  }

  /** What this station keeps of the person. @throws Problem 404 */
  export(externalId: string): Promise<Record<string, unknown>> {
    return this.privacy.export(externalId);
  }

  async #customers(rows: readonly CustomerRow[]): Promise<Map<string, Customer>> {
    if (rows.length === 0) return new Map();
    const people = persons(await this.repository.members(rows.map(({ id }) => id)));
    return new Map(rows.map((row) => [row.id, customerOf(row, people.get(row.id))]));
  }

  async #read(externalIds: readonly string[]): Promise<CustomerRow[]> {
    const possible = externalIds.map((externalId) => externalIdOf({ externalId })).filter((id) => id !== null);
    return possible.length === 0 ? [] : this.repository.byExternalIds(possible);
  }
}
