import { Module } from '@nestjs/common';
import { CustomersService } from './customers.service.ts';
import { SitesService } from './sites.service.ts';

@Module({ providers: [CustomersService, SitesService], exports: [CustomersService, SitesService] })
export class CustomersModule {}
