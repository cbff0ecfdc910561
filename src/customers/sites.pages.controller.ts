import { Controller, Get } from '@nestjs/common';
import { Allow } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { SitesService } from './sites.service.ts';

@Allow('admin')
@Controller('settings/sites')
export class SitesPagesController {
  constructor(private readonly sites: SitesService) {}

  @Get()
  async list(): Promise<PageResult> {
    return page('customers/sites', { sites: await this.sites.all() });
  }
}
