import { Injectable } from '@nestjs/common';
import { Brands } from '#platform/brand';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid } from '#platform/http';
import type { Site, SiteInput } from './customer.ts';
import { faultsOfSite, siteOf } from './rules/site.ts';
import type { SiteEntity } from './site.entity.ts';
import { SitesRepository } from './sites.repository.ts';

/** The shops: where people are met, and whose calendar and clock hold there. */
@Injectable()
export class SitesService {
  constructor(
    private readonly repository: SitesRepository,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly brands: Brands,
  ) {}

  /** In the order the organisation gave them. */
  async all(): Promise<Site[]> {
    return (await this.repository.all()).map(plain);
  }

  /** By key. */
  async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.all()).map(({ key, name }) => [key, name]));
  }

  async byKey(key: string): Promise<Site | null> {
    const site = await this.repository.byKey(key);
    return site && plain(site);
  }

  /** Makes the site, or changes the one of this key; what is not said takes its default. @throws Problem 422 naming the field. */
  async save({ key, ...input }: SiteInput & Pick<Site, 'key'>): Promise<Site> {
    const site = siteOf(key, input);
    const faults = faultsOfSite(site, await this.#brandKeys());
    if (faults.length > 0) throw invalid(...faults);
    return this.db.transaction(async () => {
      const before = await this.byKey(key);
      const fields = (Object.keys(site) as (keyof Site)[]).filter((field) => before?.[field] !== site[field]);
      if (fields.length === 0) return site;
      await this.repository.save(site);
      await this.facts.record({ name: 'site.changed', subject: key, data: { fields } });
      return site;
    });
  }

  async #brandKeys(): Promise<Set<string>> {
    return new Set((await this.brands.all()).map(({ key }) => key));
  }
}

function plain({ key, name, region, country, holidayRegion, timeZone, position, brand }: SiteEntity): Site {
  return { key, name, region, country, holidayRegion, timeZone, position, brand };
}
