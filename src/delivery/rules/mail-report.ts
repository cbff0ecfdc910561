/** What a report says of one of our mails. */
export type MailReport =
  | { readonly says: 'bounced' | 'delivered'; readonly messageId: string; readonly code: string }
  | { readonly says: 'complained'; readonly messageId: string };

/** The parts of a report (RFC 3464, RFC 5965) that count, as texts; null where it has none. */
export interface ReportParts {
  /** message/delivery-status */
  readonly deliveryStatus: string | null;
  /** message/feedback-report */
  readonly feedback: string | null;
  /** Headers of the mail that is reported on. */
  readonly original: string | null;
}

/**
 * Reads a report; null when it asks for nothing: a delay, an answering machine, a mail that is not ours to know.
 * A mail is known by its Message-ID alone, which only its reader has seen.
 */
export function readReport({ deliveryStatus, feedback, original }: ReportParts): MailReport | null {
  const messageId = /^(?:Original-)?Message-ID:\s*(<[^<>\s]+>)/im.exec(original ?? '')?.[1];
  if (!messageId) return null;
  if (feedback !== null) return /^Feedback-Type:\s*abuse\b/im.test(feedback) ? { says: 'complained', messageId } : null;
  const action = field(deliveryStatus ?? '', 'Action')?.toLowerCase();
  const code = field(deliveryStatus ?? '', 'Status') ?? '';
  if (action === 'failed')
    return { says: 'bounced', messageId, code: /^\d\.\d{1,3}\.\d{1,3}/.exec(code)?.[0] ?? '5.0.0' };
  return action === 'delivered' ? { says: 'delivered', messageId, code } : null;
}

function field(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(\\S+)`, 'im').exec(text)?.[1];
}
