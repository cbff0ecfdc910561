import { BarometerExperience, BarometerService } from '#barometer';
import { InsightsStation } from '../../test/support/insights.ts';
import { aBarometer, aWave, type AnsweredBy } from '../../test/support/waves.ts';

let here: InsightsStation;
const NOW = new Date('2026-06-01T08:00:00Z');

const times = (stratum: string, count: number, score: number | null): AnsweredBy[] =>
  Array.from({ length: count }, () => ({ stratum, answers: score === null ? null : { nps: score } }));

const taught = async () => {
  const programme = await here.station.get(BarometerService).known('yearly');
  return here.station.get(BarometerExperience).of({ ...programme, allocation: 'neyman' }, NOW);
};

beforeAll(async () => {
  here = await InsightsStation.start();
  await here.aQuestionnaire('cold', 'nps');
  await aBarometer(here, 'yearly', 'cold', { strata: ['segment'] });
}, 60_000);
afterAll(() => here.station.close());

it('before the first wave, knows hot surveys of the same segment only', async () => {
  for (const status of ['answered', 'answered', 'sent', 'answered', 'sent', 'bounced', 'failed'])
    await here.anInvitation({ segment: 'premium', status, sentAt: '2026-05-20T08:00:00Z' });
  const { rateOf, deviationOf } = await taught();
  expect(rateOf('premium').rate).toBeCloseTo((3 + 50 * 0.2) / 55, 6);
  expect(rateOf('premium').from).toBe('default');
  expect(deviationOf('premium')).toBeNull();
});

it('after two waves, knows how many answer in each stratum, and how far apart their answers are', async () => {
  for (const number of [1, 2])
    await aWave(here, {
      ...{ programme: 'yearly', number, opensAt: `2026-0${number + 1}-05T08:00:00Z`, questionnaire: 'cold' },
      population: { premium: 1000, pro: 1000, rare: 10 },
      people: [
        ...[...times('premium', 30, 10), ...times('premium', 10, 0), ...times('premium', 60, null)],
        ...[...times('pro', 50, 9), ...times('pro', 50, null)],
        ...times('rare', 1, 0),
      ],
    });
  await here.db.query(`update wave_member set invited_at = '2026-03-05T08:00:00Z'`);
  const { rateOf, deviationOf } = await taught();
  expect(rateOf('premium')).toMatchObject({ from: 'stratum' });
  expect(rateOf('premium').rate).toBeGreaterThan(0.4);
  expect(rateOf('pro').rate).toBeGreaterThan(rateOf('premium').rate);
  expect(rateOf('unknown')).toMatchObject({ from: 'programme' });
  // 60 of 80 at +1 and 20 at −1: variance 0.75 · 80 / 79
  expect(deviationOf('premium')).toEqual({ from: 'stratum', deviation: expect.closeTo(0.8715, 4) as number });
  expect(deviationOf('pro')).toEqual({ from: 'stratum', deviation: 0.05 });
  expect(deviationOf('rare')).toMatchObject({ from: 'few' });
  expect(deviationOf('unknown')).toMatchObject({ from: 'programme' });
});
