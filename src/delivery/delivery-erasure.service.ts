import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { DeliveryErasureRepository } from './delivery-erasure.repository.ts';

/** What was written to a person who is forgotten, and what they wrote back. */
@Injectable()
export class DeliveryErasure {
  constructor(
    private readonly db: Database,
    private readonly vault: Vault,
    private readonly customers: CustomersService,
    private readonly repository: DeliveryErasureRepository,
  ) {}

  /**
   * That messages went out, when and what became of them remains, for the accounts; whom to and what they said does not.
   * Gives how many could not be emptied yet: they are between us and the provider, and may have to be looked up.
   */
  async forget(customer: string): Promise<number> {
    return this.db.transaction(async () => {
      await this.repository.cancelOpen(customer);
      for (const { contactKey, recipient } of await this.repository.phonesOf(customer)) {
        // Texts from a phone that a household shares are the others' as well.
        const others = await this.customers.byPhone(this.vault.open(recipient));
        if (others.every(({ erased }) => erased)) await this.repository.emptyInbound(contactKey);
      }
      return this.repository.emptyMessages(customer);
    });
  }
}
