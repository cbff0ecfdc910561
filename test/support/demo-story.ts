import type { Database } from '#platform/database';
import { wilson } from '#platform/statistics';

/** What the whole demonstration holds, as figures. */
export async function storyOf(db: Database) {
  const number = async (sql: string) => Number(Object.values((await db.query(sql))[0] ?? {})[0]);
  const list = async (sql: string) => (await db.query(sql)).map((row) => String(Object.values(row)[0]));
  const satisfied = async (site: '=' | '<>') => {
    const [row] = await db.query<{ x: number; n: number }>(
      `select count(*) filter (where score >= 4)::int as x, count(*)::int as n from response
       where touchpoint_key = 'store-visit' and metric = 'csat' and site_key ${site} 'nantes'
         and answered_at > (select max(answered_at) from response) - interval '70 days'`,
    );
    return wilson(row ?? { x: 0, n: 0 });
  };
  return {
    sites: await number('select count(*) from site'),
    touchpoints: await list('select key from touchpoint order by position'),
    customers: await number('select count(*) from customer'),
    interactions: await number('select count(*) from interaction'),
    hot: await number(`select count(*) from response where temperature = 'hot'`),
    cold: await number(`select count(*) from response where temperature = 'cold'`),
    languages: await list('select distinct language from response where comment is not null order by 1'),
    cases: await list('select distinct status from callback_case order by 1'),
    waiting: await number(`select count(*) from review where status = 'pending'`),
    waves:
      await list(`select state || ' ' || (select count(*) from wave_member m where m.wave_id = w.id and m.role = 'sample')
                       from barometer_wave w order by number`),
    members: await list('select distinct state from wave_member where planned_for is not null order by 1'),
    askedTwice: await number(
      `select count(*) from (select from wave_member where invitation_id is not null and state <> 'replaced'
       group by cycle_id, customer_id having count(*) > 1) as twice`,
    ),
    wrong: { nantes: await satisfied('='), others: await satisfied('<>') },
  };
}
