import { setTimeout as pause } from 'node:timers/promises';
import { CustomersService } from '#customers';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { MailSearch } from '#platform/mail';
import { afterTheDot, beforeTheDot, startCuttingProxy, type CuttingProxy } from '../../test/support/cutting-proxy.ts';
import { noMailServer, startMailServer, type MailServer } from '../../test/support/mail-server.ts';
import type { RunningSandbox } from '../../test/support/sandbox.ts';
import { startStoreVisits, visitIsDue, type AskedOfVisit } from '../../test/support/store-visits.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryDue } from './delivery-due.service.ts';
import { DeliveryHandover } from './delivery-handover.service.ts';
import { DeliveryHeld } from './delivery-held.service.ts';
import { DeliveryOutbox } from './delivery-outbox.service.ts';
import { DeliveryOutcomes } from './delivery-outcomes.service.ts';
import { DeliveryPreparation } from './delivery-preparation.service.ts';
import { DeliveryReturns } from './delivery-returns.service.ts';

const withServer = noMailServer === null ? describe : describe.skip;
const MINUTE_MS = 60_000;

let server: MailServer;
let line: CuttingProxy;
let here: RunningSandbox;

/** Over a real Postfix, on a line that breaks. */
withServer(`mail of which no answer came${noMailServer ? ` (skipped: ${noMailServer})` : ''}`, () => {
  beforeAll(async () => {
    server = await startMailServer();
    line = await startCuttingProxy(() => ({ port: Number(new URL(server.smtpUrl).port) }));
  }, 60_000);
  afterAll(async () => {
    await line.close();
    await server.close();
  }, 60_000);
  afterEach(() => {
    line.cut = () => false;
  });

  describe('where a copy goes to a mailbox of ours', () => {
    beforeAll(() => opened({ BOUNCE_ADDRESS: 'retours@avis.example.test', BOUNCE_IMAP_URL: server.imapUrl }), 120_000);
    afterAll(() => here.close(), 60_000);

    it('is found there, and not sent again', async () => {
      const asked = await asking();
      line.cut = afterTheDot;
      await dispatched();
      line.cut = () => false;
      expect(await standing(asked)).toEqual(['uncertain', 'sending']);
      await hasCopy(asked);
      await passing(2 * MINUTE_MS);
      expect(await standing(asked)).toEqual(['accepted', 'sent']);
      expect(await times(asked, 1)).toBe(1);
    }, 60_000);

    it('is sent again once it is missing where later copies have come', async () => {
      const lost = await asking();
      line.cut = beforeTheDot;
      await dispatched();
      line.cut = () => false;
      expect(await standing(lost)).toEqual(['uncertain', 'sending']);
      const later = await asking();
      await dispatched();
      await hasCopy(later);
      await passing(20 * MINUTE_MS);
      expect(await times(lost, 1)).toBe(1);
      expect((await standing(lost)).slice(-2)).toEqual(['accepted', 'sent']);
    }, 60_000);

    it('is held for a person where no copy has come since', async () => {
      const lost = await asking();
      line.cut = beforeTheDot;
      await dispatched();
      line.cut = () => false;
      await passing(3 * 60 * MINUTE_MS);
      expect(await standing(lost)).toEqual(['uncertain', 'sending']);
      expect((await here.get(DeliveryHeld).list()).map(({ invitation }) => invitation)).toEqual([lost.invitation]);
      expect(await times(lost, 0)).toBe(0);
    }, 60_000);

    it('leaves no copy behind but the last, and none that is a day old', async () => {
      const [early, late] = [await asking(), await asking()];
      await dispatched();
      await hasCopy(early);
      await hasCopy(late);
      await here.get(DeliveryReturns).collect();
      const copies = async () => (await here.get(MailSearch).find([])).latest;
      expect(await copies()).toHaveLength(1);
      here.get(Clock).shift(here.get(Clock).offsetMs + 25 * 60 * MINUTE_MS);
      await here.get(DeliveryReturns).collect();
      expect(await copies()).toHaveLength(0);
    }, 60_000);
  });

  describe('where nobody can be asked', () => {
    beforeAll(() => opened({}), 120_000);
    afterAll(() => here.close(), 60_000);

    const doubtful = async (): Promise<Asked> => {
      const asked = await asking();
      line.cut = afterTheDot;
      await dispatched();
      line.cut = () => false;
      expect(await standing(asked)).toEqual(['uncertain', 'sending']);
      const held = (await here.get(DeliveryHeld).list()).find(({ invitation }) => invitation === asked.invitation);
      expect(held).toMatchObject({ customer: asked.customer, name: 'Léa', channel: 'email' });
      return { ...asked, message: held?.id ?? '' };
    };

    it('waits for a person, who says that it went', async () => {
      const asked = await doubtful();
      await passing(6 * 60 * MINUTE_MS);
      expect(await times(asked, 1)).toBe(1);
      await here.get(DeliveryHeld).went(asked.message);
      expect(await standing(asked)).toEqual(['accepted', 'sent']);
      await expect(here.get(DeliveryHeld).sendAgain(asked.message)).rejects.toMatchObject({ status: 409 });
    }, 60_000);

    it('is sent again when a person says so', async () => {
      const asked = await doubtful();
      await here.get(DeliveryHeld).sendAgain(asked.message);
      await passing(10 * MINUTE_MS);
      expect((await standing(asked)).slice(-2)).toEqual(['accepted', 'sent']);
      expect(await times(asked, 2)).toBe(2);
    }, 60_000);

    it('is not sent again to somebody who wants no more, whoever says so', async () => {
      const asked = await doubtful();
      await here.get(CustomersService).optOut({ customer: asked.customer, channel: 'email', source: 'staff' });
      await here.get(DeliveryHeld).sendAgain(asked.message);
      await passing(10 * MINUTE_MS);
      expect((await standing(asked)).at(-1)).toBe('cancelled');
      expect(await times(asked, 1)).toBe(1);
    }, 60_000);

    it('counts as gone once its time is over', async () => {
      const asked = await doubtful();
      await here
        .get(Database)
        .query('update message set try_at = $2, expires_at = $2 where id = $1', [asked.message, here.get(Clock).now()]);
      await dispatched();
      expect(await standing(asked)).toEqual(['accepted', 'sent']);
    }, 60_000);

    it('is no matter of doubt when the line broke before its end, or nobody had begun', async () => {
      const asked = await asking();
      line.cut = (_, answer) => answer !== null && answer.includes('354 ');
      await dispatched();
      line.cut = () => false;
      expect((await standing(asked)).at(-1)).toBe('planned');
      await passing(10 * MINUTE_MS);
      expect(await times(asked, 1)).toBe(1);
      const left = await asking();
      await dispatched();
      await here
        .get(Database)
        .query(`update message set status = 'sending', offered_at = null, try_at = $2 where invitation_id = $1`, [
          left.invitation,
          here.get(Clock).now(),
        ]);
      await here.get(Database).query(`update invitation set status = 'sending' where id = $1`, [left.invitation]);
      await passing(10 * MINUTE_MS);
      expect((await standing(left)).slice(-2)).toEqual(['accepted', 'sent']);
    }, 60_000);

    it.each([
      ['and knows it', () => here.get(Clock).now()],
      ['by a clock that stood still', (began: Date) => began],
    ])(
      'is not sent by a process that woke when its lease was over %s: another has sent it',
      async (_, ownClock) => {
        const asked = await asking();
        const began = here.get(Clock).now();
        const open = { channels: ['email'] as const, closedTouchpoints: [] };
        const { messages } = await here
          .get(Database)
          .transaction(() => here.get(DeliveryPreparation).prepare(10, open));
        expect(messages).toMatchObject([{ invitation: asked.invitation }]);
        await passing(10 * MINUTE_MS);
        expect(await standing(asked)).toEqual(['failed', 'accepted', 'sent']);
        const late = await here.get(Clock).at(ownClock(began), () => here.get(DeliveryHandover).offer(messages));
        await here.get(DeliveryOutcomes).keep(late);
        expect(late).toEqual([]);
        expect(await standing(asked)).toEqual(['failed', 'accepted', 'sent']);
        expect(await times(asked, 1)).toBe(1);
      },
      60_000,
    );

    it('is in the hands of who took it up, whatever its former holder says of it', async () => {
      const asked = await asking();
      const open = { channels: ['email'] as const, closedTouchpoints: [] };
      const { messages } = await here.get(Database).transaction(() => here.get(DeliveryPreparation).prepare(10, open));
      here.get(Clock).shift(here.get(Clock).offsetMs + 4 * MINUTE_MS);
      expect(await here.get(DeliveryOutbox).takeDue(10, open)).toMatchObject([{ was: 'sending', offeredAt: null }]);
      const doubt = { result: 'refused', kind: 'uncertain', code: 'ETIMEDOUT', cause: 'x' } as const;
      await here.get(DeliveryOutcomes).keep(messages.map((message) => ({ message, ...doubt })));
      expect(await standing(asked)).toEqual(['sending', 'sending']);
    }, 60_000);
  });
});

let last = 0;

interface Asked extends AskedOfVisit {
  readonly email: string;
  readonly message: string;
}

async function opened(env: Record<string, string>): Promise<void> {
  here = await startStoreVisits({
    ...{ SMTP_URL: `smtp://127.0.0.1:${line.port}`, MAIL_FROM: 'Boutique <avis@avis.example.test>' },
    ...env,
  });
}

/** Somebody is asked, and their hour has come. */
async function asking(): Promise<Asked> {
  const externalId = `doubted-${(last += 1)}`;
  const email = `ok.${last}@example.test`;
  return { ...(await visitIsDue(here, { externalId, firstName: 'Léa', email })), email, message: '' };
}

const dispatched = () => here.get(DeliveryDispatch).dispatch();

/** All that falls due in this time is done, when it falls due. */
async function passing(ms: number): Promise<void> {
  const clock = here.get(Clock);
  const end = clock.now().getTime() + ms;
  for (;;) {
    const at = (await here.get(DeliveryDue).nextAt())?.getTime() ?? Infinity;
    if (at > end) break;
    clock.shift(clock.offsetMs + Math.max(0, at - clock.now().getTime()) + 5);
    await dispatched();
  }
  clock.shift(clock.offsetMs + Math.max(0, end - clock.now().getTime()));
}

/** How its messages stand, then the invitation. */
async function standing({ invitation }: Asked): Promise<string[]> {
  const rows = await here
    .get(Database)
    .query<{ status: string }>('select status from message where invitation_id = $1 order by id', [invitation]);
  return [...rows.map(({ status }) => status), (await here.get(InvitationsService).one(invitation)).status];
}

async function hasCopy({ invitation }: Asked): Promise<void> {
  const [row] = await here
    .get(Database)
    .query<{ token: string }>('select token from message where invitation_id = $1 order by id desc limit 1', [
      invitation,
    ]);
  const token = row?.token ?? '';
  await until(async () => (await here.get(MailSearch).find([token])).found.has(token));
}

/** How many mails came to this person's mailbox, once as many have and a while has passed. */
async function times({ email }: Asked, expected: number): Promise<number> {
  const count = () => server.arrived.filter((to) => to === email).length;
  await until(async () => count() >= expected);
  await pause(1_000);
  return count();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 80; tries++) {
    if (await holds()) return;
    await pause(250);
  }
  throw new Error('It never came true.');
}
