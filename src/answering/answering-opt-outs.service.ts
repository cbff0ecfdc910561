import { Injectable } from '@nestjs/common';
import { CustomersService, type Channel } from '#customers';
import type { Invitation } from '#invitations';
import { AnsweringLinksService } from './answering-links.service.ts';

/** A link outlives its survey: whoever holds a message of ours can always say stop. */
@Injectable()
export class AnsweringOptOutsService {
  constructor(
    private readonly links: AnsweringLinksService,
    private readonly customers: CustomersService,
  ) {}

  /** Again and again with one effect. @throws Problem 404 */
  async optOut(token: string, channel: Channel | 'all'): Promise<Invitation> {
    const invitation = await this.links.invitationOf(token);
    await this.customers.optOut({ customer: invitation.customer, channel, source: 'page' });
    return invitation;
  }

  /** Takes it back. @throws Problem 404 */
  async optIn(token: string, channel: Channel | 'all'): Promise<Invitation> {
    const invitation = await this.links.invitationOf(token);
    await this.customers.optIn({ customer: invitation.customer, channel, source: 'page' });
    return invitation;
  }
}
