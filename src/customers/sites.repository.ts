import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import type { Site } from './customer.ts';
import { SiteEntity } from './site.entity.ts';

@Injectable()
export class SitesRepository {
  constructor(private readonly db: Database) {}

  all(): Promise<SiteEntity[]> {
    return this.db.repository(SiteEntity).find({ order: { position: 'asc', name: 'asc' } });
  }

  byKey(key: string): Promise<SiteEntity | null> {
    return this.db.repository(SiteEntity).findOneBy({ key });
  }

  async save(site: Site): Promise<void> {
    await this.db.query(
      `insert into site (id, key, name, region, country, holiday_region, time_zone, position, brand)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (key) do update set name = excluded.name, region = excluded.region, country = excluded.country,
         holiday_region = excluded.holiday_region, time_zone = excluded.time_zone, position = excluded.position, brand = excluded.brand`,
      [
        v7(),
        site.key,
        site.name,
        site.region,
        site.country,
        site.holidayRegion,
        site.timeZone,
        site.position,
        site.brand,
      ],
    );
  }
}
