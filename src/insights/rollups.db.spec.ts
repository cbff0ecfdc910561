import { Facts } from '#platform/facts';
import { InsightsStation } from '../../test/support/insights.ts';
import { MetricsService } from './metrics.service.ts';
import { RollupsService } from './rollups.service.ts';

let here: InsightsStation;

beforeAll(async () => {
  here = await InsightsStation.start();
}, 60_000);
afterAll(() => here.station.close());
beforeEach(async () => {
  await here.db.query(
    'truncate fact_outbox, submission, response, pressure_place, invitation, score_rollup, funnel_rollup cascade',
  );
});

const scores = () =>
  here.db.query(
    `select day::text, touchpoint_key as touchpoint, site_key as site, segment, channel, metric, score, n from score_rollup
     order by day, metric, touchpoint, site, segment, channel, score`,
  );
const funnel = () =>
  here.db.query(
    `select day::text, touchpoint_key as touchpoint, site_key as site, segment, channel, questionnaire_version_id as asked, sent, delivered,
       opened, answered from funnel_rollup order by day, touchpoint, site, segment, channel, asked`,
  );
const steps = async () => {
  const [row] = await here.db.query(
    'select sum(sent)::int as sent, sum(delivered)::int as delivered, sum(opened)::int as opened, sum(answered)::int as answered from funnel_rollup',
  );
  return row;
};
const rebuild = () => here.station.get(RollupsService).rebuild();

describe('the counters', () => {
  it('count an answer in its cell, by the channel it was asked on', async () => {
    await here.anAnswer({ score: 5, segment: 'gold', channel: 'email' });
    await here.anAnswer({ score: 5, segment: 'gold', channel: 'email' });
    await here.anAnswer({ score: 2, site: null }, null);
    await here.hear();
    const cell = { day: '2026-05-19', touchpoint: 'store-visit', metric: 'csat' };
    expect(await scores()).toEqual([
      { ...cell, site: '', segment: '', channel: 'web', score: 2, n: 1 },
      { ...cell, site: 'lyon-2', segment: 'gold', channel: 'email', score: 5, n: 2 },
    ]);
  });

  it('follow a correction, and forget the score it replaced', async () => {
    const response = await here.anAnswer({ score: 1 });
    await here.hear();
    await here.correct(response, 5);
    await here.hear();
    expect(await scores()).toEqual([expect.objectContaining({ day: '2026-05-19', score: 5, n: 1 })]);
  });

  it('count every scale that was asked, each by its first question', async () => {
    await here.aQuestionnaire('both', 'nps', 'csat');
    await here.anAnswer({
      questionnaire: 'both',
      metric: 'nps',
      score: 9,
      answers: { nps: 9, csat: 2, comment: 'Bof' },
    });
    await here.hear();
    expect(await scores()).toEqual([
      expect.objectContaining({ metric: 'csat', score: 2 }),
      expect.objectContaining({ metric: 'nps', score: 9 }),
    ]);
  });

  it('keep hot and cold apart', async () => {
    await here.aQuestionnaire('cold', 'csat');
    await here.anAnswer({ score: 5 });
    const cold = await here.anAnswer({ score: 1 });
    await here.db.query(`update response set temperature = 'cold' where id = $1`, [cold]);
    await here.db.query(
      `update invitation set temperature = 'cold' where id = (select invitation_id from response where id = $1)`,
      [cold],
    );
    await here.hear();
    const warmth = async (temperature?: 'cold' | 'all') => {
      const [group] = await here.station.get(MetricsService).groups('csat', { from: null, to: null }, [], temperature);
      return [group?.n, group?.score, group?.responseRate];
    };
    expect(await warmth()).toEqual([1, 100, 1]);
    expect(await warmth('cold')).toEqual([1, 0, 1]);
    expect(await warmth('all')).toEqual([2, 50, 1]);
    expect(await rebuild()).toMatchObject({ wrong: 0 });
  });

  it('belong to the day by the clock of UTC', async () => {
    await here.anAnswer({ at: '2026-05-19T23:59:59.999Z' });
    await here.anAnswer({ at: '2026-05-20T00:00:00Z' });
    await here.hear();
    expect((await scores()).map(({ day }) => day)).toEqual(['2026-05-19', '2026-05-20']);
  });

  it('count how far invitations came: without a receipt they are delivered, a bounce is not', async () => {
    await here.anInvitation();
    await here.anInvitation({ opened: true, status: 'opened' });
    await here.anInvitation({ status: 'bounced' });
    await here.anInvitation({ sentAt: null });
    await here.anInvitation({ status: 'expired' });
    await here.anAnswer({ score: 3 });
    await here.hear();
    expect(await steps()).toEqual({ sent: 5, delivered: 4, opened: 2, answered: 1 });
  });

  it('take an answer for one when its score was given, even if the rest is missing', async () => {
    await here.aQuestionnaire('only-words');
    await here.anAnswer({ score: 3, complete: false });
    await here.anAnswer({ score: null, comment: 'Rien à dire' });
    await here.anAnswer({ score: null, comment: 'Rien à dire', questionnaire: 'only-words' });
    await here.hear();
    expect(await steps()).toEqual({ sent: 3, delivered: 3, opened: 3, answered: 2 });
  });

  it('leave the day of a message that came back for the day of the one on the next channel', async () => {
    const id = await here.anInvitation({ sentAt: '2026-05-19T08:00:00Z' });
    await here.hear();
    await here.move(id, 'sent', 'planned', '2026-05-21T08:00:00Z', `sent_at = null, channel = 'email'`);
    await here.hear();
    expect(await funnel()).toEqual([]);
    await here.move(id, 'sending', 'sent', '2026-05-22T08:00:00Z', `sent_at = '2026-05-22T08:00:00Z'`);
    await here.hear();
    expect(await funnel()).toEqual([expect.objectContaining({ day: '2026-05-22', channel: 'email', sent: 1 })]);
  });

  it('follow an answer to the week it is kept by once its person is erased, and not before', async () => {
    const customer = await here.aCustomer();
    const response = await here.anAnswer({ customer, at: '2026-05-21T10:00:00Z' });
    await here.anAnswer({ at: '2026-05-21T11:00:00Z' });
    await here.hear();
    await here.station.get(Facts).record({ name: 'customer.erased', subject: customer, customer, data: {} });
    await expect(here.hear()).rejects.toThrow('not yet anonymous');
    await here.db.query(`update response set customer_id = null, answered_at = '2026-05-18' where id = $1`, [response]);
    await here.hear();
    expect((await scores()).map(({ day, n }) => [day, n])).toEqual([
      ['2026-05-18', 1],
      ['2026-05-21', 1],
    ]);
  });
});

describe('fed by facts or rebuilt from the rows', () => {
  it('the counters are the same, with corrections, duplicates and batches of any size', async () => {
    const sites = ['lyon-2', 'nice', null];
    for (let n = 0; n < 60; n++) {
      const sentAt = `2026-0${4 + (n % 2)}-${String(10 + (n % 15))}T2${n % 4}:30:00Z`;
      const cell = {
        site: sites[n % 3] ?? null,
        segment: n % 5 ? null : 'gold',
        channel: n % 4 ? ('sms' as const) : ('email' as const),
      };
      if (n % 3 === 0) await here.anInvitation({ ...cell, sentAt, status: n % 2 ? 'failed' : 'delivered' });
      else {
        const response = await here.anAnswer({ ...cell, at: sentAt, score: 1 + (n % 5), complete: n % 7 !== 0 });
        if (n % 4 === 1) await here.hear({ batch: 3, twice: true });
        if (n % 6 === 1) await here.correct(response, 1 + ((n + 2) % 5));
      }
    }
    await here.hear({ batch: 7, twice: true });
    const fed = { scores: await scores(), funnel: await funnel() };
    expect(fed.scores.length).toBeGreaterThan(20);
    expect(await rebuild()).toMatchObject({ months: 2 });
    expect({ scores: await scores(), funnel: await funnel() }).toEqual(fed);
  });

  it('a rebuild drops what has no rows and keeps what has', async () => {
    await here.anAnswer({ score: 4 });
    await here.db.query(
      `insert into score_rollup (day, temperature, metric, channel, score, n) values ('2026-03-02', 'hot', 'csat', 'sms', 5, 9), ('2026-05-19', 'cold', 'nps', 'sms', 5, 9)`,
    );
    expect(await rebuild()).toMatchObject({ months: 3 });
    expect(await scores()).toEqual([expect.objectContaining({ day: '2026-05-19', metric: 'csat', score: 4, n: 1 })]);
  });

  it('two who count at once end with what one would have counted', async () => {
    const rollups = here.station.get(RollupsService);
    const responses = await Promise.all([1, 2, 3, 4].map((score) => here.anAnswer({ score })));
    await Promise.all([...responses.map((one) => rollups.recount({ responses: [one], invitations: [] })), rebuild()]);
    expect((await scores()).map(({ score, n }) => [score, n])).toEqual([1, 2, 3, 4].map((score) => [score, 1]));
  });
});
