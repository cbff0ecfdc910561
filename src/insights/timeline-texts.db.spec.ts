import { v7 } from 'uuid';
import { Vault } from '#platform/crypto';
import { Words } from '#platform/i18n';
import { InsightsStation } from '../../test/support/insights.ts';
import { TimelineService } from './timeline.service.ts';
import { textLine, type TextData } from './timeline-texts.views.ts';
import { writerOf } from './writer.views.ts';

let here: InsightsStation;
beforeAll(async () => {
  here = await InsightsStation.start();
}, 60_000);
afterAll(() => here.station.close());

const vault = () => here.station.get(Vault);
const PHONE = '+33612349001';

async function received(phone: string, text: string, at: string, readAs: string, reply: object | null = null) {
  const id = v7();
  await here.db.query(
    `insert into inbound_message (id, provider_id, contact_key, sender, recipient, body, received_at, read_as)
     values ($1::uuid, $1::uuid::text, $2, $3, '+33600000000', $4, $5, $6)`,
    [id, vault().blindIndex(phone), vault().seal(phone), vault().seal(text), at, readAs],
  );
  const {
    readAs: as = 'unattached',
    invitation = null,
    understood = null,
    handled = null,
  } = (reply ?? {}) as {
    readonly [key: string]: unknown;
  };
  if (!reply) return;
  await here.db.query(
    `insert into sms_reply (inbound_id, invitation_id, read_as, at, understood, handled) values ($1, $2, $3, $4, $5, $6)`,
    [id, invitation, as, at, understood && JSON.stringify(understood), handled],
  );
}

const sent = (customer: string, text: string, at: string, kind = 'conversation', status = 'delivered') =>
  here.db.query(
    `insert into message (id, token, customer_id, kind, channel, contact_key, recipient, body, status, created_at, expires_at)
     values ($1::uuid, $1::uuid::text, $2, $3, 'sms', $4, $5, $6, $7, $8, $8)`,
    [v7(), customer, kind, vault().blindIndex(PHONE), vault().seal(PHONE), vault().seal(text), status, at],
  );

async function told(customer: string) {
  const { items } = await here.station.get(TimelineService).of(customer, { kind: 'text' });
  const writer = writerOf(here.station.get(Words), 'en');
  return items.reverse().map(({ data }) => textLine(data as unknown as TextData, writer).text);
}

const SAID = { metric: null, score: null, comment: false, call: null, hour: false };

it('has every text either way, in order, with what was understood, and none of others of the household', async () => {
  const customer = await here.aCustomer({ phone: PHONE });
  const sister = await here.aCustomer({ phone: PHONE });
  const [mine, hers] = [await here.anInvitation({ customer }), await here.anInvitation({ customer: sister })];
  await sent(customer, 'How was it?', '2026-05-01T10:00:00Z', 'invitation');
  const score = { ...SAID, metric: 'csat', score: 1, comment: true };
  await received(PHONE, '1 too long', '2026-05-01T10:01:00Z', 'answer', {
    ...{ invitation: mine, readAs: 'score', understood: score },
  });
  await sent(customer, 'Shall we call?', '2026-05-01T10:02:00Z');
  await received(PHONE, 'yes 5pm', '2026-05-01T10:03:00Z', 'answer', {
    ...{ invitation: mine, readAs: 'yes', understood: { ...SAID, call: true, hour: true } },
  });
  await received(PHONE, 'hers', '2026-05-01T10:04:00Z', 'answer', { invitation: hers, readAs: 'text' });
  await sent(customer, 'Lost', '2026-05-01T10:05:00Z', 'case', 'undelivered');
  await received(PHONE, 'The car park was full', '2026-05-02T10:00:00Z', 'answer', { handled: 'done' });
  await received(PHONE, 'STOP', '2026-05-03T10:00:00Z', 'opt-out');
  expect(await told(customer)).toEqual([
    '“1 too long” Understood: 1 out of 5, a comment.',
    '“Shall we call?”',
    '“yes 5pm” Understood: wishes to be called, an hour for the call.',
    '“Lost” It did not arrive.',
    '“The car park was full” Understood: answers no survey, read by a colleague.',
    '“STOP” Understood: no more surveys.',
  ]);
});

it('has what came unasked from a number we never wrote to, and nothing that was emptied', async () => {
  const phone = '+33612349002';
  const customer = await here.aCustomer({ phone });
  await received(phone, 'Hello', '2026-05-01T10:00:00Z', 'answer', {});
  expect(await told(customer)).toEqual(['“Hello” Understood: answers no survey.']);
  await here.db.query(`update inbound_message set body = '', contact_key = '' where contact_key = $1`, [
    vault().blindIndex(phone),
  ]);
  expect(await told(customer)).toEqual([]);
});
