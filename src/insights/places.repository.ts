import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Language } from '#platform/values';

export interface Place {
  readonly key: string;
  readonly name: string;
}

export interface Places {
  readonly touchpoints: readonly Place[];
  readonly sites: readonly Place[];
}

/** Where things happen, by the names people know them by, in the order of the customer's life or of the network. */
@Injectable()
export class PlacesRepository {
  constructor(private readonly db: Database) {}

  async all(language: Language): Promise<Places> {
    const [touchpoints, sites] = await Promise.all([this.#touchpoints(language), this.#sites()]);
    return { touchpoints, sites };
  }

  #touchpoints(language: Language): Promise<Place[]> {
    return this.db.query<Place>(
      `select key, coalesce(name ->> $1, name ->> 'fr', key) as name from touchpoint order by position, key`,
      [language],
    );
  }

  #sites(): Promise<Place[]> {
    return this.db.query<Place>('select key, name from site order by position, name, key');
  }
}
