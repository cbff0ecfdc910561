import 'reflect-metadata';
import { readConfig } from '#platform/config';
import { createHttpApp } from '#platform/http';
import { closeQueueConnections, QueueStart } from '#platform/queue';
import { AppModule } from './app.module.ts';

/** Starts one process in its role; `close` ends it in order: requests, workers, then the queue's connections. */
export async function main(
  env: NodeJS.ProcessEnv,
  { embedded }: { embedded: boolean },
): Promise<{ close(): Promise<void> }> {
  const config = readConfig(env, { embedded });
  const app = await createHttpApp(AppModule.with(config), config);
  await app.init();
  await app.get(QueueStart).start();
  await app.listen(config.port, config.host);
  return {
    close: async () => {
      await app.close();
      await closeQueueConnections();
    },
  };
}
