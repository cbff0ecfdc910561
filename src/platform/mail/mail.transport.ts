import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { CONFIG, type Config } from '#platform/config';
import { Settings } from '#platform/database';
import { DeliveryError } from '#platform/transport';
import { deliveryErrorOf } from './failure.ts';
import { returnPath, witnessAddress } from './return-path.ts';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Ours, random, one a message: the first half of its Message-ID, so that a message offered twice is known as one. */
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly replyTo?: string;
  /** Whether somebody will have to know if it was taken. */
  readonly proven?: boolean;
}

export interface AcceptedMail {
  /** The Message-ID, in angle brackets. */
  readonly providerId: string;
}

const SANDBOX_FROM = 'Chaudfroid <avis@chaudfroid.example>';
const TIMEOUT_MS = 30_000;
const SANDBOX_TIMEOUT_MS = 3_000;
const CONNECTIONS = 5;

type Pool = ReturnType<typeof poolTo>;

/**
 * E-mail over SMTP, to the configured server or to the sandbox's. SMTP has no way to ask whether a message was taken: where a
 * mailbox of ours can be read, a copy of each message that may need proof goes there too (docs/decisions/0022).
 */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  readonly from: string;
  /** Where copies go that prove that a mail was taken; null where nobody could look for them. */
  readonly witness: string | null;
  readonly #messageDomain: string;
  /** Message-IDs of hand-overs under way whose text has been written to its end. */
  readonly #written = new Set<string>();
  #pool: Promise<Pool> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: Settings,
  ) {
    this.from = config.smtp?.from ?? SANDBOX_FROM;
    const { address, imapUrl } = config.bounces;
    this.witness = config.smtp && address && imapUrl ? witnessAddress(address) : null;
    this.#messageDomain = `chaudfroid.${domainOf(this.from).replace(/^chaudfroid\./, '')}`;
  }

  messageIdOf(token: string): string {
    return `<${token}@${this.#messageDomain}>`;
  }

  /** @throws DeliveryError */
  async send({ to, subject, html, text, token, headers, replyTo, proven }: OutgoingMail): Promise<AcceptedMail> {
    const pool = await this.#open();
    const messageId = this.messageIdOf(token);
    try {
      const { rejected, rejectedErrors } = await pool.sendMail({
        from: this.from,
        to: { name: '', address: to },
        subject,
        html,
        text,
        messageId,
        headers: { ...automatic, ...headers },
        ...this.#envelope(to, token, proven ?? false),
        ...(replyTo && { replyTo }),
      });
      // Only the copy was taken.
      if (rejected.some((address) => address !== this.witness))
        throw Object.assign(new Error('The recipient was refused.'), { rejectedErrors });
      return { providerId: messageId };
    } catch (error) {
      const failure = deliveryErrorOf(this.#ownOf(error), this.#written.has(messageId));
      // The sandbox's server may have come back on another port.
      if (failure.kind === 'passing' && this.config.sandbox) await this.#forget(pool);
      throw failure;
    } finally {
      this.#written.delete(messageId);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.#pool?.catch(() => undefined))?.close();
  }

  #envelope(to: string, token: string, proven: boolean) {
    const { address } = this.config.bounces;
    if (!address) return {};
    return { envelope: { from: returnPath(address, token), to: proven && this.witness ? [to, this.witness] : to } };
  }

  /** Of several refusals the recipient's own. */
  #ownOf(error: unknown): unknown {
    const { rejectedErrors = [] } = error as { rejectedErrors?: readonly { recipient?: string }[] };
    return rejectedErrors.find(({ recipient }) => recipient !== this.witness) ?? error;
  }

  async #forget(pool: Pool): Promise<void> {
    if ((await this.#pool?.catch(() => undefined)) !== pool) return;
    this.#pool = undefined;
    pool.close();
  }

  #open(): Promise<Pool> {
    return (this.#pool ??= this.#address()
      .then((url) =>
        poolTo(url, this.config.sandbox ? SANDBOX_TIMEOUT_MS : TIMEOUT_MS, this.#written, this.config.dkim),
      )
      .catch((error: unknown) => {
        this.#pool = undefined;
        throw error;
      }));
  }

  async #address(): Promise<string> {
    if (this.config.smtp) return this.config.smtp.url;
    if (!this.config.sandbox) throw new DeliveryError('permanent', 'no-provider', 'No mail server is configured.');
    const server = await this.settings.get<{ port: number }>('sandbox.smtp');
    if (!server) throw new DeliveryError('passing', 'not-started', 'The mail server of the sandbox has not started.');
    return `smtp://127.0.0.1:${server.port}`;
  }
}

/** RFC 3834: an answering machine must not answer us. */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** What is signed beside nodemailer's own list: mail programs show the one click only where both headers are (RFC 8058, 4). */
const SIGNED =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted';

function poolTo(url: string, timeout: number, written: Set<string>, dkim: Config['dkim']) {
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // On a lost connection the pool would offer the message again by itself, taken or not.
    maxRequeues: 0,
    ...(dkim && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: dkim.privateKey,
        headerFieldNames: SIGNED,
      },
    }),
    socketTimeout: timeout,
    connectionTimeout: Math.min(timeout, 10_000),
    greetingTimeout: Math.min(timeout, 10_000),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.use('stream', (mail, done) => {
    const messageId = String(mail.data.messageId);
    mail.message.processFunc((input) => input.on('end', () => written.add(messageId)));
    done();
  });
  return pool;
}

function domainOf(from: string): string {
  return /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
