import { Injectable } from '@nestjs/common';
import { CustomersService, SitesService } from '#customers';
import type { Known } from './asked.views.ts';
import { TouchpointsService } from './touchpoints.service.ts';

/** Whom and what a list of those who were asked, or were not, is about: people, touchpoints and shops by their names. */
@Injectable()
export class AskedNames {
  constructor(
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly sites: SitesService,
  ) {}

  async of(customers: readonly string[]): Promise<Known> {
    const [people, touchpoints, sites] = await Promise.all([
      this.customers.byIds([...new Set(customers)]),
      this.touchpoints.all(),
      this.sites.all(),
    ]);
    return {
      customers: people,
      touchpoints: new Map(touchpoints.map((touchpoint) => [touchpoint.key, touchpoint])),
      sites: new Map(sites.map(({ key, name }) => [key, name])),
    };
  }
}
