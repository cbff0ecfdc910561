import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { DeliveryService } from '#delivery';
import { UnattachedRepository, type Unattached } from './unattached.repository.ts';

const SHOWN = 100;

/** A text that no survey was found for, with what was written and by whom. */
export interface UnattachedMatter extends Unattached {
  text: string;
  /** Null where nobody is known by that number. */
  customer: { id: string; name: string } | null;
}

/** Texts that answer nothing we know of: too late, of an ended survey, from an unknown number. People read them. */
@Injectable()
export class AnsweringUnattachedService {
  constructor(
    private readonly customers: CustomersService,
    private readonly delivery: DeliveryService,
    private readonly unattached: UnattachedRepository,
  ) {}

  async list(): Promise<UnattachedMatter[]> {
    return Promise.all((await this.unattached.open(SHOWN)).map((one) => this.#matter(one)));
  }

  async #matter(one: Unattached): Promise<UnattachedMatter> {
    const { text, customers } = await this.delivery.inbound(one.inbound);
    const [holder] = customers;
    const known = holder === undefined ? undefined : (await this.customers.byIds([holder])).get(holder);
    if (!known) return { ...one, text, customer: null };
    const name = [known.firstName, known.lastName].filter(Boolean).join(' ') || known.externalId;
    return { ...one, text, customer: { id: known.id, name } };
  }
}
