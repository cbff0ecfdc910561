import { CustomersModule } from '#customers';
import { InteractionsModule, InteractionsService, TouchpointsService } from '#interactions';
import { InvitationsModule, InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors } from '#platform/facts';
import { Settling } from '#platform/queue';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { startSandbox, type RunningSandbox } from '../../test/support/sandbox.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { DeliveryModule } from './index.ts';

const EVER = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };

let sandbox: RunningSandbox;
let pauses: DeliveryPauses;

beforeAll(async () => {
  sandbox = await startSandbox(
    [CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule, DeliveryModule],
    { works: true },
  );
  pauses = sandbox.get(DeliveryPauses);
  await sandbox.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true }],
  });
  for (const key of ['store-visit', 'call'])
    await sandbox.get(TouchpointsService).save(key, {
      name: { fr: key },
      questionnaire: 'csat-store',
      channels: ['sms', 'email'],
      window: EVER,
      expiresAfter: 'P3D',
    });
}, 60_000);

/** Messages go out by day, whenever this runs. */
beforeEach(async () => {
  const now = sandbox.get(Clock).now();
  const noon = new Date(now);
  noon.setUTCHours(10, 0, 0, 0);
  if (noon <= now) noon.setUTCDate(noon.getUTCDate() + 1);
  await advance(`PT${Math.ceil((noon.getTime() - now.getTime()) / 1_000)}S`);
});

afterAll(() => sandbox.close(), 60_000);

let last = 0;
const paused = async () => (await sandbox.get(DeliveryGate).state()).pauses;
const aPhone = () => `+3361236${String(1_000 + ++last)}`;
const sentTo = async (to: string) =>
  (await sandbox.getJson<{ items: { text: string }[] }>(`/sandbox/api/messages?to=${encodeURIComponent(to)}`)).body
    .items.length;
const advance = async (by: string) => {
  const { status, body } = await sandbox.post('/sandbox/api/clock', { advance: by });
  if (status !== 200) throw new Error(JSON.stringify(body));
};
const statusOf = async (id: string) => (await sandbox.get(InvitationsService).byIds([id])).get(id)?.status;

async function asked(contact: { phone?: string; email?: string }, touchpoint = 'store-visit'): Promise<string> {
  const id = `gate-${++last}`;
  const result = await sandbox.get(InteractionsService).record({
    id,
    touchpoint,
    occurredAt: sandbox.get(Clock).now().toISOString(),
    customer: { externalId: `c-${id}`, ...contact },
  });
  const invitation = 'decision' in result ? result.decision?.invitation?.id : undefined;
  if (!invitation) throw new Error(JSON.stringify(result));
  return invitation;
}

describe('a pause', () => {
  it.each([
    ['of everything', 'all', 'store-visit'],
    ['of a channel', 'channel:sms', 'store-visit'],
    ['of a touchpoint', 'touchpoint:call', 'call'],
  ] as const)('%s makes messages wait, and its end lets them go', async (_, scope, touchpoint) => {
    const phone = aPhone();
    await actors.as('user:1', () => pauses.pause(scope, 'Trop de plaintes'));
    await asked({ phone }, touchpoint);
    await advance('PT26H');
    expect(await sentTo(phone)).toBe(0);
    expect(await paused()).toMatchObject([{ scope, reason: 'Trop de plaintes', by: 'user:1' }]);
    await pauses.resume(scope);
    await advance('PT12H');
    expect(await sentTo(phone)).toBe(1);
  });

  it('lets other channels and touchpoints pass', async () => {
    const [phone, email] = [aPhone(), `gate.${++last}@example.test`];
    await pauses.pause('channel:sms', 'x');
    await pauses.pause('touchpoint:call', 'x');
    await asked({ phone });
    await asked({ email });
    await asked({ email: `other.${last}@example.test` }, 'call');
    await advance('PT26H');
    expect([await sentTo(phone), await sentTo(email), await sentTo(`other.${last}@example.test`)]).toEqual([0, 1, 0]);
    await pauses.resume('channel:sms');
    await pauses.resume('touchpoint:call');
  });

  it('that lasts too long lets the message expire', async () => {
    const phone = aPhone();
    await pauses.pause('channel:sms', 'x');
    const invitation = await asked({ phone });
    await advance('P6D');
    expect(await statusOf(invitation)).toBe('expired');
    await pauses.resume('channel:sms');
    await advance('PT12H');
    expect(await sentTo(phone)).toBe(0);
  });

  it('holds what a paused channel took over from another', async () => {
    const email = `gate.${++last}@example.test`;
    const phone = aPhone();
    await pauses.pause('channel:email', 'x');
    await sandbox.post('/sandbox/api/faults', { channel: 'sms', kind: 'reject', code: 21211, to: phone });
    const invitation = await asked({ phone, email });
    await advance('PT26H');
    expect([await statusOf(invitation), await sentTo(email)]).toEqual(['planned', 0]);
    await pauses.resume('channel:email');
    await advance('PT12H');
    expect(await sentTo(email)).toBe(1);
  });

  it('is not there twice, and ends once', async () => {
    await pauses.pause('all', 'first');
    await expect(pauses.pause('all', 'second')).rejects.toMatchObject({ status: 409 });
    expect(await paused()).toMatchObject([{ reason: 'first' }]);
    await pauses.resume('all');
    await expect(pauses.resume('all')).rejects.toMatchObject({ status: 409 });
  });
});

describe('a pace', () => {
  it('is shared by all who send at once', async () => {
    const gate = sandbox.get(DeliveryGate);
    await pauses.setPace('sms', 2);
    await advance('PT1M');
    const [door] = (await gate.doors()).filter(({ channels }) => channels.includes('sms'));
    if (!door) throw new Error('closed');
    const granted = await Promise.all(Array.from({ length: 20 }, () => gate.enter(door, 3)));
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(10);
    await pauses.setPace('sms', null);
  });

  it('spreads what falls due together over the time it takes', async () => {
    await pauses.setPace('sms', 0.05);
    await advance('PT2H');
    const phones = Array.from({ length: 6 }, aPhone);
    for (const phone of phones) await asked({ phone });
    await advance('PT26H');
    const at = await sandbox
      .get(Database)
      .query<{ at: Date }>(
        `select accepted_at as at from message where channel = 'sms' and accepted_at is not null order by accepted_at desc limit 6`,
      );
    const times = at.map((row) => row.at.getTime()).reverse();
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5 * 20_000);
    await pauses.setPace('sms', null);
  });
});

describe('a provider that is away', () => {
  it('is left alone after five failures, tried with one message, and used again once it is back', async () => {
    const laneOf = async () => (await sandbox.get(DeliveryGate).lanes()).find(({ channel }) => channel === 'sms');
    const phones = Array.from({ length: 12 }, aPhone);
    await pauses.pause('all', 'until all are there');
    for (const phone of phones) await asked({ phone });
    await advance('PT26H');
    await sandbox.post('/sandbox/api/faults', { channel: 'sms', kind: 'unavailable', count: 16 + 5 });
    await pauses.resume('all');
    await sandbox.get(DeliveryDispatch).dispatch();
    await sandbox.get(Settling).settle();
    expect(await laneOf()).toMatchObject({ state: 'open', trips: 1 });
    await advance('PT12H');
    expect(await laneOf()).toMatchObject({ state: 'closed', failures: 0 });
    expect(await Promise.all(phones.map(sentTo))).toEqual(phones.map(() => 1));
    const told = await sandbox
      .get(Database)
      .query<{ name: string }>(`select name from fact where name like 'provider.%' order by id`);
    expect([told[0]?.name, told.at(-1)?.name]).toEqual(['provider.away', 'provider.back']);
  });
});
