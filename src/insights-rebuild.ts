import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { RollupsModule, RollupsService } from '#insights';
import { ConfigModule, readConfig } from '#platform/config';
import { DatabaseModule } from '#platform/database';

/** Counts every rollup anew from the rows, beside whatever else is running. @returns how many months. */
export async function rebuildRollups(env: NodeJS.ProcessEnv, { embedded }: { embedded: boolean }): Promise<number> {
  const modules = [ConfigModule.with(readConfig(env, { embedded })), DatabaseModule, RollupsModule];
  const app = await NestFactory.createApplicationContext(
    { module: class Rebuild {}, imports: modules },
    { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    return await app.get(RollupsService, { strict: false }).rebuild();
  } finally {
    await app.close();
  }
}
