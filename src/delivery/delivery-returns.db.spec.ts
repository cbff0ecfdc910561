import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { CustomersService } from '#customers';
import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import { noMailServer, startMailServer, type MailServer } from '../../test/support/mail-server.ts';
import type { RunningSandbox } from '../../test/support/sandbox.ts';
import { startStoreVisits, visitIsDue, type AskedOfVisit } from '../../test/support/store-visits.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryReturns } from './delivery-returns.service.ts';

const RETURNS = 'retours@avis.example.test';
const withServer = noMailServer === null ? describe : describe.skip;

let server: MailServer;
let here: RunningSandbox;

/** Over a real Postfix, which finds out from the next server that the mail cannot be delivered, and tells us by a mail of its own. */
withServer(`mail that comes back${noMailServer ? ` (skipped: ${noMailServer})` : ''}`, () => {
  beforeAll(async () => {
    server = await startMailServer();
    here = await startStoreVisits(
      {
        SMTP_URL: server.smtpUrl,
        MAIL_FROM: 'Boutique <avis@avis.example.test>',
        BOUNCE_ADDRESS: RETURNS,
        BOUNCE_IMAP_URL: server.imapUrl,
      },
      ['email', 'sms'],
    );
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

/** Somebody whose server will answer with this status is asked, and Postfix takes the mail. */
async function sentTo(status: string, phone?: string): Promise<AskedOfVisit> {
  const externalId = `returned-${++last}`;
  const asked = await visitIsDue(here, {
    ...{ externalId, email: `status.${status}.${last}@example.test` },
    ...(phone && { phone }),
  });
  await here.get(DeliveryDispatch).dispatch();
  expect(await rowsOf(asked)).toMatchObject([{ status: 'accepted' }]);
  return asked;
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

async function standing({ customer, invitation }: AskedOfVisit) {
  const { status, channel } = await here.get(InvitationsService).one(invitation);
  const reach = (await here.get(CustomersService).byIds([customer])).get(customer)?.reach.email;
  return { status, channel, reach };
}

const rowsOf = ({ invitation }: AskedOfVisit) =>
  here
    .get(Database)
    .query<{ status: string; token: string; provider_id: string }>(
      'select status, token, provider_id from message where invitation_id = $1',
      [invitation],
    );

async function messageIdOf(asked: AskedOfVisit): Promise<string> {
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
