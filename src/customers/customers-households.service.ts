import { Injectable } from '@nestjs/common';
import { HouseholdsRepository } from './households.repository.ts';
import { persons } from './rules/persons.ts';
import { whereabouts } from './rules/whereabouts.ts';

/** Only what differs from most: whoever is in neither is a person of their own, and lives in Paris' time. */
export interface Households {
  /** By customer, a name that all customers who are one person share. */
  readonly persons: ReadonlyMap<string, string>;
  /** By customer, the time zone. */
  readonly zones: ReadonlyMap<string, string>;
}

/** Everybody at once, for whoever looks at a whole period: who counts as one person, and where those abroad live. */
@Injectable()
export class CustomersHouseholds {
  constructor(private readonly repository: HouseholdsRepository) {}

  async all(): Promise<Households> {
    const members = await this.repository.sharing();
    const abroad = await this.repository.abroad();
    return {
      persons: new Map([...persons(members)].map(([id, { keys }]) => [id, keys[0]?.toString('latin1') ?? id])),
      zones: new Map(abroad.map(({ id, ...place }) => [id, whereabouts(place).timeZone])),
    };
  }
}
