import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CustomersService } from '#customers';
import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import type { RunningSandbox } from '../../test/support/sandbox.ts';
import { startStoreVisits, visitIsDue, type AskedOfVisit } from '../../test/support/store-visits.ts';
import { DeliveryDispatch } from './delivery-dispatch.service.ts';
import { DeliveryGate } from './delivery-gate.service.ts';
import { DeliveryPauses } from './delivery-pauses.service.ts';
import { DeliveryReports } from './delivery-reports.service.ts';

const PASSWORD = 'password of the mail webhooks';
const KEY = 'key-of-mailgun-for-tests';
const TOKEN_OF_SAMPLES = 'q3Xk2vVw9sY0bT-1aZ_cDe';

let here: RunningSandbox;
let people = 0;

beforeAll(async () => {
  here = await startStoreVisits({ MAIL_WEBHOOK_PASSWORD: PASSWORD, MAILGUN_SIGNING_KEY: KEY });
}, 120_000);

afterAll(() => here.close(), 60_000);

interface Asked extends AskedOfVisit {
  readonly token: string;
}

async function asked(): Promise<Asked> {
  const externalId = `webhook-${(people += 1)}`;
  const visit = await visitIsDue(here, { externalId, email: `${externalId}@example.test` });
  await here.get(DeliveryDispatch).dispatch();
  const [row] = await here
    .get(Database)
    .query<{ token: string }>('select token from message where invitation_id = $1', [visit.invitation]);
  return { ...visit, token: row?.token ?? '' };
}

/** Where the invitation stands, what was told of it how often, and whether its address may be written to. */
async function standing({ customer, invitation }: Asked) {
  const { status } = await here.get(InvitationsService).one(invitation);
  const reach = (await here.get(CustomersService).byIds([customer])).get(customer)?.reach.email;
  const facts = await here
    .get(Database)
    .query(`select 1 from fact where customer_id = $1 and name in ('message.failed', 'customer.opted-out')`, [
      customer,
    ]);
  return { status, reach, facts: facts.length };
}

/** A sample of test/data/mail-webhooks about this mail. */
const about = ({ token }: Asked, sample: string): string =>
  readFileSync(new URL(`../../test/data/mail-webhooks/${sample}.json`, import.meta.url), 'utf8').replaceAll(
    TOKEN_OF_SAMPLES,
    token,
  );

async function called(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${here.url}/webhooks/mail/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.status;
}

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`anything:${password}`).toString('base64')}`,
});

/** As Amazon SNS wraps it: JSON in JSON, called plain text. */
const ses = (event: string, password = PASSWORD) =>
  called('ses', JSON.stringify({ Type: 'Notification', MessageId: 'm-1', Message: event }), {
    ...basic(password),
    'content-type': 'text/plain; charset=UTF-8',
  });

const mailgun = (event: string, key = KEY) => {
  const { 'event-data': data } = JSON.parse(event) as Record<string, unknown>;
  const [timestamp, token] = ['1772446503', '3a8b1e6c5d4f7a9b0c2d1e3f5a7b9c1d'];
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  return called('mailgun', JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': data }));
};

const postmark = (event: string, password = PASSWORD) => called('postmark', event, basic(password));

const PROVIDERS = [
  ['Amazon SES', ses, 'ses-bounce', 'ses-complaint', 401],
  ['Mailgun', mailgun, 'mailgun-permanent-failure', 'mailgun-complained', 403],
  ['Postmark', postmark, 'postmark-bounce', 'postmark-spam-complaint', 401],
] as const;

describe.each(PROVIDERS)('what %s reports', (_, tells, bounce, complaint, refusal) => {
  it('of a bounce costs the address once, however often it is told', async () => {
    const mail = await asked();
    expect(await standing(mail)).toEqual({ status: 'sent', reach: 'ok', facts: 0 });
    expect([await tells(about(mail, bounce)), await tells(about(mail, bounce))]).toEqual([204, 204]);
    expect(await standing(mail)).toEqual({ status: 'bounced', reach: 'blocked', facts: 1 });
  });

  it('of a complaint is the last that person is asked, however often it is told', async () => {
    const mail = await asked();
    expect([await tells(about(mail, complaint)), await tells(about(mail, complaint))]).toEqual([204, 204]);
    // Of both channels.
    expect(await standing(mail)).toEqual({ status: 'sent', reach: 'opted-out', facts: 2 });
  });

  it('counts for nothing when it is not proven', async () => {
    const mail = await asked();
    expect(await tells(about(mail, bounce), 'another secret of ours')).toBe(refusal);
    expect(await standing(mail)).toMatchObject({ status: 'sent', reach: 'ok' });
  });

  it('of a mail that is not ours changes nothing', async () => {
    expect(await tells(about({ customer: '', invitation: '', token: 'not-ours' }, bounce))).toBe(204);
  });
});

it('that many servers refuse us, whoever the reader, pauses e-mail until somebody has looked', async () => {
  const paused = async () => (await here.get(DeliveryGate).state()).pauses;
  const refused = async (code: string) => {
    const mail = await asked();
    await here.get(DeliveryReports).take({ says: 'bounced', token: mail.token, code });
    return mail;
  };
  for (const code of ['5.7.26', '5.7.1', '5.7.26', '5.2.2', '5.7.1']) await refused(code);
  expect(await paused()).toEqual([]);
  expect((await standing(await refused('5.7.26'))).reach).toBe('ok');
  expect(await paused()).toMatchObject([{ scope: 'channel:email', reason: 'code:5.7.26' }]);
  await here.get(DeliveryPauses).resume('channel:email');
  await refused('5.7.26');
  expect(await paused()).toEqual([]);
});

it('Amazon may not have us call whom it likes', async () => {
  const body = JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: `${here.url}/health/live` });
  expect(await called('ses', body, basic(PASSWORD))).toBe(422);
});

it('keeps our token where Postmark brings it back from', async () => {
  const { token } = await asked();
  const [mail] = await here
    .get(Database)
    .query<{ headers: Record<string, string> }>(`select headers from sandbox_message order by id desc limit 1`);
  expect(mail?.headers['x-pm-metadata-chaudfroid']).toBe(token);
});
