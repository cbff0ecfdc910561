import { randomBytes } from 'node:crypto';
import { readConfig } from '#platform/config';
import { createHttpApp } from '#platform/http';
import { closeQueueConnections } from '#platform/queue';
import { AppModule } from '../app.module.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { Database } from '#platform/database';
import { Demo } from './demo.service.ts';

it('tells', async () => {
  const database = await createTestDatabase();
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ROLE: 'web',
      DEMO: 'true',
      LOG_LEVEL: 'error',
    },
    { embedded: false },
  );
  const app = await createHttpApp(AppModule.with(config), config);
  await app.init();
  const db = app.get(Database, { strict: false });
  const start = performance.now();
  const queries: Record<string, [number, number]> = {};
  const run = db.run.bind(db);
  let count = 0;
  (db as any).run = async (sql: string, p: unknown[]) => {
    count++;
    const t = performance.now();
    const r = await run(sql, p);
    const key = sql.replace(/\s+/g, ' ').slice(0, 90);
    const e = (queries[key] ??= [0, 0]);
    e[0]++;
    e[1] += performance.now() - t;
    return r;
  };
  const demo = app.get(Demo, { strict: false });
  const timer = setInterval(
    () => void demo.progress().then((p) => console.log(Math.round((performance.now() - start) / 1000), p, count)),
    5000,
  );
  await demo.begin();
  clearInterval(timer);
  console.log('took', performance.now() - start, count);
  console.log(
    Object.entries(queries)
      .sort((a, b) => b[1][1] - a[1][1])
      .slice(0, 45)
      .map(([k, [n, t]]) => `${n} ${Math.round(t)}ms ${k}`)
      .join('\n'),
  );
  for (const sql of [
    'select status, count(*) from invitation group by 1',
    'select touchpoint_key, count(*) from interaction group by 1',
    'select outcome, reason, count(*) from decision group by 1, 2',
    'select complete, channel, count(*) from response group by 1,2',
    'select status, count(*), sum(reopened) from callback_case group by 1',
    'select status, count(*), sum(jsonb_array_length(flags)) flags from review group by 1',
    "select f->>'kind' kind, count(*) from review, jsonb_array_elements(flags) f group by 1",
    'select name, count(*) from fact group by 1 order by 2 desc',
    'select count(*) from fact_outbox',
    'select kind, status, count(*) from message group by 1,2',
    'select count(*) from customer',
  ])
    console.log(sql, (await db.query(sql)).map((r) => JSON.stringify(r)).join('\n'));
  await app.close();
  await closeQueueConnections();
  await database.drop();
}, 600_000);
