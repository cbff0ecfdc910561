import {
  isAtLeast,
  isEmail,
  isHttpUrl,
  isMatching,
  isOneOf,
  isPort,
  isRsaKey,
  isUrlOf,
  is32Bytes,
  pemOf,
} from './checks.ts';
import { missing } from './missing.ts';
import { normalisePublicUrl, type Fault, type Variable } from './variable.ts';

export type Role = 'all' | 'web' | 'worker' | 'scheduler';

/** Every setting of one process; read once at start, then frozen. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  /** Base of links in text messages, where each sign counts. */
  readonly shortUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly role: Role;
  readonly demo: boolean;
  readonly embedded: boolean;
  readonly admin: { email: string; password: string } | null;
  readonly apiKey: string | null;
  readonly smtp: { url: string; from: string } | null;
  /** Signs mail; the public half stands in the DNS at SELECTOR._domainkey.DOMAIN. `privateKey` is PEM. */
  readonly dkim: { domain: string; selector: string; privateKey: string } | null;
  /** Where mail that comes back is sent, and the mailbox it is read from; each may be there without the other. */
  readonly bounces: { address: string | null; imapUrl: string | null };
  /** What providers of e-mail prove themselves with when they report by webhook. */
  readonly mailWebhooks: { password: string | null; mailgunKey: string | null };
  readonly twilio: {
    accountSid: string;
    authToken: string;
    secondaryToken: string | null;
    sender: { messagingServiceSid: string } | { from: string };
    /** Whether the sender is known to take no replies although it is no name: a pool of names. */
    oneWay?: boolean;
  } | null;
  /** True while neither SMS nor e-mail has a provider: the demonstration phones, mailboxes and the movable clock exist. */
  readonly sandbox: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly sessionSecret: string;
  /** 32 bytes; encrypts contact points and keys their blind index. */
  readonly encryptionKey: Buffer;
}

/** All that is wrong with the environment, one sentence a fault, each naming its variable. */
class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.variable}: ${fault.why}`).join('\n'));
    this.faults = faults.map((fault) => `${fault.variable}: ${fault.why}`);
  }
}

/** The variables of README, in its order; a test keeps the two equal. */
export const variables: readonly Variable[] = [
  { name: 'PORT', meaning: 'where it listens', fallback: '3000', check: isPort },
  { name: 'HOST', meaning: 'the address it listens on', fallback: '127.0.0.1 when embedded, 0.0.0.0 otherwise' },
  { name: 'PUBLIC_URL', meaning: 'base of every link sent out', fallback: 'http://localhost:PORT', check: isHttpUrl },
  {
    name: 'SHORT_URL',
    meaning: 'base of the links in text messages: a short domain that leads here',
    fallback: 'PUBLIC_URL',
    check: isHttpUrl,
  },
  { name: 'DATA_DIR', meaning: 'embedded database and files', fallback: '.data' },
  { name: 'DATABASE_URL', meaning: 'an outside PostgreSQL', check: isUrlOf('postgres', 'postgresql') },
  { name: 'REDIS_URL', meaning: 'BullMQ on Redis instead of on PostgreSQL', check: isUrlOf('redis', 'rediss') },
  {
    name: 'ROLE',
    meaning: 'all, web, worker or scheduler',
    fallback: 'all',
    check: isOneOf('all', 'web', 'worker', 'scheduler'),
  },
  {
    name: 'DEMO',
    meaning: 'seed the demonstration shops',
    fallback: 'true only when embedded',
    check: isOneOf('true', 'false'),
  },
  { name: 'ADMIN_EMAIL', meaning: 'first administrator, made at first start if both are given', check: isEmail },
  { name: 'ADMIN_PASSWORD', meaning: 'and their password: 12 characters or more are wise' },
  { name: 'API_KEY', meaning: 'a key with every scope, 24 characters or more', check: isAtLeast(24) },
  { name: 'SMTP_URL', meaning: 'real e-mail', check: isUrlOf('smtp', 'smtps') },
  { name: 'MAIL_FROM', meaning: 'sender of real e-mail', check: isEmail },
  {
    name: 'DKIM_DOMAIN',
    meaning: 'signs e-mail for this domain',
    check: isMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'is not a domain'),
  },
  {
    name: 'DKIM_SELECTOR',
    meaning: 'under this name in its DNS',
    check: isMatching(/^[a-z0-9-]{1,63}$/i, 'is not letters, digits and hyphens'),
  },
  { name: 'DKIM_PRIVATE_KEY', meaning: 'with this RSA key: PEM, or PEM in base64', check: isRsaKey },
  { name: 'BOUNCE_ADDRESS', meaning: 'where undeliverable e-mail comes back to', check: isEmail },
  {
    name: 'BOUNCE_IMAP_URL',
    meaning: 'mailbox it is read from, imaps://user:password@host/INBOX',
    check: isUrlOf('imaps', 'imap'),
  },
  {
    name: 'MAIL_WEBHOOK_PASSWORD',
    meaning: 'lets Amazon SES and Postmark report by webhook, 16 characters or more',
    check: isAtLeast(16),
  },
  {
    name: 'MAILGUN_SIGNING_KEY',
    meaning: 'lets Mailgun report by webhook: its HTTP webhook signing key',
    check: isAtLeast(16),
  },
  {
    name: 'TWILIO_ACCOUNT_SID',
    meaning: 'real SMS',
    check: isMatching(/^AC[0-9a-f]{32}$/i, 'is not AC and 32 hexadecimal digits'),
  },
  { name: 'TWILIO_AUTH_TOKEN', meaning: 'and its token', check: isAtLeast(16) },
  {
    name: 'TWILIO_AUTH_TOKEN_SECONDARY',
    meaning: 'signs webhooks too while tokens are changed',
    check: isAtLeast(16),
  },
  {
    name: 'TWILIO_MESSAGING_SERVICE_SID',
    meaning: 'sender pool',
    check: isMatching(/^MG[0-9a-f]{32}$/i, 'is not MG and 32 hexadecimal digits'),
  },
  {
    name: 'SMS_FROM',
    meaning: 'or a single sender',
    check: isMatching(
      /^(\+\d{6,15}|\d{3,6}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
      'is neither a number nor up to 11 letters and digits',
    ),
  },
  {
    name: 'SMS_REPLIES',
    meaning: 'no when the pool has only names: nobody can answer it',
    fallback: 'yes, unless SMS_FROM is a name',
    check: isOneOf('yes', 'no'),
  },
  {
    name: 'LOG_LEVEL',
    meaning: 'trace, debug, info, warn, error or silent',
    fallback: 'info',
    check: isOneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  },
  {
    name: 'SESSION_SECRET',
    meaning: 'signs session cookies, 32 characters or more',
    fallback: 'generated when embedded',
    check: isAtLeast(32),
  },
  {
    name: 'ENCRYPTION_KEY',
    meaning: '32 bytes in base64, encrypts contact points',
    fallback: 'generated when embedded',
    check: is32Bytes,
  },
];

/**
 * Reads and checks the environment.
 * @throws ConfigError listing every fault, not only the first.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  { embedded }: { embedded: boolean },
): Config {
  const given = (name: string) => env[name]?.trim() || undefined;
  const faults: Fault[] = variables.flatMap(({ name, check }) => {
    const value = given(name);
    const why = value !== undefined && check ? check(value) : null;
    return why ? [{ variable: name, why }] : [];
  });
  faults.push(...missing(given, embedded));
  if (faults.length > 0) throw new ConfigError(faults);

  const port = Number(given('PORT') ?? 3000);
  const smtpUrl = given('SMTP_URL');
  const [email, password] = [given('ADMIN_EMAIL'), given('ADMIN_PASSWORD')];
  const twilio = twilioOf(given);
  const publicUrl = normalisePublicUrl(given('PUBLIC_URL') ?? `http://localhost:${port}`);
  return Object.freeze({
    port,
    host: given('HOST') ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
    publicUrl,
    shortUrl: normalisePublicUrl(given('SHORT_URL') ?? publicUrl),
    dataDir: given('DATA_DIR') ?? '.data',
    databaseUrl: given('DATABASE_URL') ?? '',
    redisUrl: given('REDIS_URL') ?? null,
    role: (given('ROLE') ?? 'all') as Role,
    demo: given('DEMO') ? given('DEMO') === 'true' : embedded,
    embedded,
    admin: email && password ? { email, password } : null,
    apiKey: given('API_KEY') ?? null,
    smtp: smtpUrl ? { url: smtpUrl, from: given('MAIL_FROM') ?? '' } : null,
    dkim: dkimOf(given),
    ...returnsOf(given),
    twilio,
    sandbox: !smtpUrl && !twilio,
    logLevel: (given('LOG_LEVEL') ?? 'info') as Config['logLevel'],
    sessionSecret: given('SESSION_SECRET') ?? '',
    encryptionKey: Buffer.from(given('ENCRYPTION_KEY') ?? '', 'base64'),
  });
}

function dkimOf(given: (name: string) => string | undefined): Config['dkim'] {
  const domain = given('DKIM_DOMAIN');
  return domain
    ? { domain, selector: given('DKIM_SELECTOR') ?? '', privateKey: pemOf(given('DKIM_PRIVATE_KEY') ?? '') }
    : null;
}

function returnsOf(given: (name: string) => string | undefined): Pick<Config, 'bounces' | 'mailWebhooks'> {
  return {
    bounces: { address: given('BOUNCE_ADDRESS') ?? null, imapUrl: given('BOUNCE_IMAP_URL') ?? null },
    mailWebhooks: {
      password: given('MAIL_WEBHOOK_PASSWORD') ?? null,
      mailgunKey: given('MAILGUN_SIGNING_KEY') ?? null,
    },
  };
}

function twilioOf(given: (name: string) => string | undefined): Config['twilio'] {
  const accountSid = given('TWILIO_ACCOUNT_SID');
  if (!accountSid) return null;
  const messagingServiceSid = given('TWILIO_MESSAGING_SERVICE_SID');
  const sender = messagingServiceSid ? { messagingServiceSid } : { from: given('SMS_FROM') ?? '' };
  const secondaryToken = given('TWILIO_AUTH_TOKEN_SECONDARY') ?? null;
  const oneWay = given('SMS_REPLIES') === 'no';
  return { accountSid, authToken: given('TWILIO_AUTH_TOKEN') ?? '', secondaryToken, sender, oneWay };
}
