import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { newId, Vault } from '#platform/crypto';
import { Database, lockKeys } from '#platform/database';
import { Facts } from '#platform/facts';
import { CustomersRepository, type CustomerRecord, type CustomerRow } from './customers.repository.ts';
import { externalIdOf, planUpserts, type UpsertPlan, type Write } from './rules/plan-upserts.ts';
import { searchWords } from './rules/search-terms.ts';

export interface Applied {
  outcomes: Outcome[];
  /** The customers as they were read before; still true of those that the outcomes call unchanged. */
  rows: Map<string, CustomerRow>;
}

type Outcome = UpsertPlan['outcomes'][number];
type Rows = Map<string, CustomerRow>;

/**
 * Writes customers in a few statements, however many there are.
 * - Nothing to write: one read, no lock.
 * - Else the locks of all their contact keys, old and new, in sorted order, then the rows: the order in which everybody takes them.
 * - A customer that somebody else inserted meanwhile is planned again, as known.
 */
@Injectable()
export class CustomersUpserts {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async apply(inputs: readonly unknown[]): Promise<Applied> {
    return this.db.transaction(async () => {
      const known = await this.#known(inputs);
      const planned = { rows: known, plan: this.#plan(inputs, known) };
      if (planned.plan.writes.length === 0) return { outcomes: planned.plan.outcomes, rows: known };
      await lockKeys(this.db, [
        ...keysOf(known.values()),
        ...keysOf(planned.plan.writes.map(({ content }) => content)),
      ]);
      return this.#write(inputs, planned);
    });
  }

  /** What `apply` would do. */
  async preview(inputs: readonly unknown[]): Promise<Outcome[]> {
    return this.#plan(inputs, await this.#known(inputs)).outcomes;
  }

  /** What was planned before the locks still holds where the rows are as they were. */
  async #write(inputs: readonly unknown[], before: { rows: Rows; plan: UpsertPlan }): Promise<Applied> {
    const made = new Map<string, string>();
    for (;;) {
      const rows = byExternalId(await this.repository.byExternalIdsForUpdate(idsOf(inputs)));
      await this.#lockMoved(before.rows, rows);
      const plan = made.size === 0 && sameRows(before.rows, rows) ? before.plan : this.#plan(inputs, rows);
      if (!(await this.#insertAll(plan, made))) continue;
      const changes = plan.writes.filter(({ created }) => !created);
      await this.repository.update(changes.flatMap((write) => this.#recordOf(write, rows)));
      await this.#tell(made, changes, rows);
      return { outcomes: plan.outcomes.map((outcome) => madeHere(outcome, made)), rows };
    }
  }

  /** @returns false when somebody else inserted one of them meanwhile: it is known now, and may have to be changed. */
  async #insertAll(plan: UpsertPlan, made: Map<string, string>): Promise<boolean> {
    const records = plan.writes.filter(({ created }) => created).map((write) => this.#record(write, newId()));
    const inserted = await this.repository.insert(records);
    for (const { external_id, id } of records) if (inserted.has(external_id)) made.set(external_id, id);
    return inserted.size === records.length;
  }

  /** A contact point that changed since the keys were locked: its key counts too. */
  async #lockMoved(locked: Rows, rows: Rows): Promise<void> {
    const held = new Set(keysOf(locked.values()).map((key) => key.toString('latin1')));
    await lockKeys(
      this.db,
      keysOf(rows.values()).filter((key) => !held.has(key.toString('latin1'))),
    );
  }

  async #tell(made: ReadonlyMap<string, string>, changes: readonly Write[], rows: Rows): Promise<void> {
    await this.facts.record(
      ...[...made.values()].map((id) => ({
        name: 'customer.created' as const,
        subject: id,
        customer: id,
        data: {},
      })),
      ...changes.map(({ externalId, changed }) => {
        const id = rows.get(externalId)?.id ?? '';
        return { name: 'customer.updated' as const, subject: id, customer: id, data: { fields: changed } };
      }),
    );
  }

  async #known(inputs: readonly unknown[]): Promise<Rows> {
    const ids = idsOf(inputs);
    return ids.length === 0 ? new Map() : byExternalId(await this.repository.byExternalIds(ids));
  }

  #plan(inputs: readonly unknown[], known: Rows): UpsertPlan {
    return planUpserts(inputs, known, {
      keyOf: (normalised) => this.vault.blindIndex(normalised),
      allowFiction: this.config.sandbox,
    });
  }

  #recordOf(write: Write, rows: Rows): CustomerRecord[] {
    const row = rows.get(write.externalId);
    return row ? [this.#record(write, row.id)] : [];
  }

  #record({ externalId, content, contentHash, phone, email }: Write, id: string): CustomerRecord {
    const sealed = (clear: string | null | undefined) => (clear ? hex(this.vault.seal(clear)) : null);
    return {
      id,
      external_id: externalId,
      own_key: hex(this.vault.blindIndex(`customer:${id}`)),
      first_name: content.firstName,
      last_name: content.lastName,
      phone: sealed(phone),
      phone_key: content.phoneKey && hex(content.phoneKey),
      phone_changed: phone !== undefined,
      phone_sms: content.phoneSms,
      phone_country: content.phoneCountry,
      email: sealed(email),
      email_key: content.emailKey && hex(content.emailKey),
      email_changed: email !== undefined,
      locale: content.locale,
      time_zone: content.timeZone,
      country: content.country,
      segment: content.segment,
      vip: content.vip,
      employee: content.employee,
      site_key: content.site,
      since: content.since,
      attributes: content.attributes,
      consent_sms: content.consentSms,
      consent_email: content.consentEmail,
      content_hash: hex(contentHash),
      search: searchWords({ ...content, externalId }).join(' '),
    };
  }
}

function sameRows(before: Rows, now: Rows): boolean {
  return before.size === now.size && [...now].every(([id, { revision }]) => before.get(id)?.revision === revision);
}

interface Keyed {
  phoneKey: Buffer | null;
  emailKey: Buffer | null;
}

function keysOf(customers: Iterable<Keyed>): Buffer[] {
  return [...customers].flatMap(({ phoneKey, emailKey }) => [phoneKey, emailKey].filter((key) => key !== null));
}

function idsOf(inputs: readonly unknown[]): string[] {
  return [...new Set(inputs.map(externalIdOf).filter((id) => id !== null))];
}

function byExternalId(rows: readonly CustomerRow[]): Rows {
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** A customer that an earlier try of this call inserted is planned as known; it was made here all the same. */
function madeHere(outcome: Outcome, made: ReadonlyMap<string, string>): Outcome {
  if ('errors' in outcome || outcome.changed || !made.has(outcome.externalId)) return outcome;
  return { ...outcome, created: true, changed: true };
}

function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
