import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { DeliveryError } from '#platform/transport';
import { MailTransport } from './mail.transport.ts';
import { MailWitnesses } from './mail-witnesses.ts';

/**
 * Who can say whether a mail was taken:
 * - `server`: the sandbox's own, at once and for certain;
 * - `witness`: the mailbox of `BOUNCE_IMAP_URL`, where a copy of each mail arrives a moment after it was taken;
 * - `nobody`: SMTP has no question for it.
 */
export type MailInquiry = 'server' | 'witness' | 'nobody';

/** Which mails were found. Not to be found says something of a mail handed over before one of `latest`, and of no other. */
export interface MailFindings {
  readonly found: ReadonlySet<string>;
  /** Tokens of the mails whose copies came last; null where what is not found is certainly not there. */
  readonly latest: readonly string[] | null;
}

const PATIENCE_MS = 5_000;

/** Looks for mails whose fate is unknown before they are offered again. */
@Injectable()
export class MailSearch {
  readonly inquiry: MailInquiry;
  /** What the Message-IDs of our own mail end in, where copies of it lie in the mailbox that mail comes back to. */
  readonly ours: string | null;
  readonly #witnesses: MailWitnesses | null;

  constructor(
    private readonly transport: MailTransport,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { imapUrl } = config.bounces;
    const ending = transport.messageIdOf('').slice(1);
    this.ours = transport.witness ? ending : null;
    this.#witnesses = transport.witness && imapUrl ? new MailWitnesses(imapUrl, ending) : null;
    this.inquiry = this.#witnesses ? 'witness' : config.sandbox ? 'server' : 'nobody';
  }

  /** @throws DeliveryError `uncertain` when nobody could be asked. */
  async find(tokens: readonly string[]): Promise<MailFindings> {
    try {
      if (this.#witnesses) return await this.#witnesses.of(tokens);
      const found = new Set<string>();
      for (const token of tokens) if (await this.#isInSandbox(this.transport.messageIdOf(token))) found.add(token);
      return { found, latest: null };
    } catch (error) {
      throw new DeliveryError('uncertain', 'not-asked', String(error), { cause: error });
    }
  }

  /** Removes the copies nobody needs any more. @returns how many */
  async sweep(settled: (tokens: readonly string[]) => Promise<Set<string>>, before: Date): Promise<number> {
    return this.#witnesses ? this.#witnesses.sweep(settled, before) : 0;
  }

  async #isInSandbox(messageId: string): Promise<boolean> {
    const address = `http://127.0.0.1:${this.config.port}/sandbox/api/messages?limit=1&messageId=${encodeURIComponent(messageId)}`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
    return ((await answer.json()) as { items: unknown[] }).items.length > 0;
  }
}
