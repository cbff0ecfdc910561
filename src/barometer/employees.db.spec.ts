import { BarometerStation } from '../../test/support/barometer.ts';
import { SurveysService } from '#surveys';
import { BarometerAnonymous } from './barometer-anonymous.service.ts';

let here: BarometerStation;
let anonymous: BarometerAnonymous;

beforeAll(async () => {
  here = await BarometerStation.start();
  anonymous = here.station.get(BarometerAnonymous);
  await here.station.get(SurveysService).publishVersion('named', {
    ...{ name: 'Avec rappel', temperature: 'cold' },
    questions: [
      { key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } },
      { key: 'contact', kind: 'contact', text: { fr: 'Vous rappeler ?' } },
    ],
  });
}, 60_000);

afterAll(() => here.close());
beforeEach(() => here.empty());

const refused = (status: number, kind: string) => expect.objectContaining({ status, kind }) as Error;
const said = (nps: number) => ({ answers: { nps }, metric: 'nps' as const, score: nps, comment: null, language: 'fr' });
const staff = (more = {}) => here.save({ kind: 'employees', spreadDays: 1, wavesPerCycle: 1, ...more });

/** Twenty who work here, in two teams; their wave is open, and its messages have gone out. */
async function asked(): Promise<string[]> {
  await here.people(16, 'vente', { employee: true });
  await here.people(4, 'siege', { employee: true });
  await staff({ reminders: [{ after: 'P3D' }] });
  await here.waves.open('base', 1);
  await here.send();
  return here.deliver();
}

describe('who is asked', () => {
  it('by a barometer of employees: they alone, whoever else is known', async () => {
    await here.people(12, 'vente', { employee: true });
    await here.people(30, 'premium');
    await staff({ population: { segments: ['vente', 'premium'] }, target: { perWave: 10 } });
    const plan = await here.planning.plan('base');
    expect([plan.base, plan.eligible, plan.excluded]).toEqual([12, 12, {}]);
    await here.waves.open('base', 1);
    expect(new Set((await here.members()).map(({ stratum }) => stratum))).toEqual(new Set(['vente']));
  });

  it('by a barometer of customers: neither employees nor who shares a phone or a mailbox with one', async () => {
    await here.people(30, 'premium');
    await here.customers.upsert({ externalId: 'e-1', employee: true, email: 'Premium-0@example.com' });
    await here.customers.upsert({ externalId: 'e-2', employee: true, phone: '+33612345678' });
    await here.customers.upsert({ externalId: 'premium-1', phone: '06 12 34 56 78' });
    await here.save({ target: { perWave: 28 }, wavesPerCycle: 1 });
    const plan = await here.planning.plan('base');
    expect([plan.base, plan.eligible, plan.excluded]).toEqual([32, 28, { employee: 4 }]);
    await here.waves.open('base', 1);
    const drawn = (await here.members()).map(({ customer }) => customer);
    expect(drawn.filter((one) => ['premium-0', 'premium-1', 'e-1', 'e-2'].includes(one))).toEqual([]);
  });

  it('is looked at again before each message: whoever was hired, or left, is replaced', async () => {
    await here.people(40, 'premium');
    await here.save({ spreadDays: 1 });
    await here.waves.open('base', 1);
    const [first] = await here.members();
    await here.customers.upsert({ externalId: first?.customer ?? '', employee: true });
    await here.send();
    expect(await here.member(first?.customer ?? '')).toMatchObject({ state: 'replaced', reason: 'employee' });
  });
});

describe('an answer of an employee', () => {
  it('is taken once, and leaves everybody of the wave looking as if they had said nothing', async () => {
    const [one = '', other = ''] = await asked();
    await anonymous.answer(one, said(0));
    await expect(anonymous.answer(one, said(10))).rejects.toEqual(refused(410, 'answered'));
    const both = await here.invitations.byIds([one, other]);
    expect(both.get(one)?.status).toBe(both.get(other)?.status);
    expect(new Set((await here.members()).map(({ state }) => state))).toEqual(new Set(['invited']));
    expect(await here.db.query('select from anonymous_answer')).toHaveLength(1);
  });

  it('given twice at the same moment is kept once', async () => {
    const [one = ''] = await asked();
    const twice = await Promise.allSettled([anonymous.answer(one, said(9)), anonymous.answer(one, said(1))]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await here.db.query('select from anonymous_answer')).toHaveLength(1);
  });

  it('spares the reminder', async () => {
    const invitations = await asked();
    for (const one of invitations.slice(0, 15)) await anonymous.answer(one, said(8));
    here.go(here.day(4));
    expect((await here.deliver()).sort()).toEqual(invitations.slice(15).sort());
  });

  it('is counted in steps while the wave goes on, exactly once it is over, and by no stratum', async () => {
    const invitations = await asked();
    const countOf = async () => (await here.reading.wave('base', 1)).anonymous?.answered;
    expect(await countOf()).toBeNull();
    for (const one of invitations.slice(0, 4)) await anonymous.answer(one, said(8));
    expect(await countOf()).toBeNull();
    for (const one of invitations.slice(4, 9)) await anonymous.answer(one, said(8));
    expect(await countOf()).toBe(5);
    expect(await here.db.query('select from wave_answer')).toEqual([]);
    await here.waves.close('base', 1);
    expect(await countOf()).toBe(9);
    expect(await here.db.query('select from wave_answer')).toHaveLength(9);
    expect((await here.reading.wave('base', 1)).progress.strata.map(({ answered }) => answered)).toEqual([0, 0]);
  });

  it('is taken no more once the wave is closed, and all invitations end alike', async () => {
    const invitations = await asked();
    const [one = '', late = ''] = invitations;
    await anonymous.answer(one, said(8));
    await here.waves.close('base', 1);
    await expect(anonymous.answer(late, said(8))).rejects.toEqual(refused(410, 'answered'));
    const ended = await here.invitations.byIds(invitations);
    expect(new Set([...ended.values()].map(({ status }) => status))).toEqual(new Set(['expired']));
  });

  it('is written anew when the wave ends: no id, place or transaction tells in which order they came', async () => {
    const invitations = await asked();
    for (const [n, one] of invitations.entries()) await anonymous.answer(one, said(n % 11));
    const inOrder = () =>
      here.db.query<{ id: string; score: number; writer: string }>(
        'select id, score, xmin::text as writer from anonymous_answer order by ctid',
      );
    const before = await inOrder();
    await here.waves.close('base', 1);
    const after = await inOrder();
    const scores = (of: typeof before) => of.map(({ score }) => score);
    expect(scores(after).sort()).toEqual(scores(before).sort());
    expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual([]);
    expect(new Set(after.map(({ writer }) => writer)).size).toBe(1);
    expect(scores(after)).not.toEqual(scores(before));
  });

  it('teaches the next plan of the whole, never of a stratum', async () => {
    const invitations = await asked();
    for (const one of invitations.slice(0, 12)) await anonymous.answer(one, said(8));
    await here.waves.close('base', 1);
    const { rates } = await here.planning.plan('base');
    expect([...rates.values()].every(({ from }) => from !== 'stratum')).toBe(true);
    expect(new Set([...rates.values()].map(({ rate }) => rate)).size).toBe(1);
  });
});

describe('what a barometer of employees refuses', () => {
  it('is a questionnaire that asks who they are, when it is saved and when it is drawn', async () => {
    await here.people(12, 'vente', { employee: true });
    await expect(staff({ questionnaire: 'named' })).rejects.toMatchObject({
      status: 422,
      more: { errors: [{ path: 'questionnaire', code: 'not-anonymous' }] },
    });
    await here.save({ questionnaire: 'named' });
    await here.db.query(`update barometer_programme set kind = 'employees'`);
    await expect(here.waves.open('base', 1)).rejects.toEqual(refused(409, 'not-anonymous'));
  });
});
