import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { RollupsModule, RollupsService } from '#insights';
import { ConfigModule, readConfig } from '#platform/config';
import { DatabaseModule } from '#platform/database';

/** Counts every rollup anew from the rows, beside whatever else is running. @returns over how many months, and how many cells were wrong. */
export async function rebuildRollups(
  env: NodeJS.ProcessEnv,
  { embedded }: { embedded: boolean },
): Promise<{ months: number; wrong: number }> {
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
