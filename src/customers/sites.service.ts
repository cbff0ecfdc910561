import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import type { Site } from './customer.ts';
import type { SiteEntity } from './site.entity.ts';
import { SitesRepository } from './sites.repository.ts';

/** The shops: where people are met, and whose calendar and clock hold there. */
@Injectable()
export class SitesService {
  constructor(
    private readonly repository: SitesRepository,
    private readonly db: Database,
    private readonly facts: Facts,
  ) {}

  /** In the order the organisation gave them. */
  async all(): Promise<Site[]> {
    return (await this.repository.all()).map(siteOf);
  }

  async byKey(key: string): Promise<Site | null> {
    const site = await this.repository.byKey(key);
    return site && siteOf(site);
  }

  /** Makes the site, or changes the one of this key. */
  async save(site: Site): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.save(site);
      await this.facts.record({
        name: 'setting.changed',
        subject: `site.${site.key}`,
        data: { key: `site.${site.key}` },
      });
    });
  }
}

function siteOf({ key, name, region, country, holidayRegion, timeZone, position }: SiteEntity): Site {
  return { key, name, region, country, holidayRegion, timeZone, position };
}
