import { Words } from '#platform/i18n';
import { InsightsStation } from '../../test/support/insights.ts';
import { aBarometer, aWave, type AnsweredBy } from '../../test/support/waves.ts';
import { methodOf } from './barometer-absent.views.ts';
import { BarometerCommentsService, type CommentsFilter } from './barometer-comments.service.ts';
import { BarometerHotColdService } from './barometer-hot-cold.service.ts';
import { BarometerLeaversService } from './barometer-leavers.service.ts';
import { resultsCsv } from './barometer-results-csv.views.ts';
import { resultsJson } from './barometer-results.json.views.ts';
import { BarometerResultsService } from './barometer-results.service.ts';
import { writerOf } from './writer.views.ts';

let here: InsightsStation;
const results = () => here.station.get(BarometerResultsService);
const leavers = () => here.station.get(BarometerLeaversService);
const ANYTHING: CommentsFilter = { words: '', group: '', mood: null, theme: null, sentiment: null };
async function said(
  key: string,
  number: number,
  filter: Partial<CommentsFilter> = {},
  page: { cursor?: string; limit?: number } = {},
) {
  const { programme, waves } = await results().programme(key);
  const wave = waves.find((one) => one.number === number) ?? fail();
  const { cursor, limit = 5 } = page;
  return here.station
    .get(BarometerCommentsService)
    .find(programme, wave, { ...ANYTHING, ...filter }, { cursor, limit });
}
const POPULATION = { 'premium / lyon-2': 2000, 'new / lyon-2': 8000 };

function people(stratum: string, ...scores: (number | null)[]): AnsweredBy[] {
  return scores.map((nps) => ({ stratum, answers: nps === null ? null : { nps } }));
}
const times = <T>(n: number, ...what: T[]): T[] => Array.from({ length: n }, (_, at) => what[at % what.length] as T);

beforeAll(async () => {
  here = await InsightsStation.start();
  await here.aQuestionnaire('cold', 'nps');
  await aBarometer(here, 'yearly', 'cold');
  await aWave(here, {
    ...{
      programme: 'yearly',
      number: 1,
      opensAt: '2026-01-05T08:00:00Z',
      questionnaire: 'cold',
      population: POPULATION,
    },
    people: [...people('premium / lyon-2', ...times(30, 2)), ...people('new / lyon-2', ...times(30, 2))],
  });
  await aWave(here, {
    ...{
      programme: 'yearly',
      number: 2,
      opensAt: '2026-04-06T08:00:00Z',
      questionnaire: 'cold',
      population: POPULATION,
    },
    people: [
      ...people('premium / lyon-2', ...times(40, 10), ...times(10, null)),
      ...people('new / lyon-2', ...times(40, 2), ...times(60, null)),
    ],
  });
}, 60_000);
afterAll(() => here.station.close());

describe('results of a wave', () => {
  it('say how many of the population nobody speaks for', async () => {
    const method = async () =>
      methodOf(await results().results('yearly', 2), writerOf(here.station.get(Words), 'en')).join(' ');
    expect(await method()).not.toContain('cannot be reached');
    await here.db.query(`update barometer_wave set base = 12500, excluded = $1 where programme_key = 'yearly'`, [
      { 'opted-out': 2000, 'no-contact': 500, erased: 1, 'already-asked': 9 },
    ]);
    expect(await method()).toContain('covers 80% of the population wanted; 2,500 people cannot be reached');
  });

  it('stand for all customers, not for those who answered', async () => {
    const found = resultsJson(await results().results('yearly', 2));
    expect(found).toMatchObject({ asked: 150, n: 80, responseRate: 80 / 150, weighting: { method: 'cells' } });
    expect(found.figures).toMatchObject([{ key: 'nps', kind: 'nps', n: 80, score: expect.closeTo(-60, 6) }]);
    expect(found.weighting.effectiveN).toBeCloseTo(58.82, 1);
    expect(found.figures[0]?.change).toMatchObject({ change: expect.closeTo(40, 6), p: expect.closeTo(0, 3) });
    expect(found.trend).toMatchObject([
      { wave: 1, score: expect.closeTo(-100, 6) },
      { wave: 2, score: expect.closeTo(-60, 6) },
    ]);
    expect(found.groups.find(({ key }) => key === 'premium')).toMatchObject({
      ...{ by: 'segment', n: 40, responseRate: 0.8, score: 100, population: 2000 },
      fromOthers: { change: 200 },
    });
  });

  it('of the first wave have nothing to be compared with', async () => {
    const found = resultsJson(await results().results('yearly', 1));
    expect(found.figures[0]).toMatchObject({ score: -100, change: null });
  });

  it.each([
    ['unknown', 1],
    ['yearly', 3],
  ])('of %s, wave %d, do not exist', async (key, wave) => {
    await expect(results().results(key, wave)).rejects.toMatchObject({ status: 404 });
  });

  it('are exported with a formula taken for text', async () => {
    const found = await results().results('yearly', 2);
    const lines = resultsCsv({
      ...found,
      reading: { ...found.reading, groups: found.reading.groups.map((group) => ({ ...group, name: '=1+1,"x"' })) },
    }).split('\r\n');
    expect(lines[0]).toBe(
      'kind,key,population,n,effective_n,response_rate,score,low,high,standard_error,compared_with,difference,difference_low,difference_high,p,measure',
    );
    expect(lines[1]).toMatch(/^nps,nps,,80,58\.82\d*,,-60,/);
    expect(lines.some((line) => line.startsWith(`segment,"'=1+1,""x""",2000,40,`))).toBe(true);
  });
});

describe('a barometer of employees', () => {
  beforeAll(async () => {
    await aBarometer(here, 'staff', 'cold', { strata: ['segment'], minimumGroup: 10, kind: 'employees' });
    await aWave(here, {
      ...{ programme: 'staff', number: 1, opensAt: '2026-02-02T08:00:00Z', questionnaire: 'cold' },
      population: { shop: 400, office: 50, depot: 20 },
      people: [
        ...people('shop', ...times(60, 9, 3)),
        ...people('office', ...times(12, 9)),
        ...people('depot', ...times(9, 1)).map((one) => ({ ...one, comment: 'Le chef du dépôt…' })),
      ],
    });
    await aWave(here, {
      ...{ programme: 'staff', number: 2, opensAt: '2026-05-04T08:00:00Z', questionnaire: 'cold' },
      ...{ population: { shop: 400, office: 50, depot: 20 }, people: people('shop', ...times(9, 9)) },
    });
  });

  it('hides the small group, and the one that would give it away, on the screen and in the export', async () => {
    const found = await results().results('staff', 1);
    const shown = resultsJson(found).groups.map(({ key, n, score }) => [key, n, score === null]);
    expect(shown).toEqual([
      ['depot', null, true],
      ['office', null, true],
      ['shop', 60, false],
    ]);
    expect(resultsCsv(found)).toContain('segment,office,50,,,,,,,');
    const { items, nextCursor } = (await said('staff', 1)).found;
    expect(items).toMatchObject(times(5, { customer: null, site: null }));
    const rest = await said('staff', 1, {}, { cursor: nextCursor ?? fail() });
    expect(rest.found).toMatchObject({ items: times(4, { customer: null }), nextCursor: null });
  });

  it('says nothing under its minimum', async () => {
    const found = await results().results('staff', 2);
    expect(resultsJson(found)).toMatchObject({
      ...{ minimumGroup: 10, asked: 9, n: null, responseRate: null, figures: [], drivers: null },
      weighting: { effectiveN: null, designEffect: null, joined: [] },
    });
    expect(found.trend[1]?.figure).toBeNull();
    expect(await said('staff', 2)).toMatchObject({ hidden: true, found: { items: [] } });
  });

  it.each(['segment:depot', 'segment:office', 'segment:shop', 'segment:nowhere'])(
    'lets nobody read %s by itself',
    async (group) => {
      expect(await said('staff', 1, { group })).toMatchObject({ hidden: true, groups: [], found: { items: [] } });
    },
  );

  it('names no leaver', async () => {
    const { programme, waves } = await results().programme('staff');
    expect(await leavers().find(programme, waves[0] ?? fail(), { cursor: undefined, limit: 10 })).toMatchObject({
      unhappy: 0,
    });
  });
});

describe('every measure', () => {
  beforeAll(async () => {
    await here.aQuestionnaire('two', 'nps', 'csat');
    await aBarometer(here, 'measured', 'two', { strata: ['segment'] });
    for (const [number, csat] of [
      [1, 5],
      [2, 1],
    ] as const)
      await aWave(here, {
        ...{ programme: 'measured', number, opensAt: `2026-0${number}-05T08:00:00Z`, questionnaire: 'two' },
        population: { premium: 100, new: 100 },
        people: [
          ...times(30, { stratum: 'premium', answers: { nps: 10, csat: 5 } }),
          ...times(30, { stratum: 'new', answers: { nps: 10, csat } }),
        ],
      });
  });

  it('has its trend, its groups and its change', async () => {
    const found = resultsJson(await results().results('measured', 2, 'csat'));
    expect(found).toMatchObject({
      measure: 'csat',
      figures: [
        { key: 'nps', change: { change: 0 } },
        { key: 'csat', change: { change: -50 } },
      ],
      trend: [
        { wave: 1, score: 100 },
        { wave: 2, score: 50 },
      ],
    });
    const groups = Object.fromEntries(found.groups.map(({ key, score }) => [key, score]));
    expect(groups).toEqual({ new: 0, premium: 100 });
    expect(found.nonResponse.groups).toMatchObject([
      { by: 'segment', key: 'new', asked: 30, n: 30, responseRate: 1 },
      { key: 'premium' },
    ]);
    const lines = resultsCsv(await results().results('measured', 2, 'csat')).split('\r\n');
    expect(lines.filter((line) => line.endsWith(',csat'))).toHaveLength(4);
  });

  it('is counted again when an answer has changed, though the wave is closed, and not before', async () => {
    const before = await results().results('measured', 1, 'csat');
    const { reading } = await results().results('measured', 1, 'csat');
    expect([reading.groups === before.reading.groups, before.reading.figures[1]?.value]).toEqual([true, 100]);
    const changed = (csat: number) =>
      here.db.query(
        `update response r set answers = r.answers || jsonb_build_object('csat', $1::int) from wave_member m
           join barometer_wave w on w.id = m.wave_id and w.programme_key = 'measured' and w.number = 1
         where m.invitation_id = r.invitation_id and m.stratum = 'new'`,
        [csat],
      );
    await changed(1);
    expect((await results().results('measured', 1, 'csat')).reading.figures[1]?.value).toBeCloseTo(50, 6);
    await changed(5);
  });

  it('is the overall score where the wave does not ask it', async () => {
    expect(await results().results('measured', 2, 'ideal')).toMatchObject({ measure: { key: 'nps' } });
  });
});

describe('comments of a wave', () => {
  beforeAll(async () => {
    await aBarometer(here, 'said', 'cold', { strata: ['segment'] });
    const wrote = (stratum: string, nps: number, comment: string, day: number) => ({
      ...{ stratum, answers: { nps }, comment, at: `2026-06-0${day}T08:00:00Z` },
    });
    await aWave(here, {
      ...{ programme: 'said', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      population: { premium: 100, new: 100 },
      people: [
        ...people('premium', ...times(10, 9)),
        ...people('new', ...times(10, 9)),
        wrote('premium', 10, 'Les prix sont justes.', 2),
        wrote('premium', 2, 'Prix trop hauts, attente trop longue.', 3),
        wrote('new', 8, 'Une attente interminable, horrible.', 4),
        wrote('new', 10, 'Parfait.', 5),
      ],
    });
  });

  it.each<[string, Partial<CommentsFilter>, string[]]>([
    [
      'newest first',
      {},
      [
        'Parfait.',
        'Une attente interminable, horrible.',
        'Prix trop hauts, attente trop longue.',
        'Les prix sont justes.',
      ],
    ],
    ['of a group', { group: 'segment:premium' }, ['Prix trop hauts, attente trop longue.', 'Les prix sont justes.']],
    ['with a score', { mood: 'unhappy' }, ['Prix trop hauts, attente trop longue.']],
    [
      'about something',
      { theme: 'wait' },
      ['Une attente interminable, horrible.', 'Prix trop hauts, attente trop longue.'],
    ],
    [
      'of a feeling',
      { sentiment: 'negative' },
      ['Une attente interminable, horrible.', 'Prix trop hauts, attente trop longue.'],
    ],
    ['with words', { words: 'prix', group: 'segment:premium', sentiment: 'positive' }, ['Les prix sont justes.']],
  ])('are found %s', async (_, filter, texts) => {
    expect((await said('said', 1, filter)).found.items.map(({ comment }) => comment)).toEqual(texts);
  });

  it.each([
    ['segment:premium', false],
    ['segment:nowhere', true],
  ])('are read of %s by itself, or not: hidden %s', async (group, hidden) => {
    expect(await said('said', 1, { group })).toMatchObject({ hidden, minimum: 5 });
  });

  it('are read on where the page before ended, whatever they are about', async () => {
    const first = await said('said', 1, { theme: 'wait' }, { limit: 1 });
    const { found } = await said('said', 1, { theme: 'wait' }, { limit: 1, cursor: first.found.nextCursor ?? fail() });
    expect(found).toMatchObject({ items: [{ comment: 'Prix trop hauts, attente trop longue.' }], nextCursor: null });
    await expect(said('said', 1, {}, { cursor: 'e30' })).rejects.toMatchObject({ status: 400 });
  });
});

describe('hot against cold', () => {
  it('tells a touchpoint that flatters from one that does not', async () => {
    await aBarometer(here, 'both', 'cold', { strata: [] });
    const everyone: AnsweredBy[] = [];
    for (const [at, nps] of times(80, 2, 10).entries()) {
      const customer = await here.aCustomer();
      const touchpoint = at % 2 === 0 ? 'store-visit' : 'call';
      const invitation = await here.anInvitation({ customer, touchpoint });
      await here.anAnswer({ touchpoint, score: 5, at: '2026-05-19T10:00:00Z' }, invitation);
      everyone.push({ stratum: 'all', answers: { nps }, customer, at: '2026-06-02T08:00:00Z' });
    }
    // Asked there on another scale than most: on neither side of the comparison.
    for (const nps of [2, 10]) {
      const customer = await here.aCustomer();
      const invitation = await here.anInvitation({ customer, touchpoint: 'call' });
      await here.anAnswer({ touchpoint: 'call', metric: 'nps', score: 0, at: '2026-05-19T10:00:00Z' }, invitation);
      everyone.push({ stratum: 'all', answers: { nps }, customer, at: '2026-06-02T08:00:00Z' });
    }
    await aWave(here, {
      ...{ programme: 'both', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      ...{ population: { all: 5000 }, people: everyone },
    });
    const found = await here.station.get(BarometerHotColdService).touchpoints(await results().results('both', 1));
    expect(found).toMatchObject([
      { touchpoint: 'store-visit', verdict: 'flatters', hot: { n: 40, score: 100 }, cold: { n: 40, value: -100 } },
      { touchpoint: 'call', verdict: 'agrees', hot: { n: 40 }, cold: { n: 40, value: 100 } },
    ]);
  }, 30_000);
});

describe('silent leavers', () => {
  const found = async () => {
    const { programme, waves } = await results().programme('silence');
    return leavers().find(programme, waves[0] ?? fail(), { cursor: undefined, limit: 10 });
  };

  it('are the unhappy without a case or a bad hot score, until somebody opens a case', async () => {
    await aBarometer(here, 'silence', 'cold', { strata: [] });
    const [silent, complained, content] = [await here.aCustomer(), await here.aCustomer(), await here.aCustomer()];
    const email = 'both@example.test';
    const [twin, record] = [await here.aCustomer({ email }), await here.aCustomer({ email })];
    await here.anAnswer({ score: 1, at: '2026-05-19T10:00:00Z' }, await here.anInvitation({ customer: record }));
    const invitation = await here.anInvitation({ customer: complained });
    await here.anAnswer({ score: 1, at: '2026-05-19T10:00:00Z' }, invitation);
    const [answer = null] = await aWave(here, {
      ...{ programme: 'silence', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      population: { all: 100 },
      people: [
        { stratum: 'all', customer: silent, answers: { nps: 3 }, comment: 'Bof.' },
        { stratum: 'all', customer: complained, answers: { nps: 0 } },
        { stratum: 'all', customer: twin, answers: { nps: 1 } },
        { stratum: 'all', customer: content, answers: { nps: 7 } },
      ],
    });
    expect(await found()).toMatchObject({ silent: 1, unhappy: 3, found: { items: [{ customer: silent, score: 3 }] } });

    const { programme } = await results().programme('silence');
    await leavers().openCase(programme, answer ?? fail());
    const [one] = await here.db.query(`select reason, priority from callback_case where customer_id = $1`, [silent]);
    expect(one).toMatchObject({ reason: 'low-score', priority: 2 });
    expect(await found()).toMatchObject({ silent: 0, unhappy: 3, found: { items: [] } });
    await expect(leavers().openCase(programme, answer ?? fail())).rejects.toMatchObject({ status: 409 });
  });

  it('are read page after page', async () => {
    await aBarometer(here, 'silences', 'cold', { strata: [] });
    const [earlier, later] = [await here.aCustomer(), await here.aCustomer()];
    await aWave(here, {
      ...{ programme: 'silences', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      population: { all: 100 },
      people: [
        { stratum: 'all', customer: earlier, answers: { nps: 3 }, at: '2026-06-02T08:00:00Z' },
        { stratum: 'all', customer: later, answers: { nps: 2 }, at: '2026-06-03T08:00:00Z' },
      ],
    });
    const { programme, waves } = await results().programme('silences');
    const page = (cursor?: string) => leavers().find(programme, waves[0] ?? fail(), { cursor, limit: 1 });
    const first = await page();
    expect(first.found.items).toMatchObject([{ customer: later }]);
    const rest = await page(first.found.nextCursor ?? fail());
    expect(rest.found).toMatchObject({ items: [{ customer: earlier }], nextCursor: null });
  });

  it.each(['not-an-id', '0198a4a2-0000-7000-8000-000000000000'])(
    'of an answer that is not theirs open nothing: %s',
    async (id) => {
      const { programme } = await results().programme('silence');
      await expect(leavers().openCase(programme, id)).rejects.toMatchObject({ status: 404 });
    },
  );
});

function fail(): never {
  throw new Error('nothing was found');
}
