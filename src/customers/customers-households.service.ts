import { Injectable } from '@nestjs/common';
import { HouseholdsRepository } from './households.repository.ts';
import { persons } from './rules/persons.ts';
import { whereabouts } from './rules/whereabouts.ts';

/** For whoever looks at a whole period: who counts as one person, and by whose clock they live. */
@Injectable()
export class CustomersHouseholds {
  constructor(private readonly repository: HouseholdsRepository) {}

  /** By customer, a name that all customers who are one person share; whoever is not in it is a person of their own. */
  async persons(): Promise<ReadonlyMap<string, string>> {
    const members = await this.repository.sharing();
    return new Map([...persons(members)].map(([id, { keys }]) => [id, keys[0]?.toString('latin1') ?? id]));
  }

  /** By customer, the IANA time zone. */
  async zonesOf(customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const places = await this.repository.places(customers);
    return new Map(places.map(({ id, ...place }) => [id, whereabouts(place).timeZone]));
  }
}
