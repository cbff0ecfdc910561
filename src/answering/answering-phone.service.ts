import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { DeliveryService, type Inbound, type Letter } from '#delivery';

/** The customer's end of a conversation. */
@Injectable()
export class AnsweringPhoneService {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly customers: CustomersService,
  ) {}

  /** What they wrote. @throws Problem 404 */
  async read(inbound: string): Promise<Inbound> {
    return this.delivery.inbound(inbound);
  }

  /** Says it unless they asked to stop, perhaps in this very message, or must not be written to for another reason. */
  async say(letter: Letter): Promise<void> {
    const customer = (await this.customers.byIds([letter.customer])).get(letter.customer);
    const isSilenced = !customer || ['opted-out', 'blocked'].includes(customer.reach[letter.channel]);
    if (!isSilenced) await this.delivery.send(letter);
  }
}
