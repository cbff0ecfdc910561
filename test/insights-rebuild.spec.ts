import { rebuildRollups } from '../src/insights-rebuild.ts';
import { InsightsStation } from './support/insights.ts';

let here: InsightsStation;

beforeAll(async () => {
  here = await InsightsStation.start();
}, 60_000);
afterAll(() => here.station.close());

describe('npm run insights:rebuild', () => {
  it('counts everything anew beside the running program', async () => {
    await here.anAnswer({ score: 4, at: '2026-04-02T10:00:00Z' });
    await here.anAnswer({ score: 5, at: '2026-06-02T10:00:00Z' });
    const env = {
      DATABASE_URL: here.station.databaseUrl,
      SESSION_SECRET: 's'.repeat(32),
      ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    };
    expect(await rebuildRollups(env, { embedded: false })).toEqual({ months: 3, wrong: 4 });
    expect(await rebuildRollups(env, { embedded: false })).toEqual({ months: 3, wrong: 0 });
    expect(await here.db.query('select day::text, score, n from score_rollup order by day')).toEqual([
      { day: '2026-04-02', score: 4, n: 1 },
      { day: '2026-06-02', score: 5, n: 1 },
    ]);
  });
});
