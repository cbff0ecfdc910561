import { Global, Module } from '@nestjs/common';
import { BrandPagesController } from './brand.pages.controller.ts';
import { Brands } from './brand.service.ts';

@Global()
@Module({ controllers: [BrandPagesController], providers: [Brands], exports: [Brands] })
export class BrandModule {}
