import { InsightsStation } from '../../test/support/insights.ts';
import { aBarometer, aWave } from '../../test/support/waves.ts';
import { TimelineService } from './timeline.service.ts';

let here: InsightsStation;
beforeAll(async () => {
  here = await InsightsStation.start();
  await here.aQuestionnaire('cold', 'nps');
  await aBarometer(here, 'yearly', 'cold', { strata: [] });
}, 60_000);
afterAll(() => here.station.close());

it('tells a customer was drawn, put off and replaced, and who came for them that they were called up', async () => {
  const [drawn, reserve] = [await here.aCustomer(), await here.aCustomer()];
  await aWave(here, {
    ...{ programme: 'yearly', number: 1, opensAt: '2026-04-06T08:00:00Z', questionnaire: 'cold' },
    population: { all: 100 },
    people: [drawn, reserve].map((customer) => ({ stratum: 'all', answers: null, customer })),
  });
  const [wave] = await here.db.query<{ id: string }>('select id from barometer_wave');
  const id = wave?.id ?? '';
  await here.db.query(`update wave_member set role = 'reserve', replaces = $1 where customer_id = $2`, [
    drawn,
    reserve,
  ]);
  await here.db.query(
    `insert into wave_move (wave_id, customer_id, moved_at, from_time, to_time, reason)
     values ($1, $2, '2026-04-07T08:00:00Z', '2026-04-07T08:00:00Z', '2026-04-09T08:00:00Z', 'quarantine')`,
    [id, drawn],
  );
  await here.db.query(
    `insert into fact (name, subject, customer_id, data, actor, at) values ('wave.replaced', $1, $2, $3, 'system', '2026-04-09T08:00:00Z')`,
    [id, drawn, { programme: 'yearly', wave: 1, by: reserve, reason: 'no-contact' }],
  );
  const told = async (customer: string) =>
    (await here.station.get(TimelineService).of(customer, { kind: 'wave' })).items.map(({ at, data }) => [
      ...[at.toISOString().slice(0, 10), data['what'], data['reason']],
      ...[data['from'], data['to']].map((time) => String(time).slice(0, 10)),
    ]);
  expect(await told(drawn)).toEqual([
    ['2026-04-09', 'replaced', 'no-contact', 'null', 'null'],
    ['2026-04-07', 'moved', 'quarantine', '2026-04-07', '2026-04-09'],
    ['2026-04-06', 'drawn', null, 'null', 'null'],
  ]);
  expect(await told(reserve)).toEqual([['2026-04-09', 'called-up', null, 'null', 'null']]);
  const all = await here.station.get(TimelineService).of(drawn, { limit: 2 });
  const rest = await here.station.get(TimelineService).of(drawn, { cursor: all.nextCursor ?? '' });
  expect([...all.items, ...rest.items].map(({ kind }) => kind)).toEqual(['wave', 'wave', 'wave', 'invitation']);
});
