import { Injectable } from '@nestjs/common';
import { SitesService, type Site } from '#customers';
import type { QuietOutside } from '#platform/calendar';
import { QuietHours } from './quiet-hours.service.ts';

/** What the hours of a message depend on besides its own window, read once for all that is looked at together. */
export interface Hours {
  readonly sites: ReadonlyMap<string, Site>;
  readonly quiet: QuietOutside;
}

@Injectable()
export class SendHours {
  constructor(
    private readonly sites: SitesService,
    private readonly quiet: QuietHours,
  ) {}

  async now(): Promise<Hours> {
    const [sites, quiet] = [await this.sites.all(), await this.quiet.current()];
    return { sites: new Map(sites.map((site) => [site.key, site])), quiet };
  }
}
