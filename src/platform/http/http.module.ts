import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, ActorInterceptor } from './access.guard.ts';
import { Expiry } from './expiry.ts';
import { FormErrors } from './form-errors.ts';
import { HealthController } from './health.controller.ts';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { OpenApi } from './openapi.ts';
import { OpenApiController } from './openapi.controller.ts';
import { PageRenderer } from './page-renderer.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimits } from './rate-limits.ts';
import { Refusals } from './refusals.ts';
import { Routes } from './routes.ts';
import { Sessions } from './sessions.store.ts';
import { Shells } from './shell.ts';
import { ValidationPipe } from './validation.pipe.ts';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController, OpenApiController],
  providers: [
    Expiry,
    FormErrors,
    OpenApi,
    PageRenderer,
    RateLimits,
    Refusals,
    Routes,
    Sessions,
    Shells,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: ActorInterceptor },
    { provide: APP_INTERCEPTOR, useExisting: PageRenderer },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_PIPE, useClass: ValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [FormErrors, PageRenderer, RateLimits, Refusals, Routes, Sessions],
})
export class HttpModule {}
