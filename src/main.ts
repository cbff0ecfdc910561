import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#platform/config';
import { createHttpApp } from '#platform/http';
import { closeQueueConnections, QueueStart } from '#platform/queue';
import { AppModule } from './app.module.ts';

export interface Running {
  readonly app: NestFastifyApplication;
  /** Ends it in order: requests, workers, then the queue's connections. */
  close(): Promise<void>;
}

/** Starts one process in its role. */
export async function main(env: NodeJS.ProcessEnv, { embedded }: { embedded: boolean }): Promise<Running> {
  const config = readConfig(env, { embedded });
  const app = await createHttpApp(AppModule.with(config), config);
  await app.init();
  await app.get(QueueStart).start();
  await app.listen(config.port, config.host);
  return {
    app,
    close: async () => {
      await app.close();
      await closeQueueConnections();
    },
  };
}
