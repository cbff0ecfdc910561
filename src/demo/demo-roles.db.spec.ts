import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase } from '../../test/support/database.ts';
import { freePort } from '../../test/support/network.ts';
import { main } from '../main.ts';
import { DemoRepository } from './demo.repository.ts';

it('a worker tells the story where roles are processes of their own, and no other tells it meanwhile', async () => {
  const database = await createTestDatabase();
  const env = {
    ...{ ROLE: 'worker', DEMO: 'true', LOG_LEVEL: 'error', DATABASE_URL: database.url },
    ...{ PORT: String(await freePort()), HOST: '127.0.0.1', PUBLIC_URL: 'http://127.0.0.1' },
    ...{ SESSION_SECRET: 's'.repeat(32), ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') },
  };
  const { app, close } = await main(env, { embedded: false });
  const repository = app.get(DemoRepository, { strict: false });
  while (((await repository.progress())?.done ?? 0) === 0) await pause(200);
  expect(await repository.alone(async () => 'another')).toBeNull();
  await close();
  await database.drop();
}, 120_000);
