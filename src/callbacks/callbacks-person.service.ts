import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { InvitationsService, type Invitation } from '#invitations';
import { ResponsesService, type Response } from '#responses';

/** How to reach a customer, and what they were asked and said before. */
export interface CustomerPast {
  /** E.164; null when there is none. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly responses: readonly Response[];
  readonly invitations: readonly Invitation[];
}

const LATEST = 5;

@Injectable()
export class CallbacksPerson {
  constructor(
    private readonly customers: CustomersService,
    private readonly responses: ResponsesService,
    private readonly invitations: InvitationsService,
  ) {}

  async of(customer: string): Promise<CustomerPast> {
    const [phone, email, responses, invitations] = await Promise.all([
      this.customers.contactPoint(customer, 'sms'),
      this.customers.contactPoint(customer, 'email'),
      this.responses.list({ customer, limit: LATEST }),
      this.invitations.list({ customer, limit: LATEST }),
    ]);
    return { phone, email, responses: responses.items, invitations: invitations.items };
  }
}
