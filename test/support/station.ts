import { randomBytes } from 'node:crypto';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { BrandModule } from '#platform/brand';
import { ClockModule } from '#platform/clock';
import { ConfigModule, readConfig } from '#platform/config';
import { VaultModule } from '#platform/crypto';
import { DatabaseModule } from '#platform/database';
import { FactsModule } from '#platform/facts';
import { HttpModule } from '#platform/http';
import { LogModule } from '#platform/log';
import { closeQueueConnections, QueueModule } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { UsersModule } from '#users';
import { NavigationModule } from '../../src/navigation.ts';
import { createTestDatabase } from './database.ts';

export interface Station {
  get<T>(part: Type<T>): T;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** These modules on a database of their own, without HTTP: verbs are called, facts are recorded, nothing runs by itself. */
export async function startStation(...stations: (Type | DynamicModule)[]): Promise<Station> {
  const given = stations.includes(HttpModule) ? [] : aroundPages();
  const modules = [...given, ...stations];
  const database = await createTestDatabase();
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ROLE: 'web',
      LOG_LEVEL: 'error',
    },
    { embedded: false },
  );
  const platform = [
    ConfigModule.with(config),
    ClockModule,
    VaultModule,
    LogModule,
    DatabaseModule,
    QueueModule,
    FactsModule,
  ];
  for (const module of modules) withoutControllers('module' in module ? module.module : module);
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    { module: class Root {}, imports: [...platform, ...modules] },
    { logger: ['error', 'warn'], abortOnError: false },
  );
  return {
    get: (part) => app.get(part, { strict: false }),
    databaseUrl: database.url,
    close: async () => {
      await app.close();
      await closeQueueConnections();
      await database.drop();
    },
  };
}

/** Verbs only: what answers HTTP needs parts that are not here. Holds for the one test file, which loads its own modules. */
function withoutControllers(module: Type): void {
  Reflect.defineMetadata('controllers', [], module);
  for (const imported of (Reflect.getMetadata('imports', module) ?? []) as (Type | DynamicModule)[]) {
    if (!('module' in imported)) withoutControllers(imported);
  }
}

/** What a station with controllers needs around it, beside what `startStation` gives. */
export const aroundPages = (): (Type | DynamicModule)[] => [
  TemplatesModule.forRoot({ missing: 'throw' }),
  BrandModule,
  HttpModule,
  NavigationModule,
  UsersModule,
];
