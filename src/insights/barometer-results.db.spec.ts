import { InsightsStation } from '../../test/support/insights.ts';
import { aBarometer, aWave, type AnsweredBy } from '../../test/support/waves.ts';
import { BarometerHotColdService } from './barometer-hot-cold.service.ts';
import { BarometerLeaversService } from './barometer-leavers.service.ts';
import { resultsCsv } from './barometer-results-csv.views.ts';
import { resultsJson } from './barometer-results.json.views.ts';
import { BarometerResultsService } from './barometer-results.service.ts';

let here: InsightsStation;
const results = () => here.station.get(BarometerResultsService);
const leavers = () => here.station.get(BarometerLeaversService);
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
      'kind,key,population,n,effective_n,response_rate,score,low,high,standard_error,compared_with,difference,difference_low,difference_high,p',
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
    expect(await results().comments(found, 5)).toMatchObject(times(5, { customer: null, site: null }));
  });

  it('says nothing under its minimum', async () => {
    const found = await results().results('staff', 2);
    expect(resultsJson(found)).toMatchObject({ minimumGroup: 10, figures: [], drivers: null });
    expect(found.trend[1]?.figure).toBeNull();
    expect(await results().comments(found, 5)).toEqual([]);
  });

  it('names no leaver', async () => {
    const { programme, waves } = await results().programme('staff');
    expect(await leavers().find(programme, waves[0] ?? fail(), { cursor: undefined, limit: 10 })).toMatchObject({
      unhappy: 0,
    });
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
    await aWave(here, {
      ...{ programme: 'both', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      ...{ population: { all: 5000 }, people: everyone },
    });
    const found = await here.station.get(BarometerHotColdService).touchpoints(await results().results('both', 1));
    expect(found).toMatchObject([
      { touchpoint: 'store-visit', verdict: 'flatters', hot: { n: 40, score: 100 }, cold: { value: -100 } },
      { touchpoint: 'call', verdict: 'agrees', cold: { value: 100 }, difference: { change: 200 } },
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
    const invitation = await here.anInvitation({ customer: complained });
    await here.anAnswer({ score: 1, at: '2026-05-19T10:00:00Z' }, invitation);
    const [answer = null] = await aWave(here, {
      ...{ programme: 'silence', number: 1, opensAt: '2026-06-01T08:00:00Z', questionnaire: 'cold' },
      population: { all: 100 },
      people: [
        { stratum: 'all', customer: silent, answers: { nps: 3 }, comment: 'Bof.' },
        { stratum: 'all', customer: complained, answers: { nps: 0 } },
        { stratum: 'all', customer: content, answers: { nps: 7 } },
      ],
    });
    expect(await found()).toMatchObject({ silent: 1, unhappy: 2, found: { items: [{ customer: silent, score: 3 }] } });

    const { programme } = await results().programme('silence');
    await leavers().openCase(programme, answer ?? fail());
    const [one] = await here.db.query(`select reason, priority from callback_case where customer_id = $1`, [silent]);
    expect(one).toMatchObject({ reason: 'low-score', priority: 2 });
    expect(await found()).toMatchObject({ silent: 0, unhappy: 2, found: { items: [] } });
    await expect(leavers().openCase(programme, answer ?? fail())).rejects.toMatchObject({ status: 409 });
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
