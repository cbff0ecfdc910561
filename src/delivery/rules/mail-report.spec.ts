import { readReport, type MailReport, type ReportParts } from './mail-report.ts';

const token = 'Ab3';
const original = `Message-ID: <${token}@chaudfroid.example>\r\nTo: lea@example.test\r\n`;
const status = (action: string, code: string): ReportParts => ({
  deliveryStatus: `Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; lea@example.test\r\nAction: ${action}\r\nStatus: ${code}\r\n`,
  feedback: null,
  original,
  returnedTo: null,
});

const copied = (parts: ReportParts): ReportParts => ({
  ...parts,
  deliveryStatus: (parts.deliveryStatus ?? '').replace('lea@example.test', 'Retours+Witness@avis.example.test'),
  witness: 'retours+witness@avis.example.test',
});

describe('a report on a mail', () => {
  it.each<[string, ReportParts, MailReport | null]>([
    ['came back', status('failed', '5.1.1'), { says: 'bounced', token, code: '5.1.1' }],
    ['came back, with a remark', status('Failed', '5.7.26 (policy)'), { says: 'bounced', token, code: '5.7.26' }],
    ['came back without saying why', status('failed', 'unknown'), { says: 'bounced', token, code: '5.0.0' }],
    ['gave up after days', status('failed', '4.4.7'), { says: 'bounced', token, code: '4.4.7' }],
    ['is late', status('delayed', '4.4.1'), null],
    ['arrived', status('delivered', '2.0.0'), { says: 'delivered', token, code: '2.0.0' }],
    [
      'was called abuse',
      { deliveryStatus: null, feedback: 'Feedback-Type: abuse\r\n', original, returnedTo: null },
      { says: 'complained', token },
    ],
    [
      'was said not to be spam',
      { deliveryStatus: null, feedback: 'Feedback-Type: not-spam\r\n', original, returnedTo: null },
      null,
    ],
    ['is not named', { ...status('failed', '5.1.1'), original: 'To: lea@example.test' }, null],
    [
      'names its mail by the address it came back to',
      { ...status('failed', '5.2.2'), original: null, returnedTo: token },
      { says: 'bounced', token, code: '5.2.2' },
    ],
    ['names another mail than the address it came back to', { ...status('failed', '5.1.1'), returnedTo: 'Zz9' }, null],
    ['is about a copy of ours', { ...copied(status('failed', '5.2.2')) }, null],
    [
      'is about a copy of ours and the mail itself',
      {
        ...copied(status('failed', '4.4.7')),
        deliveryStatus: `${copied(status('failed', '4.4.7')).deliveryStatus}\r\nFinal-Recipient: rfc822; lea@example.test\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
      },
      { says: 'bounced', token, code: '5.1.1' },
    ],
    ['is an answering machine', { deliveryStatus: null, feedback: null, original: null, returnedTo: null }, null],
  ])('%s', (_, parts, expected) => {
    expect(readReport(parts)).toEqual(expected);
  });
});
