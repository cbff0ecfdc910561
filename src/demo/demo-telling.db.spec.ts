import { BarometerService } from '#barometer';
import { BrandModule } from '#platform/brand';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { HttpModule } from '#platform/http';
import { MailModule } from '#platform/mail';
import { Sweeps } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { SurveysService } from '#surveys';
import { UsersModule } from '#users';
import { startStation, type Station } from '../../test/support/station.ts';
import { NavigationModule } from '../navigation.ts';
import { DemoModeration } from './demo-moderation.service.ts';
import { DemoModule } from './demo.module.ts';
import { DemoPoints } from './demo-points.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoSetUp } from './demo-set-up.service.ts';
import { DemoTelling } from './demo-telling.service.ts';
import { DemoWaves } from './demo-waves.service.ts';
import { BAROMETER } from './rules/barometer.ts';
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

  const people = Array.from({ length: PEOPLE }, (_, n) => personOf(SEED, n, { first: n === 0 }));

  async function tellIt(day: () => void): Promise<void> {
    const chapter = await station.get(DemoSetUp).chapter(SEED, new Year(TODAY));
    await station.get(Facts).asHistory(async () => {
      await station.get(DemoTelling).tell(chapter, people, day);
      await station.get(DemoModeration).decideAll(chapter);
    });
    await station.get(DemoRepository).letArrive(TODAY);
  }

  let undone: unknown[][] = [];

  beforeAll(async () => {
    const undo = new Error('told, and undone');
    const telling = db.transaction(
      async () => {
        await tellIt(() => undefined);
        undone = await told();
        throw undo;
      },
      { history: true },
    );
    await expect(telling).rejects.toBe(undo);
    await db.transaction(() => tellIt(() => (days += 1)), { history: true });
    await station.get(DemoRepository).analyse();
  }, 300_000);

  it('is the same when it is told again, but for its ids', async () => {
    expect(undone.map((rows) => rows.length > 4)).toEqual(undone.map(() => true));
    expect(await told()).toEqual(undone);
  });

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

describe('a wave of its barometer', () => {
  beforeAll(async () => {
    await db.transaction(
      async () => {
        await station.get(SurveysService).publishVersion('barometer', BAROMETER);
        await station.get(BarometerService).save('small', {
          ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['email', 'sms'], start: '2025-08-09' },
          ...{ target: { perWave: 60 }, spreadDays: 21, reminders: [{ after: 'P5D' }], wavesPerCycle: 1 },
        });
        await station.get(Facts).asHistory(() => station.get(DemoWaves).tell('small', 1, new Year(TODAY), SEED));
      },
      { history: true },
    );
  }, 120_000);

  it('has asked, reminded and been answered, and is over', async () => {
    expect(await column('select state from barometer_wave')).toEqual(['closed']);
    const states = await column('select distinct state from wave_member where planned_for is not null order by 1');
    expect(states).toEqual(expect.arrayContaining(['answered', 'invited', 'replaced']));
    const [answers = 0] = await column(`select count(*)::integer from response where temperature = 'cold'`);
    expect(answers).toBeGreaterThan(5);
    expect(await column(`select count(*)::integer from wave_member where state = 'answered'`)).toEqual([answers]);
    expect(await column("select max(cardinality(reminders)) from pressure_place where temperature = 'cold'")).toEqual([
      1,
    ]);
  });

  it('asks nobody within thirty days of another question, though the year was told before', async () => {
    const near = await db.query(
      `select c.taken_at, h.taken_at from pressure_place c join pressure_ledger a on a.invitation_id = c.invitation_id
       join pressure_ledger b on b.contact_key = a.contact_key join pressure_place h on h.invitation_id = b.invitation_id
       where c.temperature = 'cold' and h.temperature = 'hot' and c.released_at is null and h.released_at is null
         and h.exempt_rule is null and abs(extract(epoch from c.taken_at - h.taken_at)) < 29 * 86400`,
    );
    expect(near).toEqual([]);
    expect(
      await column(
        `select reason from wave_member where state in ('moved', 'replaced') and reason = 'quarantine' limit 1`,
      ),
    ).toEqual(['quarantine']);
  });
});

/** Everything the chapter left, in an order that ids have no part in. */
function told(): Promise<unknown[][]> {
  const of = 'join interaction i on i.id = ';
  return Promise.all(
    [
      `select external_id, touchpoint_key, site_key, agent, occurred_at, received_at from interaction order by external_id`,
      `select i.external_id, d.outcome, d.reason, d.rule, d.channel, d.send_at from decision d ${of}d.interaction_id order by 1`,
      `select i.external_id, v.status, v.channel, v.sent_at, v.expires_at from invitation v ${of}v.interaction_id order by 1`,
      `select c.external_id, r.touchpoint_key, r.answers, r.complete, r.version, r.answered_at, r.channel
       from response r join customer c on c.id = r.customer_id order by 1, r.answered_at`,
      `select c.external_id, k.status, k.opened_at, k.due_at, k.outcome from callback_case k
       join customer c on c.id = k.customer_id order by 1, k.opened_at`,
      `select text, status, stars::text, answered_at from review order by answered_at, text`,
    ].map((sql) => db.query(sql)),
  );
}

async function counts(...tables: string[]): Promise<number[]> {
  const rows = await Promise.all(
    tables.map((table) => db.query<{ n: number }>(`select count(*)::integer as n from ${table}`)),
  );
  return rows.map(([row]) => row?.n ?? -1);
}

async function column(sql: string): Promise<unknown[]> {
  return (await db.query(sql)).map((row) => Object.values(row)[0]);
}

describe('places where anybody may answer', () => {
  it('are there, of each kind, with what was said in the last weeks, by nobody known', async () => {
    await db.transaction(
      () => station.get(Facts).asHistory(() => station.get(DemoPoints).tell(new Year(TODAY), SEED)),
      {
        history: true,
      },
    );
    const rows = await db.query<{ channel: string; n: number; written: number; known: number; late: number }>(
      `select channel, count(*)::int as n, count(comment)::int as written, count(customer_id)::int as known,
         count(*) filter (where answered_at > $1)::int as late
       from response where session_id is not null group by channel order by channel`,
      [TODAY],
    );
    expect(rows.map(({ channel }) => channel)).toEqual(['kiosk', 'qr', 'widget']);
    for (const { n, written, known, late } of rows)
      expect([n > 40, written > 5, written < n, known, late]).toEqual([true, true, true, 0, 0]);
  }, 60_000);
});
