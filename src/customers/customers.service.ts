import { Injectable } from '@nestjs/common';
import type { Channel, Customer, CustomerInput, OptIn, OptOut, Suppression, Upserted } from './customer.ts';

@Injectable()
export class CustomersService {
  /** In order; the same external id twice in one call: both get the customer as the last one left it. */
  async upsertMany(_inputs: readonly CustomerInput[]): Promise<Upserted[]> {
    throw new Error('not yet');
  }

  /** @throws Problem 422 naming each bad field. */
  async upsert(_input: CustomerInput): Promise<{ customer: Customer; created: boolean }> {
    throw new Error('not yet');
  }

  async byIds(_ids: readonly string[]): Promise<Map<string, Customer>> {
    throw new Error('not yet');
  }

  async byExternalId(_externalId: string): Promise<Customer | null> {
    throw new Error('not yet');
  }

  async byPhone(_e164: string): Promise<Customer[]> {
    throw new Error('not yet');
  }

  /** Clear text: for delivery, callbacks and the customer's own screens only. */
  async contactPoint(_id: string, _channel: Channel): Promise<string | null> {
    throw new Error('not yet');
  }

  async suppress(_suppression: Suppression): Promise<void> {
    throw new Error('not yet');
  }

  async optOut(_optOut: OptOut): Promise<void> {
    throw new Error('not yet');
  }

  async optIn(_optIn: OptIn): Promise<void> {
    throw new Error('not yet');
  }

  async erase(_externalId: string): Promise<void> {
    throw new Error('not yet');
  }

  async export(_externalId: string): Promise<Record<string, unknown>> {
    throw new Error('not yet');
  }
}
