import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { Database, lockKeys } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { CustomersRepository, type CustomerRow } from './customers.repository.ts';
import { profileOf, type Profile } from './customers.views.ts';
import { OptOutsRepository } from './opt-outs.repository.ts';
import { externalIdOf } from './rules/plan-upserts.ts';
import { ownKeys } from './rules/persons.ts';

/** What people may ask of us: to see what is kept of them, and to be forgotten. Every verb throws Problem 404 for nobody. */
@Injectable()
export class CustomersPrivacy {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly optOuts: OptOutsRepository,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async profile(externalId: string): Promise<Profile> {
    return profileOf(await this.#known(externalId), this.vault);
  }

  async export(externalId: string): Promise<Record<string, unknown>> {
    const row = await this.#known(externalId);
    return {
      exportedAt: this.clock.now().toISOString(),
      customer: profileOf(row, this.vault),
      optOuts: await this.optOuts.optOutsOf(ownKeys(row)),
      blocks: await this.optOuts.blocksOf(ownKeys(row)),
    };
  }

  async erase(externalId: string): Promise<void> {
    await this.db.transaction(async () => {
      const before = await this.#known(externalId);
      await lockKeys(this.db, ownKeys(before));
      const [row] = await this.repository.byExternalIdsForUpdate([before.externalId]);
      if (!row) throw Problem.notFound('customer', externalId);
      await this.repository.erase(row.id);
      await this.facts.record({ name: 'customer.erased', subject: row.id, customer: row.id, data: {} });
    });
  }

  async #known(externalId: string): Promise<CustomerRow> {
    const possible = externalIdOf({ externalId });
    const [row] = possible === null ? [] : await this.repository.byExternalIds([possible]);
    if (!row || row.erased) throw Problem.notFound('customer', externalId);
    return row;
  }
}
