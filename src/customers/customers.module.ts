import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersApiController } from './customers.api.controller.ts';
import { CustomersContacts } from './customers-contacts.service.ts';
import { CustomersImport } from './customers-import.service.ts';
import { CustomersPagesController } from './customers.pages.controller.ts';
import { CustomersHouseholds } from './customers-households.service.ts';
import { CustomersPrivacy } from './customers-privacy.service.ts';
import { CustomersRepository } from './customers.repository.ts';
import { CustomersSearch } from './customers-search.service.ts';
import { CustomersService } from './customers.service.ts';
import { CustomersUpserts } from './customers-upserts.service.ts';
import { HouseholdsRepository } from './households.repository.ts';
import { OptOutsRepository } from './opt-outs.repository.ts';
import { SiteBrands } from './site-brands.service.ts';
import { SiteEntity } from './site.entity.ts';
import { SitesApiController } from './sites.api.controller.ts';
import { SitesPagesController } from './sites.pages.controller.ts';
import { SitesRepository } from './sites.repository.ts';
import { SitesService } from './sites.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([SiteEntity])],
  controllers: [CustomersApiController, CustomersPagesController, SitesApiController, SitesPagesController],
  providers: [
    CustomersContacts,
    CustomersImport,
    CustomersHouseholds,
    HouseholdsRepository,
    CustomersPrivacy,
    CustomersRepository,
    CustomersSearch,
    CustomersService,
    CustomersUpserts,
    OptOutsRepository,
    SiteBrands,
    SitesRepository,
    SitesService,
  ],
  exports: [CustomersService, CustomersSearch, CustomersHouseholds, SiteBrands, SitesService],
})
export class CustomersModule {}
