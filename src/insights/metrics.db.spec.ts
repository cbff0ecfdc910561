import { InsightsStation, type Answered } from '../../test/support/insights.ts';
import { MetricsService } from './metrics.service.ts';
import type { Metric } from './rules/measure.ts';
import type { Span } from './rules/span.ts';

let here: InsightsStation;
const all: Span = { from: null, to: null };
const groups = (metric: Metric, span = all, ...by: Parameters<MetricsService['groups']>[2][number][]) =>
  here.station.get(MetricsService).groups(metric, span, by);

async function answers(of: Answered, ...scores: number[]): Promise<void> {
  for (const score of scores) await here.anAnswer({ ...of, score });
}

beforeAll(async () => {
  here = await InsightsStation.start();
  await here.aQuestionnaire('ces-old', 'ces5');
  await answers({ site: 'lyon-2', at: '2026-04-10T10:00:00Z' }, 5, 4, 2);
  await answers({ site: 'nice', at: '2026-05-10T10:00:00Z', segment: 'gold', channel: 'email' }, 5, 5, 5, 1, 3);
  await answers({ questionnaire: 'nps-order', metric: 'nps', touchpoint: 'first-order' }, 10, 9, 8, 6);
  await answers({ questionnaire: 'ces-call', metric: 'ces7', touchpoint: 'call', at: '2026-05-01T10:00:00Z' }, 7, 4);
  await answers(
    { questionnaire: 'ces-old', metric: 'ces5', touchpoint: 'old-call', at: '2026-05-01T10:00:00Z' },
    5,
    5,
    1,
  );
  await here.anInvitation({ site: 'nice', segment: 'gold', channel: 'email', sentAt: '2026-05-10T09:00:00Z' });
  await here.anInvitation({
    site: 'nice',
    segment: 'gold',
    channel: 'email',
    sentAt: '2026-05-10T09:00:00Z',
    status: 'bounced',
  });
  await here.hear();
}, 120_000);
afterAll(() => here.station.close());

describe('a metric', () => {
  it('without dimensions is one figure, of the answers to that metric alone', async () => {
    expect(await groups('csat')).toEqual([
      {
        key: {},
        scale: 'csat',
        n: 8,
        score: 62.5,
        ci: [expect.closeTo(30.57, 2), expect.closeTo(86.32, 2)],
        mean: 3.75,
        distribution: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 4 },
        responseRate: 8 / 9,
      },
    ]);
  });

  it('has a rate of those asked for it: orders do not count for visits', async () => {
    expect(await groups('nps')).toEqual([expect.objectContaining({ n: 4, score: 25, responseRate: 1 })]);
    expect((await groups('nps'))[0]).not.toHaveProperty('mean');
  });

  it('is cut by every dimension, in order, null where an answer has none', async () => {
    const cut = await groups('csat', all, 'month', 'touchpoint', 'site', 'segment', 'channel');
    expect(cut.map(({ key, n, responseRate }) => ({ ...key, n, responseRate }))).toEqual([
      {
        month: '2026-04',
        touchpoint: 'store-visit',
        site: 'lyon-2',
        segment: null,
        channel: 'sms',
        n: 3,
        responseRate: 1,
      },
      {
        month: '2026-05',
        touchpoint: 'store-visit',
        site: 'nice',
        segment: 'gold',
        channel: 'email',
        n: 5,
        responseRate: 5 / 6,
      },
    ]);
  });

  it('of effort never mixes its scales: seven points where anybody was asked so', async () => {
    expect(await groups('ces')).toEqual([expect.objectContaining({ scale: 'ces7', n: 2, score: 50, mean: 5.5 })]);
    expect(await groups('ces', all, 'touchpoint')).toEqual([
      expect.objectContaining({ key: { touchpoint: 'call' }, scale: 'ces7', n: 2 }),
      expect.objectContaining({
        key: { touchpoint: 'old-call' },
        scale: 'ces5',
        n: 3,
        distribution: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 2 },
      }),
    ]);
  });

  it('nobody answered has no score and no rate, which are not 0', async () => {
    expect(await groups('thumbs')).toEqual([
      expect.objectContaining({ n: 0, score: null, ci: null, distribution: { 0: 0, 1: 0 }, responseRate: null }),
    ]);
    expect(await groups('thumbs', all, 'site')).toEqual([]);
  });

  it('keeps to the instant: the millisecond before and the instant itself', async () => {
    const n = async (from: string | null, to: string | null) =>
      (await groups('csat', { from: from ? new Date(from) : null, to: to ? new Date(to) : null }))[0]?.n;
    expect(await n('2026-05-10T10:00:00Z', null)).toBe(5);
    expect(await n('2026-05-10T10:00:00.001Z', null)).toBe(0);
    expect(await n(null, '2026-05-10T10:00:00Z')).toBe(3);
    expect(await n(null, '2026-05-10T10:00:00.001Z')).toBe(8);
    expect(await n('2026-05-10T09:59:00Z', '2026-05-10T10:01:00Z')).toBe(5);
    expect(await n('2026-04-09T12:00:00Z', '2026-05-10T12:00:00Z')).toBe(8);
    expect(await n('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z')).toBe(5);
  });
});
