import { AnsweringStation, storeVisit } from '../../test/support/answering.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const offered = (html: string) => [...html.matchAll(/name="slot" value="([^"]+)"/g)].map(([, at = '']) => at);
const caseOf = async (asked: { customer: { id: string } }) =>
  (
    await station.db.query<{ at: Date | null; due: Date }>(
      'select next_try_at as at, first_contact_due_at as due from callback_case where customer_id = $1',
      [asked.customer.id],
    )
  )[0];

describe('the hour of the call, chosen on the thanks page', () => {
  it('is one of the team’s, is promised, and can be moved', async () => {
    const asked = await station.asked();
    const thanks = await station.post(`/s/${asked.token}`, { csat: '1', contact: 'true' });
    const hours = offered(thanks.text);
    expect(hours.length).toBeGreaterThan(3);
    expect(new Set(hours.map((at) => at.slice(0, 10))).size).toBeGreaterThan(1);
    const chosen = await station.post(`/s/${asked.token}/slot`, { slot: hours.at(-1) ?? '' });
    expect(chosen.text).toMatch(/Nous vous appelons .* entre .* et /);
    expect(await caseOf(asked)).toMatchObject({ at: new Date(hours.at(-1) ?? '') });
    const { due, at } = (await caseOf(asked)) ?? {};
    expect(due && at && due > at).toBe(true);
    const moved = offered(chosen.text)[0] ?? '';
    await station.post(`/s/${asked.token}/slot`, { slot: moved });
    expect((await caseOf(asked))?.at).toEqual(new Date(moved));
  });

  it('goes to one customer only, however they race', async () => {
    const [one, other] = [await station.asked(), await station.asked()];
    const page = await station.post(`/s/${one.token}`, { csat: '1', contact: 'true' });
    await station.post(`/s/${other.token}`, { csat: '1', contact: 'true' });
    const slot = offered(page.text)[2] ?? '';
    const both = await Promise.all([one, other].map(({ token }) => station.post(`/s/${token}/slot`, { slot })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = both.find(({ status }) => status === 409);
    expect(late?.text).toContain('Ce créneau vient d’être pris');
    expect(offered(late?.text ?? '')).not.toContain(slot);
  });

  it('is no hour that was never offered, and nothing where nobody is to call', async () => {
    const asked = await station.asked();
    await station.post(`/s/${asked.token}`, { csat: '1', contact: 'true' });
    for (const slot of ['2026-01-01T03:00:00Z', 'x', '']) await station.post(`/s/${asked.token}/slot`, { slot });
    expect((await caseOf(asked))?.at).toBeNull();
    const happy = await station.asked();
    const { text } = await station.post(`/s/${happy.token}`, { csat: '5' });
    expect(offered(text)).toEqual([]);
    expect((await station.post(`/s/${happy.token}/slot`, { slot: '2030-01-01T10:00:00Z' })).status).toBe(200);
    expect((await station.post('/s/nobody/slot', { slot: 'x' })).status).toBe(404);
  });

  it('is told again when the answer is corrected', async () => {
    const asked = await station.asked(storeVisit);
    const hours = offered((await station.post(`/s/${asked.token}`, { csat: '1' })).text);
    await station.post(`/s/${asked.token}/slot`, { slot: hours[1] ?? '' });
    const again = await station.post(`/s/${asked.token}`, { csat: '2', comment: 'Long' });
    expect(again.text).toMatch(/Nous vous appelons/);
  });
});
