import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CustomersRepository } from './customers.repository.ts';
import { CustomersService } from './customers.service.ts';
import { CustomersUpserts } from './customers-upserts.service.ts';
import { OptOutsRepository } from './opt-outs.repository.ts';
import { SiteEntity } from './site.entity.ts';
import { SitesRepository } from './sites.repository.ts';
import { SitesService } from './sites.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([SiteEntity])],
  providers: [
    CustomersRepository,
    CustomersService,
    CustomersUpserts,
    OptOutsRepository,
    SitesRepository,
    SitesService,
  ],
  exports: [CustomersService, SitesService],
})
export class CustomersModule {}
