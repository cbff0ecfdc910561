import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import type { HeardFact } from '#platform/facts';
import { Sweeps } from '#platform/queue';
import { CustomersModule, CustomersService, type Channel, type Customer, type CustomerInput } from '#customers';
import { InvitationsModule, InvitationsService, QuietHours, type PlanRequest } from '#invitations';
import { InvitationsListener } from './invitations.listener.ts';
import { PressureModule, PressureService, type PressureRule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';

let station: Station;
let invitations: InvitationsService;
let pressure: PressureService;
let customers: CustomersService;
let clock: Clock;
let version: string;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' };
const once = (more: Partial<PressureRule> = {}): PressureRule => ({
  key: 'once',
  scope: 'all',
  windowDays: 30,
  cap: 1,
  ...more,
});

beforeAll(async () => {
  station = await startStation(...aroundPages(), CustomersModule, SurveysModule, PressureModule, InvitationsModule);
  invitations = station.get(InvitationsService);
  pressure = station.get(PressureService);
  customers = station.get(CustomersService);
  clock = station.get(Clock);
  ({ id: version } = await station.get(SurveysService).publishVersion('nps', {
    name: 'NPS',
    temperature: 'hot',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Conseilleriez-vous ?' } }],
  }));
}, 60_000);

afterAll(() => station.close());

/** Tuesday 3 March 2026, noon in Paris, or so long after it. */
const NOON = new Date('2026-03-03T11:00:00Z');
let offset = 0;
const at = (ms: number) => {
  offset = ms;
  clock.shift(NOON.getTime() + ms - Date.now());
};

beforeEach(async () => {
  at(0);
  await pressure.changePolicy([once()]);
  await station.get(Database).query('delete from invitation');
});

let last = 0;
const aCustomer = async (more: Partial<CustomerInput> = {}): Promise<Customer> => {
  const n = ++last;
  const input = {
    externalId: `c-${n}`,
    phone: `+336980${String(20_000 + n).slice(-5)}`,
    email: `c${n}@example.com`,
    ...more,
  };
  return (await customers.upsert(input)).customer;
};
const aRequest = (customer: Customer, more: Partial<PlanRequest> = {}): PlanRequest => ({
  customer,
  touchpoint: 'call',
  questionnaireVersion: version,
  temperature: 'hot',
  channels: ['sms', 'email'] as Channel[],
  sendAt: clock.now(),
  window: ALWAYS,
  expiresAfter: 14 * DAY,
  reminders: [],
  occurredAt: clock.now(),
  ...more,
});
const planned = async (customer: Customer, more: Partial<PlanRequest> = {}): Promise<string> => {
  const result = await invitations.plan(aRequest(customer, more));
  if ('refused' in result) throw new Error(`refused by ${result.refused.rule}`);
  return result.invitation.id;
};
const statusOf = async (id: string) => (await invitations.byIds([id])).get(id)?.status;
const sweep = (name: string) => station.get(Sweeps).run(name);
const maySee = async (customer: Customer) => {
  const { ownKeys, personKeys, timeZone: zone } = customer;
  return (
    await pressure.check({
      invitation: version,
      customer: customer.id,
      ownKeys,
      personKeys,
      touchpoint: 'call',
      temperature: 'hot',
      channel: 'sms',
      zone,
    })
  ).granted;
};

describe('claiming what is due', () => {
  it('takes it once, however many claim', async () => {
    const ids = [];
    for (let n = 0; n < 10; n += 1) ids.push(await planned(await aCustomer()));
    const claimed = (await Promise.all([1, 2, 3, 4].map(() => invitations.claimDue(4)))).flat();
    expect(claimed.map(({ id }) => id).sort()).toEqual([...new Set(claimed.map(({ id }) => id))].sort());
    const rest = await invitations.claimDue(100);
    expect([...claimed, ...rest].map(({ id }) => id).sort()).toEqual(ids.sort());
    expect((await invitations.byToken(claimed[0]?.token ?? ''))?.id).toBe(claimed[0]?.id);
    expect(claimed[0]).toMatchObject({ status: 'sending', step: 1, reminder: false });
  });

  it('waits for the hours of the person', async () => {
    const reunion = await aCustomer({ timeZone: 'Indian/Reunion' });
    at(8 * HOUR); // 20:00 in Paris, 23:00 on Réunion
    const id = await planned(reunion);
    expect((await invitations.byIds([id])).get(id)?.sendAt).toEqual(new Date('2026-03-04T04:00:00Z'));
    expect(await invitations.nextDueAt()).toEqual(new Date('2026-03-04T04:00:00Z'));
  });

  it('moves what has come to stand outside its hours', async () => {
    const id = await planned(await aCustomer());
    at(14 * HOUR);
    expect(await invitations.claimDue(10)).toEqual([]);
    expect((await invitations.byIds([id])).get(id)).toMatchObject({
      status: 'planned',
      sendAt: new Date('2026-03-04T07:00:00Z'),
    });
  });

  it('keeps the hours that the organisation sets, for what is planned and for what waits', async () => {
    const hours = station.get(QuietHours);
    const before = await planned(await aCustomer());
    await hours.set({ days: [1, 2, 4, 5], from: '09:00', to: '11:30', holidays: false });
    try {
      const after = await planned(await aCustomer());
      expect(await invitations.claimDue(10)).toEqual([]);
      const known = await invitations.byIds([before, after]);
      const thursday = new Date('2026-03-05T08:00:00Z');
      expect([before, after].map((id) => known.get(id)?.sendAt)).toEqual([thursday, thursday]);
    } finally {
      await hours.set({ ...ALWAYS, holidays: false });
    }
  });

  it.each<[string, (customer: Customer) => Promise<unknown>, string, string]>([
    [
      'said stop since',
      (customer) => customers.optOut({ customer: customer.id, channel: 'sms', source: 'sms' }),
      'cancelled',
      'opted-out',
    ],
    [
      'waits for a call since',
      (customer) => pressure.hold({ keys: customer.personKeys, reason: 'open-callback', holder: customer.id }),
      'cancelled',
      'open-callback',
    ],
    ['is too late', async () => at(15 * DAY), 'expired', 'too-late'],
    ['is no longer allowed by the policy', () => pressure.changePolicy([once({ cap: 0 })]), 'cancelled', 'pressure'],
  ])('sends nothing to who %s', async (_, happens, status, cause) => {
    const customer = await aCustomer();
    const id = await planned(customer);
    await happens(customer);
    expect(await invitations.claimDue(10)).toEqual([]);
    expect((await invitations.history(id)).at(-1)).toMatchObject({ status, cause });
  });

  it('takes the next channel when the first no longer works', async () => {
    const customer = await aCustomer();
    const id = await planned(customer);
    await customers.suppress({ customer: customer.id, channel: 'sms', cause: '30005' });
    expect(await invitations.claimDue(10)).toMatchObject([{ id, channel: 'email', nextChannels: [] }]);
  });
});

describe('the life of an invitation', () => {
  it('goes forward once, in whatever order receipts come', async () => {
    const id = await planned(await aCustomer());
    await invitations.claimDue(10);
    await invitations.markDelivered(id);
    await invitations.markSent([id]);
    await invitations.markOpened(id);
    await invitations.markDelivered(id);
    await invitations.markAnswered(id);
    await invitations.markAnswered(id);
    expect((await invitations.history(id)).map(({ status }) => status)).toEqual([
      'planned',
      'sending',
      'delivered',
      'opened',
      'answered',
    ]);
  });

  it('falls back on the other channel, and gives its place back when none is left', async () => {
    const customer = await aCustomer();
    const id = await planned(customer);
    await invitations.claimDue(10);
    await invitations.markSent([id]);
    expect(await invitations.fail(id, { cause: '30005', permanent: true })).toBe('fallback');
    expect(await invitations.claimDue(10)).toMatchObject([{ id, channel: 'email', step: 2 }]);
    expect(await maySee(customer)).toBe(false);
    expect(await invitations.fail(id, { cause: '5.1.1', permanent: true, bounced: true })).toBe('failed');
    expect(await statusOf(id)).toBe('bounced');
    expect(await maySee(customer)).toBe(true);
  });

  it('is tried again later when the provider was away', async () => {
    const id = await planned(await aCustomer());
    await invitations.claimDue(10);
    expect(await invitations.fail(id, { cause: '503', permanent: false })).toBe('retry');
    expect(await invitations.claimDue(10)).toEqual([]);
    at(offset + 61_000);
    expect(await invitations.claimDue(10)).toMatchObject([{ id, channel: 'sms', step: 2 }]);
  });

  it('ends when no answer comes, and the person has been asked all the same', async () => {
    const customer = await aCustomer();
    const id = await planned(customer);
    await invitations.claimDue(10);
    await invitations.markSent([id]);
    at(14 * DAY + 60_000);
    expect(await sweep('invitations.expired')).toBe(1);
    expect((await invitations.history(id)).at(-1)).toMatchObject({ status: 'expired', cause: 'no-answer' });
    expect(await maySee(customer)).toBe(false);
  });

  it('is cancelled before it is sent, and then nobody was asked', async () => {
    const customer = await aCustomer();
    const id = await planned(customer);
    await invitations.cancel(id, 'staff');
    expect(await statusOf(id)).toBe('cancelled');
    expect(await maySee(customer)).toBe(true);
    await expect(invitations.cancel(id, 'staff')).rejects.toMatchObject({ status: 409 });
    await expect(invitations.cancel('nothing', 'staff')).rejects.toMatchObject({ status: 404 });
  });
});

describe('reminders', () => {
  const sent = async (customer: Customer) => {
    const id = await planned(customer, { reminders: [3 * DAY, 6 * DAY] });
    await invitations.claimDue(10);
    await invitations.markSent([id]);
    return id;
  };

  it('go out when they are due, as often as planned, until the answer', async () => {
    const id = await sent(await aCustomer());
    at(3 * DAY - 1000);
    expect(await invitations.claimDue(10)).toEqual([]);
    at(3 * DAY + 60_000);
    expect(await invitations.claimDue(10)).toMatchObject([{ id, reminder: true, step: 2, reminders: 1 }]);
    expect(await invitations.claimDue(10)).toEqual([]);
    await invitations.markAnswered(id);
    at(6 * DAY + 60_000);
    expect(await invitations.claimDue(10)).toEqual([]);
  });

  it('come to an end with the last one planned, though no rule counts them', async () => {
    const id = await sent(await aCustomer());
    for (const days of [3, 6]) {
      at(days * DAY + 60_000);
      expect((await invitations.claimDue(10)).map((one) => one.id)).toEqual([id]);
      expect(await invitations.claimDue(10)).toEqual([]);
    }
    expect(await invitations.nextDueAt()).toBeNull();
  });

  it('do not go out when one more message is too many', async () => {
    await pressure.changePolicy([once({ windowDays: 7, cap: 2, countReminders: true })]);
    const id = await sent(await aCustomer());
    at(3 * DAY + 60_000);
    expect(await invitations.claimDue(10)).toMatchObject([{ id, reminder: true }]);
    at(6 * DAY + 60_000);
    expect(await invitations.claimDue(10)).toEqual([]);
  });
});

describe('a rule about one channel', () => {
  const twoWays = [once({ key: 'week', windowDays: 7, cap: 9 }), once({ key: 'texts', scope: 'channel:sms' })];

  it('is asked about the channel that a message would go out on, not the one it was planned for', async () => {
    await pressure.changePolicy(twoWays);
    const customer = await aCustomer();
    await planned(customer, { channels: ['sms'] });
    expect(await invitations.claimDue(10)).toHaveLength(1);
    at(5 * DAY);
    const id = await planned(customer, { channels: ['email', 'sms'] });
    await customers.suppress({ customer: customer.id, channel: 'email', cause: '5.1.1' });
    expect(await invitations.claimDue(10)).toEqual([]);
    expect((await invitations.history(id)).at(-1)).toMatchObject({ status: 'cancelled', cause: 'pressure' });
  });

  it('leaves the next channel, which is tried before the ask is dropped', async () => {
    await pressure.changePolicy(twoWays);
    const customer = await aCustomer();
    await planned(customer);
    const result = await invitations.plan(aRequest(customer));
    expect(result).toMatchObject({
      invitation: { channel: 'email' },
      steps: [
        { rule: 'cap', verdict: 'stop', params: { key: 'texts' } },
        { rule: 'hold', verdict: 'pass' },
        { rule: 'cap', verdict: 'pass', params: { key: 'week' } },
      ],
    });
    await pressure.changePolicy([once({ key: 'all', cap: 1 }), ...twoWays]);
    expect(await invitations.plan(aRequest(customer))).toMatchObject({ refused: { rule: 'all' } });
  });
});

describe('a message that waits for its day', () => {
  const refusedBy = async (customer: Customer, more: Partial<PlanRequest> = {}) => {
    const result = await invitations.plan(aRequest(customer, more));
    return 'refused' in result ? result.refused : null;
  };
  const later = (days: number) => ({ sendAt: new Date(NOON.getTime() + days * DAY) });

  it('has its place on that day, against what is asked then', async () => {
    const customer = await aCustomer();
    const delayed = await planned(customer, later(30));
    at(30 * DAY);
    expect(await refusedBy(customer)).toMatchObject({
      rule: 'once',
      nextEligibleAt: new Date('2026-05-01T22:00:00Z'),
      steps: [{}, { rule: 'cap', params: { count: 1, cap: 1, windowDays: 30 } }],
    });
    expect((await invitations.claimDue(10)).map(({ id }) => id)).toEqual([delayed]);
  });

  it('leaves the days before and after it to others', async () => {
    const customer = await aCustomer();
    await planned(customer, later(60));
    expect(await refusedBy(customer, later(31))).toMatchObject({ nextEligibleAt: new Date('2026-05-31T22:00:00Z') });
    expect(await refusedBy(customer, later(30))).toBeNull();
  });

  it('is one of the messages of its week, when it goes out and when it is reminded of', async () => {
    await pressure.changePolicy([once({ windowDays: 7, cap: 2, countReminders: true })]);
    const customer = await aCustomer();
    const delayed = await planned(customer, { ...later(7), reminders: [3 * DAY] });
    at(7 * DAY);
    expect((await invitations.claimDue(10)).map(({ id }) => id)).toEqual([delayed]);
    await invitations.markSent([delayed]);
    at(8 * DAY);
    await planned(customer);
    expect(await invitations.claimDue(10)).toHaveLength(1);
    at(10 * DAY + HOUR);
    expect(await invitations.claimDue(10)).toEqual([]);
  });

  it('counts from when it went out, however late, and who is in the way then waits', async () => {
    await pressure.changePolicy([once({ windowDays: 7, onExceed: 'wait' })]);
    const customer = await aCustomer();
    const late = await planned(customer);
    const next = await planned(customer, { ...later(7), waitsUntil: new Date(NOON.getTime() + 30 * DAY) });
    at(5 * DAY); // nothing was sent for five days
    expect((await invitations.claimDue(10)).map(({ id }) => id)).toEqual([late]);
    at(7 * DAY);
    expect(await invitations.claimDue(10)).toEqual([]);
    expect(await invitations.one(next)).toMatchObject({ status: 'held', sendAt: new Date('2026-03-14T23:00:00Z') });
  });

  it('is one of two that are late and taken at once', async () => {
    await pressure.changePolicy([once({ windowDays: 7 })]);
    for (let n = 0; n < 4; n += 1) {
      at(n * 50 * DAY);
      const customer = await aCustomer();
      for (const days of [0, 7]) await planned(customer, later(n * 50 + days));
      at((n * 50 + 7) * DAY);
      const claimed = await Promise.all([invitations.claimDue(1), invitations.claimDue(1)]);
      expect(claimed.flat()).toHaveLength(1);
    }
  });

  it('is not sent before it, though a place is free earlier', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    const first = await planned(customer, later(5));
    const result = await invitations.plan(
      aRequest(customer, { ...later(10), waitsUntil: new Date(NOON.getTime() + 60 * DAY) }),
    );
    await invitations.cancel(first, 'staff');
    await sweep('invitations.held');
    const id = 'refused' in result ? (result.held?.id ?? '') : '';
    expect(await invitations.one(id)).toMatchObject({ status: 'planned', sendAt: later(10).sendAt });
  });
});

describe('waiting for a place', () => {
  const waits = (more: Partial<PlanRequest> = {}) => ({ waitsUntil: new Date(NOON.getTime() + 60 * DAY), ...more });

  it('is planned on the day a place is free, those worth most first', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    await planned(customer);
    const results = await invitations.planMany([
      aRequest(customer, waits({ priority: 3 })),
      aRequest(customer, waits({ priority: 1 })),
    ]);
    const [third, first] = results.map((result) => ('refused' in result ? (result.held?.id ?? '') : ''));
    expect(await sweep('invitations.held')).toBe(0);
    at(30 * DAY);
    expect(await sweep('invitations.held')).toBe(2);
    expect([await statusOf(first ?? ''), await statusOf(third ?? '')]).toEqual(['planned', 'held']);
  });

  it('ends at its own age', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    await planned(customer);
    const result = await invitations.plan(aRequest(customer, { waitsUntil: new Date(NOON.getTime() + 2 * DAY) }));
    const id = 'refused' in result ? (result.held?.id ?? '') : '';
    at(2 * DAY);
    await sweep('invitations.held');
    await sweep('invitations.expired');
    expect((await invitations.history(id)).at(-1)).toMatchObject({ status: 'expired', cause: 'too-late' });
  });

  const heldId = (result: Awaited<ReturnType<typeof invitations.plan>>) =>
    'refused' in result ? (result.held?.id ?? '') : '';
  const worthOf = async (id: string) => (await invitations.one(id)).worth;

  it('gives the place of a failed message to the one whose answer teaches most, and tells why', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    for (let n = 0; n < 8; n += 1) {
      const id = await planned(await aCustomer(), { touchpoint: 'frequent' });
      await pressure.noteAnswer(id, clock.now());
    }
    const customer = await aCustomer({ email: null });
    const first = await planned(customer, { touchpoint: 'frequent', channels: ['sms'] });
    const [frequent, rare] = (
      await invitations.planMany([
        aRequest(customer, waits({ touchpoint: 'frequent' })),
        aRequest(customer, waits({ touchpoint: 'rare' })),
      ])
    ).map(heldId) as [string, string];
    expect((await invitations.claimDue(10)).map(({ id }) => id)).toContain(first);
    expect(await invitations.fail(first, { cause: '30005', permanent: true })).toBe('failed');
    expect(await sweep('invitations.held')).toBe(2);
    expect([await statusOf(rare), await statusOf(frequent)]).toEqual(['planned', 'held']);
    const [won, lost] = [await worthOf(rare), await worthOf(frequent)];
    expect(won).toMatchObject({
      against: 1,
      parts: [{ part: 'interval', points: 35, most: 35, of: 50 }, {}, {}, {}, {}],
    });
    expect(lost?.parts[0]?.points).toBeLessThan(35);
    expect(won?.score).toBeGreaterThan(lost?.score ?? 100);
  });

  /** A touchpoint of which much is known. */
  const wellKnown = async () => {
    for (let n = 0; n < 6; n += 1) {
      const id = await planned(await aCustomer(), { touchpoint: 'frequent' });
      await pressure.noteAnswer(id, clock.now(), 'happy');
    }
  };

  it.each([
    ['frequent', 'rare', 'planned', 'held'],
    ['rare', 'frequent', 'held', 'planned'],
  ])('of a %s newcomer and who waits about a %s one', async (comes, waited, ofWaiting, ofNewcomer) => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    await wellKnown();
    const customer = await aCustomer();
    const first = await planned(customer);
    const waiting = heldId(await invitations.plan(aRequest(customer, waits({ touchpoint: waited }))));
    await invitations.cancel(first, 'staff');
    const result = await invitations.plan(aRequest(customer, waits({ touchpoint: comes })));
    const newcomer = 'refused' in result ? heldId(result) : result.invitation.id;
    expect([await statusOf(waiting), await statusOf(newcomer)]).toEqual([ofWaiting, ofNewcomer]);
    for (const id of [waiting, newcomer]) expect(await worthOf(id)).toMatchObject({ against: 1 });
  });

  it('gives the place to the one worth most of several that come at once', async () => {
    await wellKnown();
    const customer = await aCustomer();
    const results = await invitations.planMany([
      aRequest(customer, { touchpoint: 'frequent' }),
      aRequest(customer, { touchpoint: 'rare' }),
      aRequest(customer, { touchpoint: 'call', exempt: 'after-callback' }),
    ]);
    expect(results.map((result) => 'refused' in result)).toEqual([true, true, false]);
    await invitations.cancel(
      results.flatMap((result) => ('refused' in result ? [] : [result.invitation.id]))[0] ?? '',
      'staff',
    );
    const again = await invitations.planMany(
      ['frequent', 'rare'].map((touchpoint) => aRequest(customer, { touchpoint })),
    );
    expect(again.map((result) => 'refused' in result)).toEqual([true, false]);
  });

  it('is arbitrated between people who share a phone', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const phone = '+33698039999';
    const anna = await aCustomer({ phone });
    await planned(anna);
    const bela = await aCustomer({ phone });
    const cleo = await aCustomer({ phone });
    const second = heldId(await invitations.plan(aRequest(bela, waits({ priority: 5 }))));
    const third = heldId(await invitations.plan(aRequest(cleo, waits({ priority: 1 }))));
    at(30 * DAY);
    expect(await sweep('invitations.held')).toBe(2);
    expect([await statusOf(second), await statusOf(third)]).toEqual(['held', 'planned']);
    expect(await worthOf(third)).toMatchObject({ against: 1 });
  });

  it('is delayed rather than dropped at the second look, and its place is for others meanwhile', async () => {
    const customer = await aCustomer();
    const id = await planned(customer, waits());
    await pressure.changePolicy([once({ cap: 0, onExceed: 'wait' })]);
    expect(await invitations.claimDue(10)).toEqual([]);
    expect((await invitations.history(id)).at(-1)).toMatchObject({ status: 'held', cause: 'pressure' });
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    expect(await maySee(customer)).toBe(true);
    await station.get(InvitationsListener).policyChanged();
    expect(await sweep('invitations.held')).toBe(1);
    expect(await maySee(customer)).toBe(false);
    const [claimed] = await invitations.claimDue(10);
    expect(claimed?.id).toBe(id);
    expect(Math.round(((claimed?.expiresAt.getTime() ?? 0) - NOON.getTime()) / DAY)).toBe(14);
    await invitations.markSent([id]);
    await invitations.markAnswered(id);
    expect(await statusOf(id)).toBe('answered');
  });

  it('waits while a callback is open, and goes out when it is over', async () => {
    const customer = await aCustomer();
    const id = await planned(customer, waits());
    await pressure.hold({ keys: customer.personKeys, reason: 'open-callback', holder: customer.id });
    expect(await invitations.claimDue(10)).toEqual([]);
    expect(await invitations.one(id)).toMatchObject({ status: 'held', cause: 'open-callback' });
    await station.get(InvitationsListener).caseMoved([{ customer: customer.id } as HeardFact]);
    expect(await sweep('invitations.held')).toBe(1);
    expect(await statusOf(id)).toBe('held');
    await pressure.lift(customer.id);
    await station.get(InvitationsListener).caseMoved([{ customer: customer.id } as HeardFact]);
    expect(await sweep('invitations.held')).toBe(1);
    expect(await invitations.claimDue(10)).toMatchObject([{ id, cause: null }]);
  });

  it('is woken by a place given back while it was decided to wait', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    const first = await planned(customer);
    const db = station.get(Database);
    let [decided, commit] = [() => undefined as void, () => undefined as void];
    const wasDecided = new Promise<void>((resolve) => (decided = resolve));
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    const waiting = db.transaction(async () => {
      const result = await invitations.plan(aRequest(customer, waits()));
      decided();
      await mayCommit;
      return heldId(result);
    });
    await wasDecided;
    const givenBack = invitations.cancel(first, 'staff');
    setTimeout(commit, 300); // long enough to give it back, were it not to wait for the decision
    await Promise.all([givenBack, waiting]);
    expect(await sweep('invitations.held')).toBe(1);
    expect(await statusOf(await waiting)).toBe('planned');
  });

  it('keeps no score where nobody competes', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    await planned(customer);
    const id = heldId(await invitations.plan(aRequest(customer, waits())));
    at(30 * DAY);
    await sweep('invitations.held');
    expect([await statusOf(id), await worthOf(id)]).toEqual(['planned', null]);
  });

  it('looks again at once when the rules have changed', async () => {
    await pressure.changePolicy([once({ onExceed: 'wait' })]);
    const customer = await aCustomer();
    await planned(customer);
    const id = heldId(await invitations.plan(aRequest(customer, waits())));
    await pressure.changePolicy([once({ cap: 2 })]);
    expect(await sweep('invitations.held')).toBe(0);
    await station.get(InvitationsListener).policyChanged();
    expect(await sweep('invitations.held')).toBe(1);
    expect(await statusOf(id)).toBe('planned');
  });
});
