import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Language } from '#platform/values';

export interface Place {
  readonly key: string;
  readonly name: string;
}

/** Where things happen, by the names people know them by, in the order of the customer's life or of the network. */
@Injectable()
export class PlacesRepository {
  constructor(private readonly db: Database) {}

  touchpoints(language: Language): Promise<Place[]> {
    return this.db.query<Place>(
      `select key, coalesce(name ->> $1, name ->> 'fr', key) as name from touchpoint order by position, key`,
      [language],
    );
  }

  sites(): Promise<Place[]> {
    return this.db.query<Place>('select key, name from site order by position, name, key');
  }
}
