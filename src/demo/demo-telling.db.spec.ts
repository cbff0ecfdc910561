import { BrandModule } from '#platform/brand';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { HttpModule } from '#platform/http';
import { MailModule } from '#platform/mail';
import { Sweeps } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { UsersModule } from '#users';
import { startStation, type Station } from '../../test/support/station.ts';
import { NavigationModule } from '../navigation.ts';
import { DemoModeration } from './demo-moderation.service.ts';
import { DemoModule } from './demo.module.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoTelling } from './demo-telling.service.ts';
import { personOf } from './rules/people.ts';
import { SITES } from './rules/network.ts';
import { DAYS, Year } from './rules/seasons.ts';
import { STAFF, TEAMS } from './rules/staff.ts';

const SEED = 'a year';
/** A Thursday, at a quarter past two in Paris. */
const TODAY = new Date('2026-05-21T12:15:00Z');
const PEOPLE = 120;

let station: Station;
let db: Database;

beforeAll(async () => {
  station = await startStation(
    TemplatesModule.forRoot({ missing: 'throw' }),
    ...[HttpModule, NavigationModule, UsersModule, MailModule, BrandModule],
    ...DemoModule.when({ demo: true }),
  );
  db = station.get(Database);
}, 120_000);

afterAll(() => station.close());

describe('the network of the demonstration', () => {
  it('is there before anybody can look, and once however often it starts', async () => {
    await station.get(DemoSetUp).setUp(1);
    expect(
      await counts(
        'site',
        'user_account',
        'team',
        'touchpoint',
        'questionnaire',
        'questionnaire_version',
        'announcement',
      ),
    ).toEqual([SITES.length, STAFF.length, TEAMS.length, 5, 6, 6, 3]);
  });

  it('asks what integrators rely on', async () => {
    const rows = await db.query<{ key: string; kinds: string[] }>(
      `select t.key, array(select q ->> 'key' from jsonb_array_elements(v.questions) q) as kinds
       from touchpoint t join questionnaire_version v on v.questionnaire_key = t.questionnaire_key`,
    );
    expect(Object.fromEntries(rows.map(({ key, kinds }) => [key, kinds]))).toMatchObject({
      'store-visit': ['csat', 'comment', 'contact', 'publish'],
      call: ['ces7', 'comment'],
      'first-order': ['nps', 'comment'],
    });
  });

  it('tells how far its story is, and when it is told', async () => {
    const repository = station.get(DemoRepository);
    expect(await repository.progress()).toEqual({ done: 0, total: expect.any(Number) });
    expect(await repository.today()).toBeInstanceOf(Date);
  });
});

describe('a chapter of its story', () => {
  let days = 0;

  beforeAll(async () => {
    const people = Array.from({ length: PEOPLE }, (_, n) => personOf(SEED, n, { first: n === 0 }));
    await db.transaction(
      async () => {
        const chapter = await station.get(DemoSetUp).chapter(SEED, new Year(TODAY));
        await station.get(Facts).asHistory(async () => {
          await station.get(DemoTelling).tell(chapter, people, () => (days += 1));
          await station.get(DemoModeration).decideAll(chapter);
        });
        await station.get(DemoRepository).letArrive(TODAY);
      },
      { history: true },
    );
  }, 300_000);

  it('lives through every day', () => {
    expect(days).toBe(DAYS - 1);
  });

  it('has decisions of many kinds, answers, cases that ended and reviews that were published', async () => {
    const reasons = await column('select distinct coalesce(reason, outcome) from decision');
    expect(reasons).toEqual(expect.arrayContaining(['scheduled', 'pressure', 'opted-out', 'no-contact']));
    const [answers = 0, cases = 0, reviews = 0] = await counts('response', 'callback_case', 'review');
    expect([answers > 50, cases > 4, reviews > 5]).toEqual([true, true, true]);
    expect(await column('select distinct status from callback_case')).toContain('verified');
    expect(await column('select distinct status from review')).toContain('published');
  });

  it('leaves nothing of the past to be done now', async () => {
    const dues = await Promise.all(
      station
        .get(Sweeps)
        .all()
        .map(async ({ name, nextDueAt }) => ({ name, due: await nextDueAt() })),
    );
    expect(dues.filter(({ due }) => due && due < TODAY)).toEqual([]);
    expect(await column(`select distinct status from message where status in ('waiting', 'sending')`)).toEqual([]);
  });

  it('is nobody’s news', async () => {
    expect(await counts('fact_outbox')).toEqual([0]);
    const [{ early, late } = { early: null, late: null }] = await db.query<{ early: Date; late: Date }>(
      `select min(at) as early, max(at) as late from fact where name like 'invitation.%'`,
    );
    expect(late && late <= TODAY).toBe(true);
    expect(early && TODAY.getTime() - early.getTime() > 300 * 86_400_000).toBe(true);
  });

  it('keeps the cap: nobody is asked twice within thirty days, except after a callback', async () => {
    const twice = await db.query(
      `select l.contact_key from pressure_ledger l join pressure_place p using (invitation_id)
       join pressure_ledger m on m.contact_key = l.contact_key and m.invitation_id <> l.invitation_id
       join pressure_place o on o.invitation_id = m.invitation_id
       where p.released_at is null and o.released_at is null and p.exempt_rule is null and o.exempt_rule is null
         and o.taken_at >= p.taken_at and o.taken_at < p.taken_at + interval '29 days'`,
    );
    expect(twice).toEqual([]);
  });

  it('has no answer to an invitation that was not answered', async () => {
    const astray = `select 1 from response r join invitation i on i.id = r.invitation_id where i.status <> 'answered'`;
    expect(await db.query(astray)).toEqual([]);
  });
});

async function counts(...tables: string[]): Promise<number[]> {
  const rows = await Promise.all(
    tables.map((table) => db.query<{ n: number }>(`select count(*)::integer as n from ${table}`)),
  );
  return rows.map(([row]) => row?.n ?? -1);
}

async function column(sql: string): Promise<unknown[]> {
  return (await db.query(sql)).map((row) => Object.values(row)[0]);
}
