import { readFileSync } from 'node:fs';
import { readMailEvent, type MailProvider } from './mail-event.ts';
import type { MailReport } from './mail-report.ts';

const token = 'q3Xk2vVw9sY0bT-1aZ_cDe';
const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/data/mail-webhooks/${name}.json`, import.meta.url), 'utf8')) as Json;
type Json = Record<string, unknown>;

const ours = {
  tokenOf: (address: string) => /^retours\+(\w+)@/.exec(address)?.[1] ?? null,
  witness: 'retours+witness@avis.example.test',
};

/** The sample with some of its parts changed, wherever they are in it. */
function changed(of: unknown, parts: Json): unknown {
  if (Array.isArray(of)) return of.map((one) => changed(one, parts));
  if (typeof of !== 'object' || of === null) return of;
  const isOther = (name: string, value: unknown) =>
    name in parts && (parts[name] === undefined || typeof parts[name] === typeof value);
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, isOther(name, value) ? parts[name] : changed(value, parts)]),
  );
}

const bounced = (code: string): MailReport => ({ says: 'bounced', token, code });
const complained: MailReport = { says: 'complained', token };
const delivered: MailReport = { says: 'delivered', token, code: '2.0.0' };
type Row = [sample: string, parts: Json, said: MailReport | null];

const SES: Row[] = [
  ['ses-bounce', {}, bounced('5.1.1')],
  ['ses-bounce', { status: '5.2.1' }, bounced('5.2.1')],
  ['ses-bounce', { action: undefined, bounceSubType: 'NoEmail' }, bounced('5.1.1')],
  ['ses-bounce', { action: undefined, bounceSubType: 'General' }, bounced('5.0.0')],
  ['ses-bounce', { action: undefined, bounceSubType: 'OnAccountSuppressionList' }, bounced('5.1.1')],
  ['ses-bounce', { action: undefined, bounceType: 'Transient', bounceSubType: 'MailboxFull' }, bounced('5.2.2')],
  ['ses-bounce', { action: undefined, bounceType: 'Transient', bounceSubType: 'General' }, null],
  ['ses-bounce', { action: 'delayed', status: '4.4.1', bounceType: 'Transient', bounceSubType: 'General' }, null],
  ['ses-bounce', { action: undefined, bounceType: 'Undetermined', bounceSubType: 'Undetermined' }, null],
  ['ses-bounce', { emailAddress: 'Retours+Witness@avis.example.test' }, null],
  ['ses-bounce', { commonHeaders: undefined }, null],
  [
    'ses-bounce',
    { commonHeaders: undefined, source: `retours+abc@avis.example.test` },
    { ...bounced('5.1.1'), token: 'abc' },
  ],
  ['ses-bounce', { source: `retours+abc@avis.example.test` }, null],
  ['ses-complaint', {}, complained],
  ['ses-complaint', { complaintFeedbackType: undefined }, complained],
  ['ses-complaint', { complaintFeedbackType: 'not-spam' }, null],
  ['ses-delivery', {}, delivered],
  ['ses-delivery', { recipients: ['retours+witness@avis.example.test'] }, null],
];

const MAILGUN: Row[] = [
  ['mailgun-permanent-failure', {}, bounced('5.1.1')],
  ['mailgun-permanent-failure', { 'enhanced-code': undefined, message: '550 5.2.1 disabled' }, bounced('5.2.1')],
  ['mailgun-permanent-failure', { 'enhanced-code': undefined, message: 'from 10.5.1.1: no' }, bounced('5.0.0')],
  ['mailgun-permanent-failure', { reason: 'suppress-bounce' }, bounced('5.1.1')],
  ['mailgun-permanent-failure', { reason: 'suppress-unsubscribe', 'enhanced-code': undefined }, bounced('5.7.1')],
  ['mailgun-permanent-failure', { reason: 'suppress-complaint' }, complained],
  ['mailgun-permanent-failure', { reason: 'old' }, bounced('4.4.7')],
  ['mailgun-permanent-failure', { severity: 'temporary' }, null],
  ['mailgun-permanent-failure', { recipient: 'retours+witness@avis.example.test' }, null],
  ['mailgun-permanent-failure', { 'message-id': 'somebody@else.test, two' }, null],
  ['mailgun-permanent-failure', { event: 'opened' }, null],
  ['mailgun-permanent-failure', { event: 'delivered' }, delivered],
  ['mailgun-complained', {}, complained],
];

const POSTMARK: Row[] = [
  ['postmark-bounce', {}, bounced('5.1.1')],
  ['postmark-bounce', { Details: 'smtp;550 5.2.1 The account is disabled.' }, bounced('5.2.1')],
  ['postmark-bounce', { Type: 'SoftBounce' }, bounced('4.0.0')],
  ['postmark-bounce', { Type: 'SoftBounce', Details: 'smtp;452 4.2.2 over quota' }, bounced('4.2.2')],
  ['postmark-bounce', { Type: 'Transient' }, null],
  ['postmark-bounce', { Type: 'AutoResponder', Details: 'smtp;550 5.1.1' }, null],
  ['postmark-bounce', { Type: 'SpamComplaint' }, complained],
  ['postmark-bounce', { Metadata: {} }, null],
  ['postmark-bounce', { Metadata: { chaudfroid: 'not a token\u0000' } }, null],
  ['postmark-bounce', { Email: 'retours+witness@avis.example.test' }, null],
  ['postmark-bounce', { RecordType: 'Open' }, null],
  ['postmark-spam-complaint', {}, complained],
  ['postmark-delivery', {}, delivered],
];

it('a report of a configuration set of SES is known by another name', () => {
  const { notificationType: eventType, ...rest } = sample('ses-bounce');
  expect(readMailEvent('ses', { ...rest, eventType }, ours)).toEqual(bounced('5.1.1'));
});

describe.each<[MailProvider, Row[]]>([
  ['ses', SES],
  ['mailgun', MAILGUN],
  ['postmark', POSTMARK],
])('a report of %s', (provider, rows) => {
  it.each(rows)('%s with %j says %j', (name, parts, said) => {
    expect(readMailEvent(provider, changed(sample(name), parts), ours)).toEqual(said);
  });

  it.each([null, undefined, '', 'words', 7, [], {}])('that is %j says nothing', (said) => {
    expect(readMailEvent(provider, said, ours)).toBeNull();
  });
});
