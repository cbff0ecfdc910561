import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { CustomersModule, CustomersService } from '#customers';
import { InteractionsModule, InteractionsService, TouchpointsService } from '#interactions';
import { InvitationsModule, InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { noMailServer, startMailServer, type MailServer } from '../../test/support/mail-server.ts';
import { startSandbox, type RunningSandbox } from '../../test/support/sandbox.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryReturns } from './delivery-returns.service.ts';
import { DeliveryModule } from './index.ts';

const RETURNS = 'retours@avis.example.test';
const withServer = noMailServer === null ? describe : describe.skip;

let server: MailServer;
let here: RunningSandbox;

/** Over a real Postfix, which finds out from the next server that the mail cannot be delivered, and tells us by a mail of its own. */
withServer(`mail that comes back${noMailServer ? ` (skipped: ${noMailServer})` : ''}`, () => {
  beforeAll(async () => {
    server = await startMailServer();
    here = await startSandbox(
      [CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule, DeliveryModule],
      {
        env: {
          SMTP_URL: server.smtpUrl,
          MAIL_FROM: 'Boutique <avis@avis.example.test>',
          BOUNCE_ADDRESS: RETURNS,
          BOUNCE_IMAP_URL: server.imapUrl,
        },
      },
    );
    await here.get(SurveysService).publishVersion('csat-store', {
      name: 'Visite',
      temperature: 'hot',
      questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true }],
    });
    await here.get(TouchpointsService).save('store-visit', {
      name: { fr: 'Visite en magasin' },
      questionnaire: 'csat-store',
      channels: ['email', 'sms'],
      window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
    });
  }, 120_000);

  afterAll(async () => {
    await here.close();
    await server.close();
  }, 60_000);

  it('because the address does not exist, costs the address and gives the place back', async () => {
    const asked = await sentTo('5.1.1');
    await collected();
    expect(await standing(asked)).toEqual({ status: 'bounced', channel: 'email', reach: 'blocked' });
    expect(
      await here
        .get(Database)
        .query('select 1 from pressure_place where invitation_id = $1 and released_at is null', [asked.invitation]),
    ).toEqual([]);
  }, 60_000);

  it('falls back to the text message where there is a phone', async () => {
    const asked = await sentTo('5.1.1', '+33612370001');
    await collected();
    expect(await standing(asked)).toEqual({ status: 'planned', channel: 'sms', reach: 'blocked' });
  }, 60_000);

  it.each(['5.2.2', '5.7.26'])(
    'with %s, costs nobody their address',
    async (status) => {
      const asked = await sentTo(status);
      await collected();
      expect(await standing(asked)).toEqual({ status: 'bounced', channel: 'email', reach: 'ok' });
    },
    60_000,
  );

  it('with a complaint, is the last that person is asked', async () => {
    const asked = await sentTo('5.2.2');
    await collected();
    await mailed(RETURNS, complaintAbout(await messageIdOf(asked)));
    await collected();
    expect((await standing(asked)).reach).toBe('opted-out');
  }, 60_000);

  it('is not what an answering machine says, nor a report that names another mail', async () => {
    const asked = await sentTo('5.7.26');
    await collected();
    const [row] = await rowsOf(asked);
    const path = `retours+${Buffer.from(row?.token ?? '', 'base64url').toString('hex')}@avis.example.test`;
    await mailed(path, 'Auto-Submitted: auto-replied\r\nSubject: Absente\r\n\r\nJe suis en vacances.');
    await mailed(`retours+${'0'.repeat(32)}@avis.example.test`, complaintAbout(await messageIdOf(asked)));
    await collected(2);
    expect((await standing(asked)).reach).toBe('ok');
  }, 60_000);
});

let last = 0;

interface Asked {
  readonly customer: string;
  readonly invitation: string;
}

/** Somebody whose server will answer with this status is asked, and Postfix takes the mail. */
async function sentTo(status: string, phone?: string): Promise<Asked> {
  const id = `returned-${++last}`;
  const clock = here.get(Clock);
  const result = await here.get(InteractionsService).record({
    id,
    touchpoint: 'store-visit',
    occurredAt: clock.now().toISOString(),
    customer: { externalId: id, email: `status.${status}.${last}@example.test`, ...(phone && { phone }) },
  });
  const invitation = 'decision' in result ? result.decision?.invitation?.id : undefined;
  const customer = await here.get(CustomersService).byExternalId(id);
  if (!invitation || !customer) throw new Error(JSON.stringify(result));
  const due = (await here.get(InvitationsService).one(invitation)).sendAt;
  clock.shift(clock.offsetMs + Math.max(0, due.getTime() - clock.now().getTime()) + 1_000);
  await here.get(DeliveryDispatch).dispatch();
  expect(await rowsOf({ customer: customer.id, invitation })).toMatchObject([{ status: 'accepted' }]);
  return { customer: customer.id, invitation };
}

/** Until so many mails have come back and been read. */
async function collected(count = 1): Promise<void> {
  for (let tries = 0, read = 0; tries < 80; tries++) {
    read += await here.get(DeliveryReturns).collect();
    if (read >= count) return;
    await pause(250);
  }
  throw new Error('Nothing came back.');
}

async function standing({ customer, invitation }: Asked) {
  const { status, channel } = await here.get(InvitationsService).one(invitation);
  const reach = (await here.get(CustomersService).byIds([customer])).get(customer)?.reach.email;
  return { status, channel, reach };
}

const rowsOf = ({ invitation }: Asked) =>
  here
    .get(Database)
    .query<{ status: string; token: string; provider_id: string }>(
      'select status, token, provider_id from message where invitation_id = $1',
      [invitation],
    );

async function messageIdOf(asked: Asked): Promise<string> {
  return (await rowsOf(asked))[0]?.provider_id ?? '';
}

async function mailed(to: string, raw: string): Promise<void> {
  const transport = createTransport({ url: server.smtpUrl, ignoreTLS: true });
  const head = `From: postmaster@isp.example\r\nTo: ${to}\r\nMIME-Version: 1.0\r\n`;
  await transport.sendMail({ envelope: { from: '', to }, raw: head + raw });
  transport.close();
}

/** RFC 5965, as a mailbox provider sends it. */
function complaintAbout(messageId: string): string {
  return [
    'Subject: Abuse report',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="arf"',
    '',
    '--arf',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '--arf',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Provider/1.0',
    'Version: 1',
    '--arf',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${messageId}`,
    'Subject: Votre avis',
    '',
    'Bonjour',
    '--arf--',
    '',
  ].join('\r\n');
}
