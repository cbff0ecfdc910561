import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { CustomersService } from '#customers';
import { DeliveryService } from '#delivery';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { AnsweringConversationsService } from './answering-conversations.service.ts';
import { UnattachedRepository, type Handled, type Unattached } from './unattached.repository.ts';

const SHOWN = 100;

/** A text that no survey was found for, with what was written and by whom. */
export interface UnattachedMatter extends Unattached {
  text: string;
  /** Null where nobody is known by that number. */
  customer: { name: string | null; externalId: string | null } | null;
}

/** Texts that answer nothing we know of: too late, of an ended survey, from an unknown number. People read them. */
@Injectable()
export class AnsweringUnattachedService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly customers: CustomersService,
    private readonly delivery: DeliveryService,
    private readonly conversations: AnsweringConversationsService,
    private readonly unattached: UnattachedRepository,
  ) {}

  async list(): Promise<UnattachedMatter[]> {
    return Promise.all((await this.unattached.open(SHOWN)).map((one) => this.#matter(one)));
  }

  /**
   * Puts it to the writer's last survey, as their answer, or is done with it; an unhappy answer is called back as any other.
   * @throws Problem 404 unknown, 409 when a colleague was first, or no survey of theirs is open to be answered.
   */
  async handle(inbound: string, how: Handled, by: string): Promise<void> {
    await this.db.transaction(async () => {
      if (!isUuid(inbound) || !(await this.unattached.exists(inbound))) throw Problem.notFound('message', inbound);
      if (!(await this.unattached.handle(inbound, how, by, this.clock.now())))
        throw Problem.conflict('already-decided', 'A colleague has decided about this message.', {});
      const customer = how === 'attached' ? await this.conversations.attach(inbound) : null;
      await this.facts.record({ name: 'reply.handled', subject: inbound, customer, data: { how } });
    });
  }

  async #matter(one: Unattached): Promise<UnattachedMatter> {
    const { text, customers } = await this.delivery.inbound(one.inbound);
    const [holder] = customers;
    const known = holder === undefined ? undefined : (await this.customers.byIds([holder])).get(holder);
    if (!known) return { ...one, text, customer: null };
    const name = [known.firstName, known.lastName].filter(Boolean).join(' ') || null;
    return { ...one, text, customer: { name, externalId: known.externalId } };
  }
}
