import { actors } from '#platform/facts';
import { SurveysUses } from '#surveys';
import { BarometerStation } from '../../test/support/barometer.ts';
import { BarometerAudit } from './barometer-audit.service.ts';

let here: BarometerStation;

beforeAll(async () => {
  here = await BarometerStation.start();
}, 60_000);

afterAll(() => here.close());
beforeEach(async () => {
  await here.empty();
  await here.people(40, 'premium');
  await here.save();
});

const refused = (status: number, kind: string) => expect.objectContaining({ status, kind }) as Error;

describe('a barometer', () => {
  it('is named where its questionnaire is', async () => {
    expect((await here.station.get(SurveysUses).all()).get('barometer')).toEqual([
      { questionnaire: 'barometer', name: { fr: 'Baromètre' }, href: '/barometers/base' },
    ]);
  });

  it('once archived opens no more waves, until it is restored; both are said once', async () => {
    expect(await here.programmes.archive('base')).toMatchObject({ key: 'base', state: 'ended' });
    await here.programmes.archive('base');
    await expect(here.waves.open('base', 1)).rejects.toEqual(refused(409, 'archived'));
    expect(await here.save({ name: 'Autre nom' })).toMatchObject({ state: 'ended' });
    expect(await here.programmes.restore('base')).toMatchObject({ state: 'active' });
    await here.waves.open('base', 1);
    const told = await here.db.query<{ data: object }>(
      `select data from fact where name = 'barometer.moved' order by id`,
    );
    expect(told.map(({ data }) => data)).toEqual([
      { from: 'active', to: 'ended' },
      { from: 'ended', to: 'active' },
    ]);
  });

  it('is not archived while a wave is under way, paused or not', async () => {
    await here.waves.open('base', 1);
    await expect(here.programmes.archive('base')).rejects.toEqual(refused(409, 'wave-under-way'));
    await here.waves.pause('base', 1);
    await expect(here.programmes.archive('base')).rejects.toEqual(refused(409, 'wave-under-way'));
    await here.waves.close('base', 1);
    expect((await here.programmes.archive('base')).state).toBe('ended');
    await expect(here.programmes.archive('unknown')).rejects.toMatchObject({ status: 404 });
  });

  it('tells who opened a wave first, whoever opened it again', async () => {
    const openedBy = async () => here.station.get(BarometerAudit).openedBy((await here.reading.wave('base', 1)).id);
    expect(await openedBy()).toBeNull();
    await actors.as('key:0198a4a2-0000-7000-8000-000000000000', () => here.waves.open('base', 1));
    expect(await openedBy()).toEqual({ kind: 'key', name: null });
    await here.waves.pause('base', 1);
    await here.waves.open('base', 1);
    expect(await openedBy()).toEqual({ kind: 'key', name: null });
  });
});
