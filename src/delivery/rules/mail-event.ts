import type { MailReport } from './mail-report.ts';

export type MailProvider = 'ses' | 'mailgun' | 'postmark';

/** By whom a mail of ours is known, as our own addresses read it. */
export interface OurMail {
  /** The token in an address that mail comes back to; null in any other. */
  readonly tokenOf: (address: string) => string | null;
  /** Where copies go: what becomes of a copy says nothing of the mail. */
  readonly witness: string | null;
}

/** Where Postmark keeps our token with a message: it gives a mail an id of its own, and brings this back with every report. */
const POSTMARK_TOKEN = 'chaudfroid';

/** What it is called in a mail's headers (Postmark, "Custom metadata": X-PM-Metadata-…). */
export const POSTMARK_HEADER = `X-PM-Metadata-${POSTMARK_TOKEN}`;

type Read = { readonly says: 'bounced' | 'delivered'; readonly code: string } | { readonly says: 'complained' } | null;

const COMPLAINED: Read = { says: 'complained' };
const ARRIVED: Read = { says: 'delivered', code: '2.0.0' };
/** Refused for a policy, unwanted mail or a wish: no fault of the address. */
const POLICY = '5.7.1';
const BAD_ADDRESS = '5.1.1';
const CONTENT = '5.6.0';
const UNNAMED = '5.0.0';

/**
 * Reads what a provider of e-mail reports by webhook, as JSON; null when it asks for nothing: a delay, an answering machine, a
 * mail that is not ours to know. Sources: Amazon SES "Notification contents", Mailgun "Webhook payloads", Postmark "Bounce
 * webhook" and "Spam complaint webhook".
 */
export function readMailEvent(provider: MailProvider, said: unknown, ours: OurMail): MailReport | null {
  const { token, read } = READERS[provider](said, ours);
  return token !== null && read !== null ? { ...read, token } : null;
}

const READERS: Readonly<Record<MailProvider, (said: unknown, ours: OurMail) => { token: string | null; read: Read }>> =
  {
    ses: (said, ours) => ({
      token: tokenOfMail(text(said, 'mail', 'commonHeaders', 'messageId'), text(said, 'mail', 'source'), ours),
      read: readSes(said, ours),
    }),
    mailgun: (said, ours) => {
      const data = at(said, 'event-data');
      const id = text(data, 'message', 'headers', 'message-id');
      return {
        token: tokenOfMail(id, text(data, 'envelope', 'sender'), ours),
        read: isCopy(text(data, 'recipient'), ours) ? null : readMailgun(data),
      };
    },
    postmark: (said, ours) => ({
      token: /^[\w-]+$/.exec(text(said, 'Metadata', POSTMARK_TOKEN))?.[0] ?? null,
      read: isCopy(text(said, 'Email') || text(said, 'Recipient'), ours) ? null : readPostmark(said),
    }),
  };

/** By type and subtype: what Amazon says of mails of which the receiving server sent no notice of its own. */
const SES_CODES: Readonly<Record<string, string>> = {
  'Permanent/NoEmail': BAD_ADDRESS,
  'Permanent/Suppressed': BAD_ADDRESS,
  'Permanent/OnAccountSuppressionList': BAD_ADDRESS,
  'Permanent/UnsubscribedRecipient': POLICY,
  'Permanent/General': UNNAMED,
  'Permanent/Undetermined': UNNAMED,
  'Transient/MailboxFull': '5.2.2',
  'Transient/MessageTooLarge': '5.3.4',
  'Transient/ContentRejected': CONTENT,
  'Transient/AttachmentRejected': CONTENT,
  'Transient/CustomTimeoutExceeded': '4.4.7',
};

/** `notificationType` for identities, `eventType` for configuration sets. "Transient, General" is what an absent reader's machine answers. */
function readSes(said: unknown, ours: OurMail): Read {
  switch (text(said, 'notificationType') || text(said, 'eventType')) {
    case 'Bounce': {
      const bounced = list(said, 'bounce', 'bouncedRecipients').filter(
        (one) => !isCopy(text(one, 'emailAddress'), ours),
      );
      const [first] = bounced;
      if (first === undefined) return null;
      const kind = `${text(said, 'bounce', 'bounceType')}/${text(said, 'bounce', 'bounceSubType')}`;
      const known = text(first, 'action') === 'failed' ? (codeIn(text(first, 'status')) ?? UNNAMED) : null;
      return bouncedWith(known ?? SES_CODES[kind]);
    }
    case 'Complaint': {
      const kind = text(said, 'complaint', 'complaintFeedbackType');
      return kind === '' || kind === 'abuse' ? COMPLAINED : null;
    }
    case 'Delivery': {
      const arrived = list(said, 'delivery', 'recipients').filter(
        (one) => !(typeof one === 'string' && isCopy(one, ours)),
      );
      return arrived.length > 0 ? ARRIVED : null;
    }
    default:
      return null;
  }
}

/** By reason: what Mailgun did not even try, or gave up. */
const MAILGUN_CODES: Readonly<Record<string, string>> = {
  'suppress-bounce': BAD_ADDRESS,
  'suppress-unsubscribe': POLICY,
  espblock: POLICY,
  old: '4.4.7',
};

/** A failure that is temporary is tried again by Mailgun itself. */
function readMailgun(data: unknown): Read {
  switch (text(data, 'event')) {
    case 'failed': {
      const reason = text(data, 'reason');
      if (text(data, 'severity') !== 'permanent') return null;
      if (reason === 'suppress-complaint') return COMPLAINED;
      const status = at(data, 'delivery-status');
      const named = codeIn(text(status, 'enhanced-code')) ?? codeIn(text(status, 'message'));
      return bouncedWith(MAILGUN_CODES[reason] ?? named ?? UNNAMED);
    }
    case 'complained':
      return COMPLAINED;
    case 'delivered':
      return ARRIVED;
    default:
      return null;
  }
}

/** By type: where the receiving server's own words name no code. Types that are not here ask for nothing. */
const POSTMARK_CODES: Readonly<Record<string, string>> = {
  HardBounce: BAD_ADDRESS,
  BadEmailAddress: '5.1.3',
  SoftBounce: '4.0.0',
  DnsError: '5.4.4',
  Blocked: POLICY,
  SpamNotification: POLICY,
  VirusNotification: POLICY,
  DMARCPolicy: POLICY,
  ManuallyDeactivated: POLICY,
  SMTPApiError: UNNAMED,
  Unknown: UNNAMED,
};

function readPostmark(said: unknown): Read {
  switch (text(said, 'RecordType')) {
    case 'Bounce': {
      const type = text(said, 'Type');
      if (type === 'SpamComplaint') return COMPLAINED;
      const code = POSTMARK_CODES[type];
      return bouncedWith(code && (codeIn(text(said, 'Details')) ?? code));
    }
    case 'SpamComplaint':
      return COMPLAINED;
    case 'Delivery':
      return ARRIVED;
    default:
      return null;
  }
}

function bouncedWith(code: string | undefined): Read {
  return code ? { says: 'bounced', code } : null;
}

/** By its Message-ID or by the address it comes back to; where the two name different mails, the report is made up. */
function tokenOfMail(messageId: string, sender: string, ours: OurMail): string | null {
  const named = /^<?([\w-]+)@[^<>@\s]+>?$/.exec(messageId.trim())?.[1] ?? null;
  const returned = ours.tokenOf(sender);
  return named !== null && returned !== null && named !== returned ? null : (named ?? returned);
}

function isCopy(address: string, { witness }: OurMail): boolean {
  return witness !== null && address.toLowerCase() === witness;
}

/** An enhanced status code (RFC 3463) of failure in what a server said. */
function codeIn(said: string): string | undefined {
  return /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(said)?.[1];
}

function at(said: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (of, name) => (typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined),
    said,
  );
}

function text(said: unknown, ...path: readonly string[]): string {
  const value = at(said, ...path);
  return typeof value === 'string' ? value : '';
}

function list(said: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(said, ...path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}
