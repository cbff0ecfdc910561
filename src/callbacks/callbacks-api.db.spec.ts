import { CallbacksModule } from '#callbacks';
import { MailModule } from '#platform/mail';
import { startApp, type App } from '../../test/support/app.ts';
import { CallbackStation } from '../../test/support/callbacks.ts';

let app: App;
let here: CallbackStation;

beforeAll(async () => {
  app = await startApp(MailModule, CallbacksModule);
  here = await CallbackStation.within(app);
  await here.aTeam('lyon-2');
}, 60_000);
afterAll(() => app.close());

const post = (id: string, verb: string, body?: unknown) => app.api('POST', `/api/v1/callbacks/${id}/${verb}`, body);
const ids = async (query: string) =>
  ((await app.api('GET', `/api/v1/callbacks?${query}`)).body as { items: { id: string }[] }).items.map(({ id }) => id);

describe('the API of callbacks', () => {
  it('takes a case from its opening to its verification, and tells all of it', async () => {
    const customer = await here.aCustomer({ externalId: 'c-api' });
    const julie = await here.aPerson('agent', 'Julie Bernard');
    const id = await here.aCase({ customer, site: 'lyon-2', score: 1, comment: 'Deux heures !' }, here.clock.now());
    expect((await post(id, 'claim', { user: julie.email })).status).toBe(200);
    const taken = await post(id, 'claim');
    expect(taken.status).toBe(409);
    expect(taken.body).toMatchObject({ assignee: julie.email, states: ['new'] });
    expect(taken.body.detail).toContain('Julie Bernard');
    await post(id, 'attempts', { outcome: 'reached', note: 'Très fâchée.' });
    const resolution = { rootCause: 'responsiveness.waiting-time', action: 'Excuses.', note: 'Promis.' };
    const gesture = { key: 'voucher', amount: 6_000 };
    expect((await post(id, 'resolve', { ...resolution, gesture })).body).toMatchObject({ status: 'resolved' });
    expect((await post(id, 'verify', { outcome: 'recovered', note: 'Ravie.' })).status).toBe(200);
    const { body } = await app.api('GET', '/api/v1/callbacks?customer=c-api');
    expect(body).toMatchObject({ nextCursor: null });
    expect(body.items).toEqual([
      expect.objectContaining({
        ...{ id, status: 'verified', priority: 2, customer: 'c-api', site: 'lyon-2', reason: 'low-score' },
        ...{ team: 'lyon-2', assignee: julie.email, overdue: false, outcome: 'recovered' },
      }),
    ]);
    const told = body.items[0].history as { what: string; who: string; from: string; to: string; why: string }[];
    expect(told.map(({ what, who, from, to, why }) => [what, who, from, to, why])).toEqual([
      ['opened', 'system', null, 'new', null],
      ['moved', 'key', 'new', 'assigned', 'claimed'],
      ['attempted', 'key', null, null, 'reached'],
      ['moved', 'key', 'assigned', 'in-progress', 'reached'],
      ['moved', 'key', 'in-progress', 'resolved', 'Promis.'],
      ['moved', 'key', 'resolved', 'verified', 'Ravie.'],
    ]);
  });

  it.each([
    ['resolve', { rootCause: 'price', action: 'x' }, ['assigned', 'in-progress']],
    ['verify', { outcome: 'recovered' }, ['resolved']],
    ['reopen', { note: 'x' }, ['resolved', 'verified', 'unreachable', 'declined']],
  ])('refuses to %s a new case, with the states that allow it', async (verb, body, states) => {
    const answer = await post(await here.aCase(), verb, body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ status: 409, state: 'new', states });
  });

  it('says what is wrong with a body', async () => {
    const id = await here.aCase();
    expect((await post(id, 'attempts', { outcome: 'maybe' })).body).toMatchObject({ errors: [{ path: 'outcome' }] });
    expect((await post(id, 'attempts', { outcome: 'reached', nextAt: '2001-01-01T00:00:00Z' })).status).toBe(422);
    expect((await post(id, 'claim', { user: 'nobody@example.test' })).status).toBe(422);
    expect((await post('nothing', 'claim')).status).toBe(404);
  });

  it('finds cases by site, team, status and lateness, page after page', async () => {
    await here.db.query('delete from callback_response');
    await here.db.query('delete from callback_attempt');
    await here.db.query('delete from callback_note');
    await here.db.query('delete from callback_case');
    const now = here.clock.now();
    const late = await here.aCase({ site: 'nice' }, new Date(now.getTime() - 30 * 86_400_000)).catch(() => null);
    const fresh = await here.aCase({ site: 'lyon-2' }, now);
    expect(late).not.toBeNull();
    expect(await ids('overdue=true')).toEqual([late]);
    expect(await ids('overdue=false')).toEqual([fresh]);
    expect(await ids('site=lyon-2')).toEqual([fresh]);
    expect(await ids('status=new&team=lyon-2')).toEqual([fresh, late]);
    expect(await ids('team=nobody')).toEqual([]);
    const first = await app.api('GET', '/api/v1/callbacks?limit=1');
    expect(first.body.items).toHaveLength(1);
    expect(await ids(`limit=1&cursor=${first.body.nextCursor}`)).toEqual([late]);
  });
});

describe('the screens of callbacks', () => {
  const show = async (path: string) => (await app.asAdmin('GET', path)).text;

  it('take a case from the queue, with a way back', async () => {
    const id = await here.aCase({ comment: 'Rayon vide.' }, here.clock.now());
    expect(await show('/callbacks?view=team')).toContain('Rayon vide.');
    const claimed = await app.asAdmin('POST', `/callbacks/${id}/claim?view=team`, {});
    expect([claimed.status, claimed.headers.get('location')]).toEqual([303, '/callbacks?view=team']);
    expect(await show('/callbacks?view=team')).toContain(`action="/callbacks/${id}/release`);
    await app.asAdmin('POST', `/callbacks/${id}/release?view=team`, {});
    expect(await here.row(id)).toMatchObject({ status: 'new', assignee_id: null });
  });

  it('give a form back with what was typed, and what is wrong', async () => {
    const id = await here.aCase({}, here.clock.now());
    await app.asAdmin('POST', `/callbacks/${id}/claim`, {});
    const typed = { rootCause: 'price', action: 'Remise accordée.', gesture: 'discount', amount: 'douze' };
    const refused = await app.asAdmin('POST', `/callbacks/${id}/resolve`, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Remise accordée.');
    expect(refused.text).toContain('value="douze"');
    await app.asAdmin('POST', `/callbacks/${id}/resolve`, { ...typed, amount: '12,50' });
    expect(await here.row(id)).toMatchObject({ status: 'resolved', gesture: { key: 'discount', amount: 1_250 } });
    expect(await show(`/callbacks/${id}`)).toContain(`action="/callbacks/${id}/undo"`);
    await app.asAdmin('POST', `/callbacks/${id}/undo`, {});
    expect(await here.row(id)).toMatchObject({ status: 'in-progress', reopened: 0 });
    expect(await show(`/callbacks/${id}`)).toContain('Remise accordée.');
  });

  it('say who was first', async () => {
    const id = await here.aCase({}, here.clock.now());
    const julie = await here.aPerson('agent', 'Julie Bernard');
    await post(id, 'claim', { user: julie.id });
    await app.asAdmin('POST', `/callbacks/${id}/claim`, {});
    expect(await show(`/callbacks/${id}`)).toContain('Julie Bernard suit déjà ce rappel');
  });
});
