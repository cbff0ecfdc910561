import { Injectable } from '@nestjs/common';
import { Brands, type Brand } from '#platform/brand';
import { SitesService } from './sites.service.ts';

/** Under which brand a shop meets its customers: its own, or the default one. */
@Injectable()
export class SiteBrands {
  constructor(
    private readonly sites: SitesService,
    private readonly brands: Brands,
  ) {}

  async of(site: string | null): Promise<Brand> {
    const known = site === null ? null : await this.sites.byKey(site);
    return this.brands.of(known?.brand ?? null);
  }

  /** For many at once. */
  async every(): Promise<(site: string | null) => Brand> {
    const [brands, sites] = [await this.brands.all(), await this.sites.all()];
    const byKey = new Map(brands.map((brand) => [brand.key, brand]));
    const ofSite = new Map(sites.map(({ key, brand }) => [key, byKey.get(brand ?? '')]));
    const [first] = brands as [Brand];
    return (site) => ofSite.get(site ?? '') ?? first;
  }
}
