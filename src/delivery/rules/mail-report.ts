/** What a report says of one of our mails. */
export type MailReport =
  | { readonly says: 'bounced' | 'delivered'; readonly token: string; readonly code: string }
  | { readonly says: 'complained'; readonly token: string };

/** The parts of a report (RFC 3464, RFC 5965) that count, as texts; null where it has none. */
export interface ReportParts {
  /** message/delivery-status */
  readonly deliveryStatus: string | null;
  /** message/feedback-report */
  readonly feedback: string | null;
  /** Headers of the mail that is reported on. */
  readonly original: string | null;
  /** The address of ours that copies go to: what becomes of a copy says nothing of the mail. Null where none do. */
  readonly witness?: string | null;
  /** The token in the address the report was sent to; null when it is another address. */
  readonly returnedTo: string | null;
}

/**
 * Reads a report; null when it asks for nothing: a delay, an answering machine, a mail that is not ours to know.
 * - A mail is known by its Message-ID or by the address it came back to: both hold a token that only its reader has seen.
 * - Where the two name different mails, the report is made up.
 */
export function readReport({
  deliveryStatus,
  feedback,
  original,
  returnedTo,
  witness,
}: ReportParts): MailReport | null {
  const named = /^(?:Original-)?Message-ID:\s*<([\w-]+)@[^<>@\s]+>/im.exec(original ?? '')?.[1] ?? null;
  const token = named ?? returnedTo;
  if (!token || (returnedTo !== null && returnedTo !== token)) return null;
  if (feedback !== null) return /^Feedback-Type:\s*abuse\b/im.test(feedback) ? { says: 'complained', token } : null;
  const status = aboutCustomers(deliveryStatus ?? '', witness ?? null);
  const action = field(status, 'Action')?.toLowerCase();
  const code = field(status, 'Status') ?? '';
  if (action === 'failed') return { says: 'bounced', token, code: /^\d\.\d{1,3}\.\d{1,3}/.exec(code)?.[0] ?? '5.0.0' };
  return action === 'delivered' ? { says: 'delivered', token, code } : null;
}

/** A report has one block a recipient. */
function aboutCustomers(deliveryStatus: string, witness: string | null): string {
  const blocks = deliveryStatus.split(/\r?\n[ \t]*\r?\n/);
  const isCopy = (block: string) =>
    witness !== null && /^(?:Final|Original)-Recipient:[^;]*;\s*(\S+)/im.exec(block)?.[1]?.toLowerCase() === witness;
  return blocks.filter((block) => !isCopy(block)).join('\n\n');
}

function field(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(\\S+)`, 'im').exec(text)?.[1];
}
