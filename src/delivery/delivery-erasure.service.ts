import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { DeliveryErasureRepository } from './delivery-erasure.repository.ts';

const SWEEP_MS = 60_000;

/** What was written to a person who is forgotten, and what they wrote back. */
@Injectable()
export class DeliveryErasure implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly db: Database,
    private readonly vault: Vault,
    private readonly customers: CustomersService,
    private readonly repository: DeliveryErasureRepository,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'delivery.forgotten',
      everyMs: SWEEP_MS,
      run: () => this.repository.emptyForgotten(),
      nextDueAt: async () => null,
    });
  }

  /**
   * That messages went out, when and what became of them remains, for the accounts; whom to and what they said does not.
   * What is between us and the provider may have to be looked up, and is emptied by the sweep once its fate is known.
   */
  async forget(customer: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.cancelOpen(customer);
      for (const { contactKey, recipient } of await this.repository.phonesOf(customer)) {
        // Texts from a phone that a household shares are the others' as well.
        const others = await this.customers.byPhone(this.vault.open(recipient));
        if (others.every(({ erased }) => erased)) await this.repository.emptyInbound(contactKey);
      }
      await this.repository.emptyMessages(customer);
    });
  }
}
