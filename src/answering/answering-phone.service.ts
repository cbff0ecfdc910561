import { Inject, Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { DeliveryService, type Inbound, type Letter } from '#delivery';
import { InvitationsService, type Invitation } from '#invitations';
import { CONFIG, type Config } from '#platform/config';

/** The customer's end of a conversation. */
@Injectable()
export class AnsweringPhoneService {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly customers: CustomersService,
    private readonly invitations: InvitationsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What they wrote. @throws Problem 404 */
  async read(inbound: string): Promise<Inbound> {
    return this.delivery.inbound(inbound);
  }

  /** To whom and how somebody is written to who was asked nothing; null for nobody known. */
  async about(customer: string): Promise<Pick<Invitation, 'customer' | 'language' | 'site' | 'timeZone'> | null> {
    const known = (await this.customers.byIds([customer])).get(customer);
    return known ? { customer, language: known.language, site: known.site, timeZone: known.timeZone } : null;
  }

  /** Where the survey goes on beyond what is asked by text. */
  async linkOf({ id }: Invitation): Promise<string> {
    return `${this.config.shortUrl}/s/${await this.invitations.tokenOf(id)}`;
  }

  /** Says it unless they asked to stop, perhaps in this very message, or must not be written to for another reason. */
  async say(letter: Letter): Promise<void> {
    const customer = (await this.customers.byIds([letter.customer])).get(letter.customer);
    const isSilenced = !customer || ['opted-out', 'blocked'].includes(customer.reach[letter.channel]);
    if (!isSilenced) await this.delivery.send(letter);
  }
}
