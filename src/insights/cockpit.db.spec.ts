import { v7 } from 'uuid';
import { Words } from '#platform/i18n';
import { UsersService } from '#users';
import { InsightsStation } from '../../test/support/insights.ts';
import { aBarometer, aWave } from '../../test/support/waves.ts';
import { CockpitService, type Choice, type User } from './cockpit.service.ts';
import { cockpitView } from './cockpit.views.ts';
import { RollupsService } from './rollups.service.ts';
import { writerOf } from './writer.views.ts';

const NOW = new Date('2026-05-19T12:00:00Z');
let here: InsightsStation;
let agent: User;
const team = v7();

const choice: Choice = { period: '30d', site: null, metric: null };
const view = async (user: User = agent, of: Choice = choice) => {
  const figures = await here.clock.at(NOW, () => here.station.get(CockpitService).figures(user, of));
  return cockpitView(figures, of, writerOf(new Words({ missing: 'throw' }), 'en'));
};
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

async function aCase(fields: {
  due: string;
  assignee?: string;
  team?: string | null;
  status?: string;
  called?: boolean;
  outcome?: string;
}) {
  await here.db.query(
    `insert into callback_case (id, customer_id, touchpoint_key, site_key, status, priority, reason, team_id, assignee_id, opened_at,
       first_contact_due_at, resolution_due_at, first_contact_at, outcome)
     values ($1, $2, 'call', 'lyon-2', $3, 2, 'low-score', $4, $5, '2026-05-10T08:00:00Z', $6, $6, $7, $8)`,
    [
      ...[v7(), await here.aCustomer(), fields.status ?? 'assigned', fields.team === undefined ? team : fields.team],
      ...[fields.assignee ?? null, fields.due, fields.called ? '2026-05-11T08:00:00Z' : null, fields.outcome ?? null],
    ],
  );
}

beforeAll(async () => {
  here = await InsightsStation.start();
  const { user } = await here.station
    .get(UsersService)
    .add({ email: 'a@example.fr', name: 'Ana', role: 'agent', language: 'en' });
  agent = {
    kind: 'user',
    id: user.id,
    name: 'Ana',
    email: 'a@example.fr',
    role: 'agent',
    language: 'en',
    theme: null,
    teams: [team],
  };
  await here.db.query(`insert into team values ($1, 'lyon', 'Lyon', '{}', now())`, [team]);
  await here.aTouchpoint('first-order', 'nps-order', 1);
  await here.aTouchpoint('call', 'ces-call', 2);
  await here.aSite('lyon-2', 'Lyon Part-Dieu');
  const call = { questionnaire: 'ces-call', metric: 'ces7' as const, touchpoint: 'call' };
  for (let n = 0; n < 32; n++) await here.anAnswer({ ...call, at: '2026-05-12T10:00:00Z', score: n < 26 ? 2 : 6 });
  for (let n = 0; n < 4; n++)
    await here.anAnswer({
      questionnaire: 'nps-order',
      metric: 'nps',
      touchpoint: 'first-order',
      at: '2026-05-12T10:00:00Z',
      score: 10,
    });
  for (let n = 0; n < 6; n++) await here.anAnswer({ ...call, at: '2026-04-02T10:00:00Z', score: 6 });
  await here.anAnswer({ ...call, at: '2026-05-18T10:00:00Z', score: 1, comment: 'Personne ne répond.' });
  await aCase({ due: '2026-05-19T11:00:00Z', assignee: user.id });
  await aCase({ due: '2026-05-19T13:00:00Z', assignee: user.id });
  await aCase({ due: '2026-05-19T11:59:00Z', status: 'new' });
  await aCase({ due: '2026-05-19T09:00:00Z', team: null, status: 'new' });
  await aCase({ due: '2026-05-12T09:00:00Z', status: 'verified', called: true, outcome: 'recovered' });
  await here.hear();
}, 120_000);
afterAll(() => here.station.close());

describe('the cockpit', () => {
  it('is about the metric most people answered, unless another is asked for', async () => {
    expect((await view()).metrics.find(({ active }) => active)?.label).toBe('Ease');
    expect((await view(agent, { ...choice, metric: 'nps' })).metrics.find(({ active }) => active)?.label).toBe('NPS');
  });

  it('says in words what a figure is, and whether its change is real', async () => {
    const { tiles, trend } = await view();
    expect(tiles[2]).toMatchObject({ n: 33, value: 6 / 33, delta: { tone: 'same' } });
    expect(plain(tiles[2]?.delta?.text)).toBe('pts on the 30 days before: to be confirmed, too few answers');
    expect(plain(trend.reading)).toMatch(
      /^Ease: 18% \(9% to 34%, 33 answers\)\. 82 points less than over the 30 days before/,
    );
  });

  it('hides a score of four answers, and its trend and change with it', async () => {
    expect((await view()).tiles[0]).toMatchObject({
      n: 4,
      hidden: 5,
      value: null,
      low: null,
      trend: null,
      delta: null,
    });
  });

  it('names the denominator of the response rate', async () => {
    const rate = (await view()).tiles[3];
    expect(rate).toMatchObject({ label: 'Answers to 37 invitations delivered', n: 37, value: 1 });
  });

  it('puts the journey in the order of life, with its black spots and open cases', async () => {
    const { journey } = await view();
    expect(journey.steps).toMatchObject([
      { name: 'Step first-order', black: null, open: 0, figure: { hidden: 5 } },
      { name: 'Step call', black: 'more-unhappy', open: 4, late: 3 },
    ]);
    expect(journey.reading).toBe('More unhappy customers than happy ones: Step call.');
  });

  it('tells an agent of their cases and of their teams’, and nobody else’s', async () => {
    expect((await view()).todo.map(({ text }) => text)).toEqual([
      '2 callbacks in your hands, 1 late',
      '2 late callbacks in your teams',
      'Black spot of the journey: Step call',
    ]);
    expect((await view({ ...agent, id: v7(), role: 'admin' })).todo[0]?.text).toBe('3 late callbacks in your teams');
    expect((await view({ ...agent, role: 'analyst' })).todo.map(({ icon }) => icon)).toEqual(['map-pin']);
  });

  it('follows the funnel to the customer won back', async () => {
    const { funnel } = await view();
    expect(funnel.data?.steps.map(({ value }) => value)).toEqual([37, 37, 37, 37, 1, 1]);
    expect(plain(funnel.reading)).toBe(
      '37 answers, 100% of the invitations delivered. 5 unhappy customers followed up: 1 called back, 1 won back.',
    );
  });

  it('quotes the latest verbatims, a way to the person with each', async () => {
    expect((await view()).verbatims).toMatchObject([
      {
        text: 'Personne ne répond.',
        score: { scale: 'ces7', value: 1, mood: 'unhappy' },
        source: 'Step call · Lyon Part-Dieu',
      },
    ]);
  });

  it('of a site without answers says so, and shows the way back', async () => {
    expect((await view(agent, { ...choice, site: 'nowhere' })).empty).toMatchObject({ href: '/cockpit?period=30d' });
    expect((await view()).empty).toBeNull();
  });
});

describe('beside what is heard at touchpoints', () => {
  const WAVE = { programme: 'yearly', questionnaire: 'cold', population: { all: 900 } };
  const people = (count: number, nps: number) =>
    Array.from({ length: count }, () => ({ stratum: 'all', answers: { nps } }));
  const tile = async (of: Choice = choice, role: User['role'] = 'analyst') =>
    (await view({ ...agent, role }, of)).tiles.find(({ label }) => /wave/.test(label));

  it('the barometer’s last whole wave speaks for all customers, weighted, and is never added to the others', async () => {
    const before = (await view()).tiles.find(({ label }) => /^NPS/.test(label));
    expect(await tile()).toBeUndefined();
    await here.aQuestionnaire('cold', 'nps');
    await aBarometer(here, 'yearly', 'cold', { strata: [] });
    await aWave(here, { ...WAVE, number: 1, opensAt: '2026-02-02T08:00:00Z', people: people(120, 10) });
    await aWave(here, {
      ...WAVE,
      number: 2,
      opensAt: '2026-05-04T08:00:00Z',
      people: [...people(60, 10), ...people(60, 2)],
    });
    await aWave(here, { ...WAVE, number: 3, opensAt: '2026-05-18T08:00:00Z', people: people(120, 2) });
    await here.db.query(`update barometer_wave set state = 'open' where number = 3`);
    await here.station.get(RollupsService).rebuild();
    expect(await tile()).toMatchObject({
      ...{ label: 'Barometer yearly, wave 2: all customers', value: 0, n: 120 },
      ...{ href: '/barometers/yearly/results?wave=2', delta: { tone: 'worse', value: -100 } },
    });
    expect(await tile(choice, 'agent')).toMatchObject({ value: 0, href: null });
    expect((await view()).tiles.find(({ label }) => /^NPS/.test(label))).toEqual(before);
    expect(await tile({ ...choice, site: 'lyon-2' })).toBeUndefined();
  });
});
