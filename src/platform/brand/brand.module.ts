import { Global, Module } from '@nestjs/common';
import { Brands } from './brand.service.ts';

@Global()
@Module({ providers: [Brands], exports: [Brands] })
export class BrandModule {}
