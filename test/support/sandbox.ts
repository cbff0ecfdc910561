import { randomBytes } from 'node:crypto';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BrandModule } from '#platform/brand';
import { ClockModule } from '#platform/clock';
import { ConfigModule, readConfig, type Config } from '#platform/config';
import { VaultModule } from '#platform/crypto';
import { DatabaseModule } from '#platform/database';
import { FactsModule } from '#platform/facts';
import { createHttpApp, HttpModule } from '#platform/http';
import { LogModule } from '#platform/log';
import { closeQueueConnections, QueueModule, QueueStart } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { SandboxModule } from '#sandbox';
import { UsersModule } from '#users';
import { NavigationModule } from '../../src/navigation.ts';
import { createTestDatabase } from './database.ts';
import { freePort } from './network.ts';

export interface RunningSandbox {
  get<T>(part: Type<T>): T;
  readonly config: Config;
  readonly url: string;
  readonly databaseUrl: string;
  post<Answer = unknown>(path: string, body: unknown): Promise<{ status: number; body: Answer }>;
  getJson<Answer = unknown>(path: string): Promise<{ status: number; body: Answer }>;
  close(): Promise<void>;
}

/** These stations and the sandbox, over real HTTP and SMTP. With `works`, queues and sweeps run as in production; `env` may name real providers, then there is no sandbox. */
export async function startSandbox(
  stations: (Type | DynamicModule)[],
  { works = false, env: more = {} }: { works?: boolean; env?: Record<string, string> } = {},
): Promise<RunningSandbox> {
  const database = await createTestDatabase();
  const port = await freePort();
  const env = {
    DATABASE_URL: database.url,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    API_KEY: randomBytes(24).toString('base64url'),
    PORT: String(port),
    PUBLIC_URL: `http://avis.example.test:${port}`,
    LOG_LEVEL: 'error',
    ...more,
  };
  const config = readConfig(env, { embedded: false });
  const platform = [
    ConfigModule.with(config),
    ClockModule,
    VaultModule,
    LogModule,
    DatabaseModule,
    QueueModule,
    FactsModule,
    TemplatesModule.forRoot(),
    BrandModule,
    HttpModule,
    NavigationModule,
  ];
  const imports = [...platform, UsersModule, ...stations, ...SandboxModule.when(config)];
  const app: NestFastifyApplication = await createHttpApp({ module: class Root {}, imports }, config);
  await app.init();
  if (works) await app.get(QueueStart).start();
  await app.listen(port, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const answerOf = async <Answer>(answer: Response) => ({
    status: answer.status,
    body: (await answer.json()) as Answer,
  });
  return {
    get: (part) => app.get(part, { strict: false }),
    config,
    url,
    databaseUrl: database.url,
    post: async (path, body) =>
      answerOf(
        await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    getJson: async (path) => answerOf(await fetch(`${url}${path}`)),
    close: async () => {
      await app.close();
      await closeQueueConnections();
      await database.drop();
    },
  };
}
