/**
 * The report a mail server sends when it could not deliver what it had accepted (RFC 3464): a text for people, fields for
 * programs, and the headers of the message, by whose Message-ID it is known.
 */
export function failureReport({
  messageId,
  to,
  status,
  at,
}: {
  messageId: string;
  to: string;
  status: string;
  at: Date;
}): string {
  const boundary = 'report-boundary';
  return [
    'From: Mail Delivery System <mailer-daemon@sandbox.example>',
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${at.toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Your message to ${to} could not be delivered.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; sandbox.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} No such mailbox here`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    `To: ${to}`,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
