import { DateTime } from 'luxon';
import { Sweeps } from '#platform/queue';
import { CallbackStation, TUESDAY } from '../../test/support/callbacks.ts';
import { CallbacksClocks } from './callbacks-clocks.service.ts';
import { CallbacksWork } from './callbacks-work.service.ts';
import { CallbacksClosing } from './callbacks-closing.service.ts';

const paris = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Paris' }).toJSDate();
const at = <T>(when: Date | string, act: () => Promise<T>) =>
  here.clock.at(typeof when === 'string' ? paris(when) : when, act);
let here: Awaited<ReturnType<typeof CallbackStation.start>>;

beforeAll(async () => {
  here = await CallbackStation.start();
  await here.aTeam('lyon-2');
  await here.aTeam('customer-care');
}, 60_000);
afterAll(() => here.close());

describe('an unhappy answer', () => {
  it('becomes a case of the site’s team, promised in its hours: Whit Monday does not count', async () => {
    const response = await here.aResponse({ site: 'lyon-2', score: 1 });
    const promised = await at('2026-05-22T17:30', () => here.callbacks.consider(response));
    expect(promised).toEqual({
      id: expect.any(String) as string,
      firstContactDueAt: paris('2026-05-26T16:30'),
      teamName: 'Équipe lyon-2',
    });
    expect(await here.row(promised?.id ?? '')).toMatchObject({
      ...{ status: 'new', priority: 2, reason: 'low-score', site_key: 'lyon-2', response_id: response.id },
      ...{ resolution_due_at: paris('2026-05-28T17:30'), due_at: paris('2026-05-26T16:30') },
    });
  });

  it('goes to customer care when its site has no team', async () => {
    const response = await here.aResponse({ site: 'nice', score: 2 });
    expect((await at(TUESDAY, () => here.callbacks.consider(response)))?.teamName).toBe('Équipe customer-care');
  });

  it('follows the organisation’s own rules first', async () => {
    await here.db.query(`insert into setting values ('callbacks.routing', $1, now())`, [
      JSON.stringify([{ site: 'nice', team: 'lyon-2' }]),
    ]);
    const response = await here.aResponse({ site: 'nice', score: 2 });
    expect((await at(TUESDAY, () => here.callbacks.consider(response)))?.teamName).toBe('Équipe lyon-2');
    await here.db.query(`delete from setting where key = 'callbacks.routing'`);
  });

  it('leads to one case, however often it is considered, also at once', async () => {
    const response = await here.aResponse();
    const all = await at(TUESDAY, () => Promise.all([1, 2, 3].map(() => here.callbacks.consider(response))));
    expect(new Set(all.map((promised) => promised?.id)).size).toBe(1);
    const facts = await here.factsOf(all[0]?.id ?? '');
    expect(facts.map(({ name }) => name)).toEqual(['case.opened']);
  });

  it('stays a case when it is corrected for the better, and hastens it when for the worse', async () => {
    const response = await here.aResponse({ score: 2 });
    const first = await at(TUESDAY, () => here.callbacks.consider(response));
    const better = { ...response, version: 2, score: 5, answers: { csat: 5 } };
    expect(await at(TUESDAY, () => here.callbacks.consider(better))).toEqual(first);
    const worse = { ...response, version: 3, answers: { csat: 2, comment: 'Mon avocat vous écrira.' } };
    const hastened = await at(TUESDAY, () => here.callbacks.consider(worse));
    expect(hastened).toMatchObject({ id: first?.id, firstContactDueAt: paris('2026-05-19T12:00') });
    expect(await here.row(first?.id ?? '')).toMatchObject({ priority: 1 });
  });

  it('waits until it is complete, or settled', async () => {
    const response = await here.aResponse({ complete: false });
    expect(await here.callbacks.consider(response)).toBeNull();
    expect(await here.callbacks.consider(response, { settled: true })).not.toBeNull();
  });

  it('is not seen where there is none: happy, or of nobody known', async () => {
    expect(await here.callbacks.consider(await here.aResponse({ score: 5 }))).toBeNull();
    const unhappy = await here.aResponse();
    expect(await here.callbacks.consider({ ...unhappy, customer: null })).toBeNull();
  });

  it('is heard in a wish to be called', async () => {
    const response = await here.aResponse({ score: 5, contact: true });
    const promised = await at(TUESDAY, () => here.callbacks.consider(response));
    expect(await here.row(promised?.id ?? '')).toMatchObject({ reason: 'call-asked', priority: 3 });
  });
});

describe('a second unhappy answer of the same person', () => {
  it('joins the open case and makes it more urgent', async () => {
    const customer = await here.aCustomer();
    const id = await here.aCase({ customer, score: 2 });
    expect(await here.aCase({ customer, score: 2 })).toBe(id);
    expect(await here.row(id)).toMatchObject({ priority: 2, first_contact_due_at: paris('2026-05-19T18:00') });
    expect((await here.factsOf(id)).map(({ name }) => name)).toEqual(['case.opened', 'case.joined', 'case.raised']);
  });

  it('joins it also when both come at once', async () => {
    const customer = await here.aCustomer();
    const responses = await Promise.all([1, 2, 3].map(() => here.aResponse({ customer })));
    const all = await at(TUESDAY, () => Promise.all(responses.map((response) => here.callbacks.consider(response))));
    expect(new Set(all.map((promised) => promised?.id)).size).toBe(1);
  });

  it('takes a resolved case back to work', async () => {
    const ada = await here.aPerson('admin');
    const customer = await here.aCustomer();
    const id = await here.aCase({ customer });
    await at(TUESDAY, () => here.station.get(CallbacksWork).claim(id, ada));
    await at(TUESDAY, () => here.station.get(CallbacksClosing).resolve(id, { rootCause: 'price', action: 'x' }, ada));
    await here.aCase({ customer });
    expect(await here.row(id)).toMatchObject({ status: 'in-progress', reopened: 1, resolved_at: null });
  });

  it('opens a pressing case when the first is over, within ninety days', async () => {
    const ada = await here.aPerson('admin');
    const customer = await here.aCustomer();
    const id = await here.aCase({ customer, score: 2 });
    await at(TUESDAY, () => here.station.get(CallbacksClosing).closeAs('declined', id, 'un doublon', ada));
    const next = await here.aCase({ customer, score: 2 });
    expect(next).not.toBe(id);
    expect(await here.row(next)).toMatchObject({ priority: 2 });
  });
});

describe('the alarms of a case', () => {
  const sweep = (when: string) => at(when, () => here.station.get(CallbacksClocks).tellDue());
  const told = async (id: string) =>
    (await here.factsOf(id))
      .filter(({ name }) => name === 'case.escalated')
      .map(({ data }) => `${String(data['clock'])} ${String(data['level'])}`);

  it('are told when due, each once, also by two at a time', async () => {
    await here.db.query('update callback_case set alarm_at = null');
    const id = await here.aCase({ score: 1 }, paris('2026-05-19T09:00'));
    const [sweeps] = here.station
      .get(Sweeps)
      .all()
      .filter(({ name }) => name === 'callbacks.alarms');
    expect(await sweeps?.nextDueAt()).toEqual(paris('2026-05-19T15:00'));
    await sweep('2026-05-19T14:59');
    expect(await told(id)).toEqual([]);
    const counts = await Promise.all([sweep('2026-05-19T15:00'), sweep('2026-05-19T15:00')]);
    expect(counts.reduce((a, b) => a + b)).toBe(1);
    expect(await told(id)).toEqual(['first-contact warning']);
    await sweep('2026-05-20T12:00');
    await sweep('2026-05-20T12:00');
    expect(await told(id)).toEqual(['first-contact warning', 'first-contact supervisors', 'first-contact admins']);
    expect(await here.row(id)).toMatchObject({ alarm_at: paris('2026-05-21T11:15') });
  });

  it('are no more once it is resolved', async () => {
    const ada = await here.aPerson('admin');
    const id = await here.aCase({ score: 1 }, paris('2026-05-19T09:00'));
    await at('2026-05-19T10:00', () => here.station.get(CallbacksWork).claim(id, ada));
    await at('2026-05-19T10:00', () => here.station.get(CallbacksWork).attempt(id, { outcome: 'reached' }, ada));
    expect(await here.row(id)).toMatchObject({ alarm_at: paris('2026-05-21T11:15') });
    const resolution = { rootCause: 'price', action: 'x' };
    await at('2026-05-19T10:00', () => here.station.get(CallbacksClosing).resolve(id, resolution, ada));
    expect(await here.row(id)).toMatchObject({ alarm_at: null });
  });
});
