import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { AnsweringConversationsService } from './answering-conversations.service.ts';
import { AnsweringWishesService } from './answering-wishes.service.ts';
import { UnattachedRepository, type Handled } from './unattached.repository.ts';

/** What a person here makes of a text that no survey was found for. */
@Injectable()
export class AnsweringUnattachedDecisions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly conversations: AnsweringConversationsService,
    private readonly wishes: AnsweringWishesService,
    private readonly unattached: UnattachedRepository,
  ) {}

  /**
   * Puts it to the writer's last survey, as their answer, has them called, or is done with it; an unhappy answer is called back
   * as any other. @throws Problem 404 unknown, 409 when a colleague was first, no survey of theirs can be answered, or nobody
   * known wrote it.
   */
  async handle(inbound: string, how: Handled, by: string): Promise<void> {
    await this.db.transaction(async () => {
      if (!isUuid(inbound) || !(await this.unattached.exists(inbound))) throw Problem.notFound('message', inbound);
      if (!(await this.unattached.handle(inbound, how, by, this.clock.now())))
        throw Problem.conflict('already-decided', 'A colleague has decided about this message.', {});
      const customer = await this.#do(inbound, how);
      await this.facts.record({ name: 'reply.handled', subject: inbound, customer, data: { how } });
    });
  }

  async #do(inbound: string, how: Handled): Promise<string | null> {
    switch (how) {
      case 'attached':
        return this.conversations.attach(inbound);
      case 'called': {
        const customer = await this.wishes.call(inbound);
        if (!customer) throw Problem.conflict('nobody-known', 'Nobody known wrote this message.', {});
        return customer;
      }
      case 'done':
        return null;
    }
  }
}
