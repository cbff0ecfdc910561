import { setTimeout as pause } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { Customer } from '#customers';
import { actors } from '#platform/facts';
import type { Problem } from '#platform/http';
import { PressureService } from '#pressure';
import { SurveysService } from '#surveys';
import type { Team } from '#users';
import { aKey, CallbackStation, TUESDAY, type Person } from '../../test/support/callbacks.ts';
import { CallbacksClosing } from './callbacks-closing.service.ts';
import { CallbacksErasure } from './callbacks-erasure.service.ts';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import { CallbacksRecovery } from './callbacks-recovery.service.ts';
import { CallbacksWork } from './callbacks-work.service.ts';
import { CASE_STATUSES, statesFor, type CaseStatus, type CaseVerb } from './rules/lifecycle.ts';

const paris = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Paris' }).toJSDate();
let here: Awaited<ReturnType<typeof CallbackStation.start>>;
let work: CallbacksWork;
let closing: CallbacksClosing;
let team: Team;
let julie: Person;
let paul: Person;
let zoe: Person;
let ada: Person;

beforeAll(async () => {
  here = await CallbackStation.start();
  work = here.station.get(CallbacksWork);
  closing = here.station.get(CallbacksClosing);
  team = await here.aTeam('customer-care');
  julie = await here.in(await here.aPerson('agent', 'Julie Bernard'), team);
  paul = await here.in(await here.aPerson('agent', 'Paul Petit'), team);
  zoe = await here.in(await here.aPerson('supervisor', 'Zoé Roux'), team);
  ada = await here.aPerson('admin', 'Ada Lenoir');
}, 60_000);
afterAll(() => here.close());

const at = <T>(when: Date | string, act: () => Promise<T>) =>
  here.clock.at(typeof when === 'string' ? paris(when) : when, act);
const resolution = { rootCause: 'responsiveness.waiting-time', action: 'Excuses, commande refaite.' };

/** Undoing hangs on who did what when, too: see below. */
type Step = Exclude<CaseVerb, 'undo'>;
const verbs: Readonly<Record<Step, (id: string) => Promise<void>>> = {
  claim: (id) => work.claim(id, ada),
  release: (id) => work.release(id, ada),
  assign: (id) => work.assign(id, julie.email, ada),
  attempt: (id) => work.attempt(id, { outcome: 'reached' }, ada),
  note: (id) => work.note(id, 'Rappelle demain.', ada),
  resolve: (id) => closing.resolve(id, resolution, ada),
  verify: (id) => closing.verify(id, 'recovered', undefined, ada),
  reopen: (id) => closing.reopen(id, 'Pas réglé.', ada),
  close: (id) => closing.closeAs('declined', id, 'Doublon.', ada),
};
const after: Readonly<Record<Step, CaseStatus | null>> = {
  ...{ claim: 'assigned', release: 'new', assign: 'assigned', attempt: 'in-progress', note: null },
  ...{ resolve: 'resolved', verify: 'verified', reopen: 'in-progress', close: 'declined' },
};

describe('a step', () => {
  const all = CASE_STATUSES.flatMap((status) => (Object.keys(verbs) as Step[]).map((verb) => [status, verb] as const));

  it.each(all)('from %s: %s is done, or refused with the states that allow it', async (status, verb) => {
    const id = await here.aCase();
    await here.db.query('update callback_case set status = $2 where id = $1', [id, status]);
    const step = at(TUESDAY, () => verbs[verb](id));
    const states = statesFor(verb);
    if (states.includes(status)) {
      await step;
      expect(await here.row(id)).toMatchObject({ status: after[verb] ?? status });
      return;
    }
    await expect(step).rejects.toMatchObject({ status: 409, more: { states, state: status } });
    expect(await here.row(id)).toMatchObject({ status });
  });
});

it('a try keeps the alarm of a case that a worse answer hastens meanwhile', async () => {
  const customer = await here.aCustomer();
  const id = await here.aCase({ customer, score: 2 });
  const moves = here.station.get(CallbacksMoves);
  let isRead = (): void => {};
  const read = new Promise<void>((done) => (isRead = done));
  const trying = at(TUESDAY, () =>
    here.db.transaction(async () => {
      const one = await moves.readyFor('attempt', id, ada);
      isRead();
      await pause(500);
      await moves.move(
        one,
        'attempt',
        { to: 'in-progress', cause: 'reached', changes: { firstContactAt: TUESDAY } },
        ada,
      );
    }),
  );
  const worse = await at(TUESDAY, () => here.aResponse({ customer, comment: 'Mon avocat vous écrira.' }));
  await Promise.all([trying, read.then(() => at(TUESDAY, () => here.callbacks.consider(worse)))]);
  const { alarm_at: alarmAt, resolution_due_at: dueAt, priority } = await here.row(id);
  expect([priority, (alarmAt as Date) < (dueAt as Date)]).toEqual([1, true]);
});

describe('claiming', () => {
  it('gives the case to one of those who ask at once; the others are told who has it', async () => {
    const id = await here.aCase();
    const asking = [julie, paul, julie, paul, julie, paul];
    const answers = await at(TUESDAY, () => Promise.allSettled(asking.map((who) => work.claim(id, who))));
    const winner = asking[answers.findIndex(({ status }) => status === 'fulfilled')];
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Problem] : []));
    expect(refusals.map(({ status, kind, more }) => [status, kind, more['assigneeName'], more['assignee']])).toEqual(
      Array(5).fill([409, 'case-taken', winner?.name, winner?.email]),
    );
    expect(await here.row(id)).toMatchObject({ status: 'assigned', assignee_id: winner?.id });
    const moved = (await here.factsOf(id)).filter(({ name }) => name === 'case.moved');
    expect(moved.map(({ data }) => data)).toEqual([
      { from: 'new', to: 'assigned', cause: 'claimed', assignee: winner?.id },
    ]);
  });

  it('by a program is for whom it names, by id or address, or for nobody in particular', async () => {
    const [byId, byEmail, nobody] = [await here.aCase(), await here.aCase(), await here.aCase()];
    await work.claim(byId, aKey, julie.id);
    await work.claim(byEmail, aKey, julie.email.toUpperCase());
    await work.claim(nobody, aKey);
    expect(await here.row(byId)).toMatchObject({ assignee_id: julie.id });
    expect(await here.row(byEmail)).toMatchObject({ assignee_id: julie.id });
    expect(await here.row(nobody)).toMatchObject({ status: 'assigned', assignee_id: null });
    await expect(work.claim(nobody, aKey)).rejects.toMatchObject({ status: 409, kind: 'case-taken' });
    await expect(work.claim(await here.aCase(), aKey, 'nobody@example.fr')).rejects.toMatchObject({ status: 422 });
  });

  it('is not for another team, whose cases are not even seen', async () => {
    const stranger = await here.in(await here.aPerson(), await here.aTeam());
    await expect(work.claim(await here.aCase(), stranger)).rejects.toMatchObject({ status: 404 });
  });

  it('keeps the hands of colleagues off, but not those of the supervisor', async () => {
    const id = await here.aCase();
    await work.claim(id, julie);
    await expect(work.attempt(id, { outcome: 'reached' }, paul)).rejects.toMatchObject({ status: 403 });
    await expect(work.assign(id, paul.id, paul)).rejects.toMatchObject({ status: 403 });
    await work.assign(id, paul.id, zoe);
    await work.attempt(id, { outcome: 'reached' }, paul);
    expect(await here.row(id)).toMatchObject({ assignee_id: paul.id, status: 'in-progress' });
  });
});

describe('calling', () => {
  it('stops the clock of the first call at the first try, and keeps the next', async () => {
    const id = await here.aCase();
    await at('2026-05-19T11:00', () =>
      work.attempt(id, { outcome: 'voicemail', nextAt: paris('2026-05-19T15:00') }, julie),
    );
    expect(await here.row(id)).toMatchObject({
      ...{ assignee_id: julie.id, first_contact_at: paris('2026-05-19T11:00'), next_try_at: paris('2026-05-19T15:00') },
    });
    await at('2026-05-19T15:00', () => work.attempt(id, { outcome: 'reached' }, julie));
    expect(await here.row(id)).toMatchObject({ first_contact_at: paris('2026-05-19T11:00'), next_try_at: null });
    const again = () => work.attempt(id, { outcome: 'call-later', nextAt: paris('2026-05-19T15:00') }, julie);
    await expect(at('2026-05-19T15:00', again)).rejects.toMatchObject({ status: 422 });
  });

  it('gives up only after three half-days, or a wrong number', async () => {
    const id = await here.aCase();
    const tryAt = (when: string) => at(when, () => work.attempt(id, { outcome: 'no-answer' }, julie));
    await tryAt('2026-05-19T10:00');
    await tryAt('2026-05-19T15:00');
    await tryAt('2026-05-19T16:00');
    await expect(closing.closeAs('unreachable', id, undefined, julie)).rejects.toMatchObject({
      ...{ status: 409, kind: 'case-not-tried', more: { halfDays: 2, needed: 3 } },
    });
    await tryAt('2026-05-20T10:00');
    await closing.closeAs('unreachable', id, undefined, julie);
    expect(await here.row(id)).toMatchObject({ status: 'unreachable' });
  });
});

describe('resolving', () => {
  it('keeps cause, action and gesture within what this person may give', async () => {
    const id = await here.aCase();
    await work.claim(id, julie);
    const generous = { ...resolution, gesture: { key: 'voucher' as const, amount: 5_001 } };
    await expect(closing.resolve(id, generous, julie)).rejects.toMatchObject({
      ...{ status: 422, more: { errors: [{ path: 'gesture.amount', code: 'over-ceiling' }] } },
    });
    await closing.resolve(id, { ...generous, note: 'Accord de Zoé.' }, zoe);
    expect(await here.row(id)).toMatchObject({
      ...{ status: 'resolved', root_cause: resolution.rootCause, action: resolution.action },
      gesture: { key: 'voucher', amount: 5_001, currency: 'EUR' },
    });
  });

  it('is verified by those who supervise', async () => {
    const id = await here.aCase();
    await work.claim(id, julie);
    await closing.resolve(id, resolution, julie);
    await expect(closing.verify(id, 'recovered', undefined, julie)).rejects.toMatchObject({ status: 403 });
    await closing.verify(id, 'not-recovered', 'Toujours fâchée.', zoe);
    expect(await here.row(id)).toMatchObject({ status: 'verified', outcome: 'not-recovered' });
  });
});

describe('while a case stands', () => {
  const ends: [string, (id: string) => Promise<void>][] = [
    ['verified', (id) => closing.verify(id, 'recovered', undefined, ada)],
    ['declined', (id) => closing.closeAs('declined', id, 'Doublon.', ada)],
    ['erased', async (id) => here.station.get(CallbacksErasure).forget(String((await here.row(id))['customer_id']))],
  ];

  it.each(ends)('its person is asked nothing, until it is %s', async (end, finish) => {
    const customer = await here.aCustomer();
    const ask = {
      ...{ invitation: aKey.id, customer: customer.id, ownKeys: customer.ownKeys, personKeys: customer.personKeys },
      ...{ touchpoint: null, temperature: 'hot' as const, channel: 'email' as const, zone: 'Europe/Paris' },
    };
    const pressure = here.station.get(PressureService);
    const id = await here.aCase({ customer });
    expect(await pressure.check(ask)).toMatchObject({ granted: false, reason: 'open-callback' });
    if (end === 'verified') {
      await work.claim(id, ada);
      await closing.resolve(id, resolution, ada);
      expect(await here.holds(id)).toBeGreaterThan(0);
    }
    await finish(id);
    // A verified case asks whether it helped, and that counts.
    expect(await pressure.check(ask)).not.toMatchObject({ reason: 'open-callback' });
    expect(await here.holds(id)).toBe(0);
  });
});

describe('undoing an end', () => {
  const by = <T>(who: Person, act: () => Promise<T>) => actors.as(`user:${who.id}`, act);
  const ends: [string, (id: string) => Promise<void>][] = [
    ['resolved', (id) => closing.resolve(id, resolution, julie)],
    ['declined', (id) => closing.closeAs('declined', id, 'Doublon.', julie)],
  ];

  it.each(ends)('%s a moment ago: at work again, held again, and not counted as reopened', async (status, end) => {
    const id = await here.aCase();
    await work.claim(id, julie);
    const before = await here.row(id);
    await at('2026-05-19T11:00:00', () => by(julie, () => end(id)));
    expect(await here.row(id)).toMatchObject({ status });
    await at('2026-05-19T11:00:09', () => by(julie, () => closing.undo(id, julie)));
    const { assignee_id, alarm_at } = before;
    expect(await here.row(id)).toMatchObject({
      ...{ status: 'in-progress', resolved_at: null, closed_at: null, reopened: 0, assignee_id, alarm_at },
    });
    expect(await here.holds(id)).toBeGreaterThan(0);
  });

  it('is for whoever ended it, and not for later', async () => {
    const id = await here.aCase();
    await work.claim(id, julie);
    await at('2026-05-19T11:00:00', () => by(julie, () => closing.resolve(id, resolution, julie)));
    const late = { status: 409, kind: 'case-undo-late' };
    await expect(at('2026-05-19T11:00:09', () => closing.undo(id, zoe))).rejects.toMatchObject(late);
    await expect(at('2026-05-19T11:01', () => closing.undo(id, julie))).rejects.toMatchObject(late);
    expect(await here.row(id)).toMatchObject({ status: 'resolved' });
  });
});

describe('reopening', () => {
  it('keeps the deadlines first promised, and holds the person again', async () => {
    const id = await here.aCase();
    const before = await here.row(id);
    await at('2026-05-19T11:00', () => closing.closeAs('declined', id, 'Doublon.', ada));
    await at('2026-06-19T11:00', () => closing.reopen(id, 'La cliente a rappelé.', julie));
    const { first_contact_due_at, resolution_due_at } = before;
    expect(await here.row(id)).toMatchObject({
      ...{ status: 'in-progress', reopened: 1, closed_at: null, first_contact_due_at, resolution_due_at },
    });
    expect(await here.holds(id)).toBeGreaterThan(0);
  });

  it('is refused while the customer has another open case', async () => {
    const customer = await here.aCustomer();
    const id = await here.aCase({ customer });
    await closing.closeAs('declined', id, 'Doublon.', ada);
    const other = await here.aCase({ customer });
    await expect(closing.reopen(id, 'Encore.', ada)).rejects.toMatchObject({
      ...{ status: 409, kind: 'case-other-open', more: { case: other } },
    });
  });
});

describe('asking again after a callback', () => {
  const verified = async (): Promise<string> => {
    const id = await here.aCase();
    await work.claim(id, ada);
    await closing.resolve(id, resolution, ada);
    await at(TUESDAY, () => closing.verify(id, 'recovered', undefined, ada));
    return id;
  };

  const statusOf = (invitation: unknown) =>
    here.db.query('select status, exempt_rule, touchpoint_key from invitation where id = $1', [invitation]);

  it('happens once, by a rule that exempts it, on a bare installation too; a reopened case takes it back', async () => {
    expect(await here.station.get(SurveysService).history('recovery')).toMatchObject([{ version: 1 }]);
    const id = await verified();
    const { recovery_invitation_id: invitation } = await here.row(id);
    expect(await statusOf(invitation)).toEqual([
      { status: 'planned', exempt_rule: 'after-callback', touchpoint_key: null },
    ]);
    await closing.reopen(id, 'Pas réglé.', ada);
    expect(await statusOf(invitation)).toMatchObject([{ status: 'cancelled' }]);
    expect(await here.row(id)).toMatchObject({ outcome: null, verdict: null, answer_due_at: null });
  });

  /** The customer of a verified case says so, or says it anew. */
  const says = async (id: string, score: number) => {
    const { recovery_invitation_id: invitation, customer_id: customer } = await here.row(id);
    const response = await here.aResponse({ customer: { id: customer } as Customer, score });
    await here.callbacks.consider({ ...response, invitation: String(invitation) });
  };

  it.each([
    [5, 'recovered'],
    [3, 'not-recovered'],
  ])('the answer %d closes the case as %s, beside what the supervisor saw', async (score, outcome) => {
    const id = await verified();
    await says(id, score);
    await says(id, score);
    expect(await here.row(id)).toMatchObject({
      ...{ status: 'verified', outcome, customer_outcome: outcome, verdict: 'recovered', answer_due_at: null },
    });
    expect((await here.factsOf(id)).filter(({ name }) => name === 'case.answered')).toMatchObject([
      { data: { outcome } },
    ]);
    await says(id, 8 - score);
    expect((await here.factsOf(id)).filter(({ name }) => name === 'case.answered')).toHaveLength(2);
  });

  it('that says nothing while it is awaited closes the case as unanswered, not a minute before', async () => {
    const id = await verified();
    const due = (await here.row(id))['answer_due_at'] as Date;
    const recovery = here.station.get(CallbacksRecovery);
    const settled = (minutes: number) =>
      at(new Date(due.getTime() + minutes * 60_000), () => recovery.closeUnanswered());
    await settled(-1);
    expect(await here.row(id)).toMatchObject({ outcome: 'recovered', customer_outcome: null });
    await settled(0);
    expect(await here.row(id)).toMatchObject({
      ...{ outcome: 'no-answer', customer_outcome: 'no-answer', verdict: 'recovered', answer_due_at: null },
    });
    expect(await settled(1)).toBe(0);
  });

  it('is not mistaken for another answer of the same person', async () => {
    const id = await verified();
    const { customer_id: customer } = await here.row(id);
    await here.callbacks.consider(await here.aResponse({ customer: { id: customer } as Customer, score: 4 }));
    expect(await here.row(id)).toMatchObject({ outcome: 'recovered', customer_outcome: null });
  });
});

describe('an erased customer', () => {
  it('leaves no words behind, and nobody calls any more', async () => {
    const id = await here.aCase();
    await work.attempt(id, { outcome: 'voicemail', note: 'Sa sœur a décroché.' }, julie);
    await work.note(id, 'Préfère le soir.', julie);
    await here.station.get(CallbacksErasure).forget(String((await here.row(id))['customer_id']));
    await here.station.get(CallbacksErasure).forget(String((await here.row(id))['customer_id']));
    expect(await here.row(id)).toMatchObject({ status: 'declined', alarm_at: null });
    expect(await here.db.query('select note from callback_attempt where case_id = $1', [id])).toEqual([{ note: null }]);
    expect(await here.db.query('select text from callback_note where case_id = $1', [id])).toEqual([]);
  });
});
