import { Injectable } from '@nestjs/common';
import type { Site } from './customer.ts';

@Injectable()
export class SitesService {
  async all(): Promise<Site[]> {
    throw new Error('not yet');
  }

  async byKey(_key: string): Promise<Site | null> {
    throw new Error('not yet');
  }

  /** Makes the site, or changes the one of this key. */
  async save(_site: Site): Promise<Site> {
    throw new Error('not yet');
  }
}
