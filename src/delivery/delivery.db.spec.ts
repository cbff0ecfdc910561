import { DateTime } from 'luxon';
import { CustomersModule, CustomersService } from '#customers';
import { InteractionsModule, InteractionsService, TouchpointsService } from '#interactions';
import { InvitationsModule, InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { Settling } from '#platform/queue';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { sandboxAccount } from '#platform/sms';
import twilio from 'twilio';
import { itIsDay } from '../../test/support/morning.ts';
import { startSandbox, type RunningSandbox } from '../../test/support/sandbox.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryOperations } from './delivery-operations.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { DeliveryModule, DeliveryService } from './index.ts';

interface Shown {
  to: string;
  repeats: number;
  at: string;
  subject: string | null;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  links: string[];
}

let sandbox: RunningSandbox;
let db: Database;
let clock: Clock;

beforeAll(async () => {
  sandbox = await startSandbox(
    [CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule, DeliveryModule],
    { works: true },
  );
  db = sandbox.get(Database);
  clock = sandbox.get(Clock);
  itIsDay(clock);
  await sandbox.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait de votre visite ?' }, required: true }],
  });
  await sandbox.get(TouchpointsService).save('store-visit', {
    name: { fr: 'Visite en magasin', en: 'Store visit' },
    questionnaire: 'csat-store',
    channels: ['sms', 'email'],
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  });
}, 60_000);

afterAll(() => sandbox.close());

let last = 0;
const aPhone = () => `+3361235${String(1_000 + ++last)}`;
const anAddress = () => `client.${++last}@example.test`;
const messages = async (to: string) =>
  (await sandbox.getJson<{ items: Shown[] }>(`/sandbox/api/messages?to=${encodeURIComponent(to)}`)).body.items;
const fault = (its: object) => sandbox.post('/sandbox/api/faults', its);
const advance = async (by: string) => {
  const { status, body } = await sandbox.post('/sandbox/api/clock', { advance: by });
  if (status !== 200) throw new Error(JSON.stringify(body));
};
const reply = (from: string, body: string) => sandbox.post('/sandbox/api/sms', { from, body });

interface Asked {
  customer: string;
  invitation: string;
}

/** A visit just now, asked about as soon as the hour allows. */
async function aVisit(its: { phone?: string; email?: string; firstName?: string; locale?: string }): Promise<Asked> {
  const id = `visit-${++last}`;
  const result = await sandbox.get(InteractionsService).record({
    id,
    touchpoint: 'store-visit',
    occurredAt: clock.now().toISOString(),
    customer: { externalId: `c-${id}`, firstName: 'Léa', ...its },
  });
  const customer = await sandbox.get(CustomersService).byExternalId(`c-${id}`);
  const invitation = 'decision' in result ? result.decision?.invitation?.id : undefined;
  if (!customer || !invitation) throw new Error(JSON.stringify(result));
  return { customer: customer.id, invitation };
}

/** As the provider calls, signed unless another signature is given. */
function webhook(path: string, form: Record<string, string>, signature?: string | null) {
  const signed = twilio.getExpectedTwilioSignature(
    sandboxAccount(sandbox.config).authToken,
    `${sandbox.config.publicUrl}${path}`,
    form,
  );
  const header = signature === undefined ? signed : signature;
  return fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: header === null ? {} : { 'x-twilio-signature': header },
    body: new URLSearchParams(form),
  });
}

const invitationOf = async ({ invitation }: Asked) => {
  const found = (await sandbox.get(InvitationsService).byIds([invitation])).get(invitation);
  if (!found) throw new Error('gone');
  return found;
};
const reachOf = async ({ customer }: Asked) =>
  (await sandbox.get(CustomersService).byIds([customer])).get(customer)?.reach;
const rowsOf = ({ invitation }: Asked) =>
  db.query<{ status: string; channel: string; attempts: number; draft: Buffer | null }>(
    'select status, channel, attempts, draft from message where invitation_id = $1 order by created_at, step',
    [invitation],
  );

describe('an invitation that falls due', () => {
  it('goes out as one text of one segment, with its own link, and is delivered', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await advance('PT24H');
    const token = await sandbox.get(InvitationsService).tokenOf(asked.invitation);
    const [message, ...others] = await messages(phone);
    expect(others).toEqual([]);
    expect(message?.links).toEqual([`${sandbox.config.publicUrl}/s/${token}`]);
    expect(message?.text).toMatch(/^Chaudfroid : Etes-vous satisfait .* Répondez 1 à 5 .* Refus : STOP$/);
    expect(message?.text.length).toBeLessThanOrEqual(160);
    expect((await invitationOf(asked)).status).toBe('delivered');
    expect(await rowsOf(asked)).toMatchObject([{ status: 'delivered', channel: 'sms' }]);
  });

  it('goes out as a mail whose buttons lead to each score, with a way out in one click', async () => {
    const email = anAddress();
    const asked = await aVisit({ email });
    await advance('PT24H');
    const token = await sandbox.get(InvitationsService).tokenOf(asked.invitation);
    const [message] = await messages(email);
    const survey = `${sandbox.config.publicUrl}/s/${token}`;
    for (const score of [1, 2, 3, 4, 5]) expect(message?.html).toContain(`href="${survey}?csat=${score}"`);
    expect(message?.text).toContain(`${survey}?csat=5`);
    expect(message?.subject).toMatch(/^Visite en magasin du .*\s: votre avis\s\?$/);
    expect(message?.headers).toMatchObject({
      'list-unsubscribe': `<${sandbox.config.publicUrl}/u/${token}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect((await invitationOf(asked)).status).toBe('sent');
    expect(await rowsOf(asked)).toMatchObject([{ status: 'accepted', draft: null }]);
  });
});

describe('never lost, never twice', () => {
  it('is not sent again when no answer came', async () => {
    const phone = aPhone();
    await fault({ channel: 'sms', kind: 'timeout-after-accept', to: phone });
    const asked = await aVisit({ phone });
    await advance('PT24H');
    expect(await messages(phone)).toHaveLength(1);
    expect(['sent', 'delivered']).toContain((await invitationOf(asked)).status);
  }, 30_000);

  it('lies in the mailbox once when no answer came', async () => {
    const email = anAddress();
    await fault({ channel: 'email', kind: 'timeout-after-accept', to: email });
    const asked = await aVisit({ email });
    await advance('PT24H');
    expect(await messages(email)).toMatchObject([{ repeats: 0 }]);
    expect((await invitationOf(asked)).status).toBe('sent');
  }, 30_000);

  it('is offered again when the provider was away', async () => {
    const phone = aPhone();
    await fault({ channel: 'sms', kind: 'unavailable', to: phone, count: 2 });
    const asked = await aVisit({ phone });
    await advance('PT24H');
    expect(await messages(phone)).toHaveLength(1);
    expect((await invitationOf(asked)).status).toBe('delivered');
  });

  it.each([
    ['had sent it', true],
    ['had not sent it yet', false],
  ])('survives a process that ended when it %s', async (_, wasSent) => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await advance('PT24H');
    const [sent] = await messages(phone);
    expect(sent).toBeDefined();
    await db.query(
      `update message set status = 'sending', provider_id = null, accepted_at = null, delivered_at = null, try_at = $2 where invitation_id = $1`,
      [asked.invitation, clock.now()],
    );
    await db.query(`update invitation set status = 'sending', sent_at = null, delivered_at = null where id = $1`, [
      asked.invitation,
    ]);
    await db.query('update sandbox_message set status_callback = null where recipient = $1', [phone]);
    if (!wasSent) await db.query('delete from sandbox_message where recipient = $1', [phone]);
    await advance('PT10M');
    expect(await messages(phone)).toHaveLength(1);
    expect(['sent', 'delivered']).toContain((await invitationOf(asked)).status);
  });

  it('tells the provider when its hours end', async () => {
    const phone = aPhone();
    await aVisit({ phone });
    await advance('PT24H');
    const [sent] = await messages(phone);
    const seconds = Number(sent?.headers['validity-period']);
    const end = DateTime.fromISO(sent?.at ?? '', { zone: 'Europe/Paris' }).set({ hour: 21, minute: 30, second: 0 });
    const left = end.diff(DateTime.fromISO(sent?.at ?? '')).as('seconds');
    expect(Math.abs(seconds - Math.min(36_000, left))).toBeLessThan(5);
  });

  describe.each(['sms', 'email'] as const)('not taken by %s, and asked about', (channel) => {
    const aContact = () => (channel === 'sms' ? { phone: aPhone() } : { email: anAddress() });

    /** A process ended with the message in its hands: it was never handed over. */
    const abandoned = async (its: { phone?: string; email?: string }): Promise<Asked> => {
      const asked = await aVisit(its);
      await advance('PT24H');
      const { invitation } = asked;
      await db.query('delete from sandbox_message where recipient = $1', [its.phone ?? its.email]);
      await db.query(
        `update message set status = 'sending', provider_id = null, accepted_at = null, delivered_at = null, try_at = $2,
           draft = coalesce(draft, $3) where invitation_id = $1`,
        [invitation, new Date(clock.now().getTime() + 5_000), sandbox.get(Vault).seal('{"html":"","headers":{}}')],
      );
      await db.query(`update invitation set status = 'sending', sent_at = null, delivered_at = null where id = $1`, [
        invitation,
      ]);
      return asked;
    };

    it('is not sent to somebody who wanted no more meanwhile', async () => {
      const its = aContact();
      const asked = await abandoned(its);
      await sandbox.get(CustomersService).optOut({ customer: asked.customer, channel, source: 'page' });
      await advance('PT2H');
      expect(await messages(its.phone ?? its.email ?? '')).toEqual([]);
      expect(await invitationOf(asked)).toMatchObject({ status: 'cancelled', cause: 'opted-out' });
    });

    it('is not sent to somebody who was erased meanwhile', async () => {
      const its = aContact();
      const asked = await abandoned(its);
      await sandbox.get(CustomersService).eraseById(asked.customer);
      await advance('PT2H');
      expect(await messages(its.phone ?? its.email ?? '')).toEqual([]);
      expect((await invitationOf(asked)).status).toBe('cancelled');
    });

    it('is sent the next morning when the evening has come', async () => {
      const its = aContact();
      const asked = await abandoned(its);
      const night = DateTime.fromJSDate(clock.now(), { zone: 'Europe/Paris' }).set({ hour: 23, minute: 0 });
      const at = night.toMillis() > clock.now().getTime() ? night : night.plus({ days: 1 });
      await db.query(`update message set try_at = $2 where invitation_id = $1`, [asked.invitation, at.toJSDate()]);
      await advance('PT48H');
      const [sent, ...others] = await messages(its.phone ?? its.email ?? '');
      expect(others).toEqual([]);
      const hour = DateTime.fromISO(sent?.at ?? '', { zone: 'Europe/Paris' });
      expect(hour.toFormat('HH')).toBe('08');
      expect(hour > at).toBe(true);
      expect(['sent', 'delivered']).toContain((await invitationOf(asked)).status);
    });
  });

  it('a reminder that was not taken is looked at anew, and counted once', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await advance('PT24H');
    await db.query(`update invitation set next_reminder_at = $2, reminder_after = '{86400}' where id = $1`, [
      asked.invitation,
      clock.now(),
    ]);
    await fault({ channel: 'sms', kind: 'reject', code: 20_429, to: phone, count: 1 });
    await advance('PT48H');
    expect(await messages(phone)).toHaveLength(2);
    expect((await invitationOf(asked)).reminders).toBe(1);
    const [place] = await db.query<{ reminders: Date[] }>(
      'select reminders from pressure_place where invitation_id = $1',
      [asked.invitation],
    );
    expect(place?.reminders).toHaveLength(1);
  });

  it('a letter waits for the morning, and is dropped for somebody who said STOP', async () => {
    const [waits, stops] = [aPhone(), aPhone()];
    const [one, other] = [await aVisit({ phone: waits }), await aVisit({ phone: stops })];
    const night = DateTime.fromJSDate(clock.now(), { zone: 'Europe/Paris' })
      .plus({ days: 2 })
      .set({ hour: 23, minute: 0 });
    await sandbox.post('/sandbox/api/clock', { to: night.toUTC().toISO() });
    const before = [(await messages(waits)).length, (await messages(stops)).length];
    const letter = { channel: 'sms', kind: 'notice', template: 'help', view: {}, language: 'fr', site: null } as const;
    await sandbox.get(DeliveryService).send({ ...letter, customer: one.customer });
    await sandbox.get(DeliveryService).send({ ...letter, customer: other.customer });
    await advance('PT1H');
    expect([(await messages(waits)).length, (await messages(stops)).length]).toEqual(before);
    await sandbox.get(CustomersService).optOut({ customer: other.customer, channel: 'sms', source: 'page' });
    await advance('PT9H');
    const [told] = (await messages(waits)).slice(before[0]);
    expect(DateTime.fromISO(told?.at ?? '', { zone: 'Europe/Paris' }).toFormat('HH:mm')).toBe('08:00');
    expect((await messages(stops)).length).toBe(before[1]);
  });

  it('is not sent by two processes that begin together', async () => {
    const phones = Array.from({ length: 30 }, aPhone);
    for (const phone of phones) await aVisit({ phone });
    const due = await sandbox.get(InvitationsService).nextDueAt();
    clock.shift(clock.offsetMs + Math.max(0, (due?.getTime() ?? 0) - clock.now().getTime()) + 60_000);
    await Promise.all([1, 2, 3].map(() => sandbox.get(DeliveryDispatch).dispatch()));
    await sandbox.get(Settling).settle();
    for (const phone of phones) expect(await messages(phone)).toHaveLength(1);
  }, 60_000);
});

describe('a message that does not reach its person', () => {
  it('refused for ever, falls back to the mail, and the number is not used again', async () => {
    const [phone, email] = [aPhone(), anAddress()];
    await fault({ channel: 'sms', kind: 'reject', code: 21_614, to: phone });
    const asked = await aVisit({ phone, email });
    await advance('PT24H');
    expect(await messages(phone)).toEqual([]);
    expect(await messages(email)).toHaveLength(1);
    expect(await invitationOf(asked)).toMatchObject({ status: 'sent', channel: 'email' });
    expect((await reachOf(asked))?.sms).toBe('blocked');
  });

  it('undelivered later, falls back to the mail', async () => {
    const [phone, email] = [aPhone(), anAddress()];
    await fault({ channel: 'sms', kind: 'bounce', code: 30_005, to: phone });
    const asked = await aVisit({ phone, email });
    await advance('PT24H');
    expect(await messages(email)).toHaveLength(1);
    expect((await rowsOf(asked)).map(({ status }) => status)).toEqual(['undelivered', 'accepted']);
    expect((await reachOf(asked))?.sms).toBe('blocked');
  });

  it('undelivered with nothing to fall back on, gives its place back', async () => {
    const phone = aPhone();
    await fault({ channel: 'sms', kind: 'bounce', to: phone, count: 2 });
    const asked = await aVisit({ phone });
    await advance('PT48H');
    expect((await invitationOf(asked)).status).toBe('bounced');
    expect(await messages(phone)).toHaveLength(2);
    expect(
      await db.query('select 1 from pressure_place where invitation_id = $1 and released_at is null', [
        asked.invitation,
      ]),
    ).toEqual([]);
  });

  it('a mail that comes back falls to nobody, and the address is not used again', async () => {
    const email = anAddress();
    await fault({ channel: 'email', kind: 'bounce', to: email });
    const asked = await aVisit({ email });
    await advance('PT24H');
    expect((await invitationOf(asked)).status).toBe('bounced');
    expect((await reachOf(asked))?.email).toBe('blocked');
  });

  it('refused because of STOP at the provider, is an opt-out', async () => {
    const phone = aPhone();
    await fault({ channel: 'sms', kind: 'reject', code: 21_610, to: phone });
    const asked = await aVisit({ phone });
    await advance('PT24H');
    expect((await reachOf(asked))?.sms).toBe('opted-out');
  });
});

describe('texts that carriers filter as unwanted', () => {
  it('stop the channel once they are more than two in a hundred, until somebody resumes', async () => {
    const pauses = async () => (await sandbox.get(DeliveryOperations).look()).pauses.map(({ scope }) => scope);
    const filtered = async () => {
      const phone = aPhone();
      await fault({ channel: 'sms', kind: 'bounce', code: 30_007, to: phone });
      await aVisit({ phone });
      await advance('PT24H');
    };
    for (let n = 0; n < 4; n += 1) await filtered();
    expect(await pauses()).toEqual([]);
    await filtered();
    expect(await pauses()).toEqual(['channel:sms']);
    await sandbox.get(DeliveryPauses).resume('channel:sms');
    await filtered();
    expect(await pauses()).toEqual([]);
  }, 60_000);
});

describe('what a customer sends', () => {
  const received = async (asked: Asked) =>
    (
      await db.query<{ data: { inbound: string } }>(
        `select data from fact where name = 'message.received' and customer_id = $1`,
        [asked.customer],
      )
    ).map(({ data }) => data.inbound);

  it('STOP silences the number, and is confirmed', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await advance('PT24H');
    await reply(phone, 'arrêt');
    await advance('PT1M');
    expect((await messages(phone)).at(-1)?.text).toContain('vous ne recevrez plus de SMS');
    expect((await reachOf(asked))?.sms).toBe('opted-out');
    expect(await received(asked)).toEqual([]);
    await reply(phone, 'START');
    await advance('PT1M');
    expect((await reachOf(asked))?.sms).toBe('ok');
  });

  it('from a number that nobody holds any more is heeded, and confirmed there', async () => {
    const [stopped, doubted] = [aPhone(), aPhone()];
    const moved = [await aVisit({ phone: stopped }), await aVisit({ phone: doubted })] as const;
    await advance('PT24H');
    const customers = sandbox.get(CustomersService);
    for (const { externalId } of (await customers.byIds(moved.map(({ customer }) => customer))).values())
      await customers.upsert({ externalId, phone: aPhone() });
    await reply(stopped, 'STOP');
    await reply(doubted, 'Stop aux files d’attente interminables');
    await advance('PT1M');
    expect((await messages(stopped)).at(-1)?.text).toContain('vous ne recevrez plus de SMS');
    const heirTo = async (phone: string) => (await customers.upsert({ externalId: `heir-${phone}`, phone })).customer;
    expect((await heirTo(stopped)).reach.sms).toBe('opted-out');
    expect((await heirTo(doubted)).reach.sms).toBe('blocked');
    expect(await Promise.all(moved.map(reachOf))).toMatchObject([{ sms: 'ok' }, { sms: 'ok' }]);
  });

  it('a score with STOP is kept as an answer', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await reply(phone, '2 STOP');
    const [inbound] = await received(asked);
    expect(await sandbox.get(DeliveryService).inbound(inbound ?? '')).toMatchObject({
      phone,
      text: '2',
      customers: [asked.customer],
    });
    expect((await reachOf(asked))?.sms).toBe('opted-out');
  });

  it('AIDE is answered', async () => {
    const phone = aPhone();
    await aVisit({ phone });
    await reply(phone, 'aide');
    await advance('PT1M');
    expect((await messages(phone)).map((message) => message.text)).toContainEqual(
      expect.stringContaining('Répondez STOP'),
    );
  });

  it('AIDE is answered once a day, however often it is asked', async () => {
    const phone = aPhone();
    await aVisit({ phone });
    const answers = async () => (await messages(phone)).filter(({ text }) => text.includes('Répondez STOP')).length;
    for (const word of ['aide', 'HELP', 'Aide']) {
      await reply(phone, word);
      await advance('PT1M');
    }
    expect(await answers()).toBe(1);
    await advance('PT24H');
    await reply(phone, 'aide');
    await advance('PT1M');
    expect(await answers()).toBe(2);
  });

  it('what may be a complaint stops the messages until somebody has read it', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await reply(phone, 'Stop aux files d’attente interminables');
    expect((await reachOf(asked))?.sms).toBe('blocked');
    expect(await received(asked)).toHaveLength(1);
  });

  it('anything else is told once, whatever the provider repeats', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    const form = {
      MessageSid: `SM${phone.slice(1)}`,
      From: phone,
      To: '38111',
      Body: '4 accueil top',
      Tomorrow: 'a new field',
    };
    for (const _ of [1, 2]) expect((await webhook('/webhooks/twilio/inbound', form)).status).toBe(200);
    expect(await received(asked)).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('without the provider’s signature is refused, and changes nothing', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    const form = { MessageSid: `SM${phone.slice(1)}`, From: phone, To: '38111', Body: 'STOP' };
    expect((await webhook('/webhooks/twilio/inbound', form, 'wrong')).status).toBe(403);
    expect((await webhook('/webhooks/twilio/status', form, null)).status).toBe(403);
    expect((await reachOf(asked))?.sms).toBe('ok');
  });

  it('late, out of order and twice leaves the furthest that was reached', async () => {
    const phone = aPhone();
    const asked = await aVisit({ phone });
    await advance('PT24H');
    const [row] = await db.query<{ token: string; provider_id: string }>(
      'select token, provider_id from message where invitation_id = $1',
      [asked.invitation],
    );
    for (const status of ['delivered', 'sent', 'delivered', 'undelivered', 'receiving']) {
      const form = {
        MessageSid: row?.provider_id ?? '',
        MessageStatus: status,
        ...(status === 'undelivered' && { ErrorCode: '30003' }),
      };
      expect((await webhook(`/webhooks/twilio/status?token=${row?.token}`, form)).status).toBe(204);
    }
    expect((await invitationOf(asked)).status).toBe('delivered');
    expect(await rowsOf(asked)).toMatchObject([{ status: 'delivered' }]);
  });
});
