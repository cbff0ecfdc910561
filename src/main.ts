import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#platform/config';
import { createHttpApp } from '#platform/http';
import { closeQueueConnections, QueueStart } from '#platform/queue';
import { AppModule } from './app.module.ts';
import { Demo } from './demo/index.ts';
import { welcome } from './welcome.ts';

export interface Running {
  readonly app: NestFastifyApplication;
  /** Ends it in order: requests, workers, then the queue's connections. */
  close(): Promise<void>;
}

/** Starts one process in its role. The demonstration's year is told in the background by those that work, once the server answers. */
export async function main(env: NodeJS.ProcessEnv, { embedded }: { embedded: boolean }): Promise<Running> {
  const config = readConfig(env, { embedded });
  const app = await createHttpApp(AppModule.with(config), config);
  await app.init();
  await app.get(QueueStart).start();
  await app.listen(config.port, config.host);
  process.stdout.write(welcome(config));
  if (config.demo && (config.role === 'all' || config.role === 'worker')) void app.get(Demo).begin();
  return {
    app,
    close: async () => {
      await app.close();
      await closeQueueConnections();
    },
  };
}
