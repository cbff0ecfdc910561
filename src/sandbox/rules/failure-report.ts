export interface Failure {
  readonly messageId: string;
  readonly to: string;
  /** Enhanced status code: `5.1.1`. */
  readonly status: string;
  readonly at: Date;
}

const BOUNDARY = 'report-boundary';

/**
 * The report a mail server sends when it could not deliver what it had accepted (RFC 3464): a text for people, fields for
 * programs, and the headers of the message, by whose Message-ID it is known.
 */
export function failureReport({ messageId, to, status, at }: Failure): string {
  const head = [
    'From: Mail Delivery System <mailer-daemon@sandbox.example>',
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${at.toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${BOUNDARY}"`,
  ];
  return [
    ...head,
    ...part('text/plain; charset=utf-8', `Your message to ${to} could not be delivered.`),
    ...part(
      'message/delivery-status',
      'Reporting-MTA: dns; sandbox.example',
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} No such mailbox here`,
    ),
    ...part('text/rfc822-headers', `Message-ID: ${messageId}`, `To: ${to}`),
    '',
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}

/** The report of a mailbox provider whose customer called a message abuse (RFC 5965). */
export function complaintReport({ messageId, to, at }: Omit<Failure, 'status'>): string {
  const head = [
    'From: Feedback Loop <fbl@sandbox.example>',
    'Subject: Abuse report',
    `Date: ${at.toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=feedback-report; boundary="${BOUNDARY}"`,
  ];
  return [
    ...head,
    ...part('text/plain; charset=utf-8', `This is an abuse report for a message to ${to}.`),
    ...part('message/feedback-report', 'Feedback-Type: abuse', 'User-Agent: Sandbox/1.0', 'Version: 1'),
    ...part('text/rfc822-headers', `Message-ID: ${messageId}`, `To: ${to}`),
    '',
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}

function part(type: string, ...lines: string[]): string[] {
  return ['', `--${BOUNDARY}`, `Content-Type: ${type}`, '', ...lines];
}
