import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { mailFate, type MailFate } from './rules/fault.ts';
import { linksOf } from './rules/links.ts';
import { complaintReport, failureReport } from './rules/failure-report.ts';
import { SandboxRepository, type SandboxMessage } from './sandbox.repository.ts';
import { SandboxSettings } from './sandbox-settings.repository.ts';
import { SandboxWebhooks } from './sandbox-webhooks.service.ts';

type Refusal = Error & { responseCode?: number };
type Done = (error?: Refusal | null) => void;

/** The mail server of the sandbox: what it accepts lies in the mailboxes. */
@Injectable()
export class SandboxMailboxes implements OnModuleInit, OnApplicationShutdown {
  /** What each connection's message will meet, decided when its recipient is named. */
  readonly #fates = new WeakMap<SMTPServerSession, MailFate>();
  #server: SMTPServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly repository: SandboxRepository,
    private readonly settings: SandboxSettings,
    private readonly webhooks: SandboxWebhooks,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.role === 'web' || this.config.role === 'all') await this.settings.setMailPort(await this.#listen());
  }

  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
  }

  async #listen(): Promise<number> {
    const server = new SMTPServer({
      banner: 'Chaudfroid sandbox',
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 200,
      onRcptTo: ({ address }, session, done: Done) => {
        this.#name(address.toLowerCase(), session).then(
          () => done(),
          (error: Refusal) => done(replyTo(error)),
        );
      },
      onData: (stream, session, done: Done) => {
        simpleParser(stream)
          .then((mail) => this.#take(mail, session, done))
          .catch((error: Refusal) => done(replyTo(error)));
      },
    });
    this.#server = server;
    // A client that gives up in the middle is no accident here.
    server.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve());
    });
    return (server.server.address() as AddressInfo).port;
  }

  async #name(address: string, session: SMTPServerSession): Promise<void> {
    const fate = mailFate(await this.repository.takeFault('email', address));
    this.#fates.set(session, fate);
    if (fate.answer === 'refuse') throw Object.assign(new Error(fate.text), { responseCode: fate.code });
  }

  async #take(mail: ParsedMail, session: SMTPServerSession, done: Done): Promise<void> {
    const to = session.envelope.rcptTo[0]?.address.toLowerCase() ?? '';
    const taken = await this.repository.insert(this.#messageOf(mail, to));
    const fate = this.#fates.get(session);
    if (taken?.providerId && (fate?.answer === 'bounce' || fate?.answer === 'complaint'))
      this.#isReported(fate.answer, taken.providerId, to);
    if (fate?.answer !== 'silence') done();
  }

  #messageOf(mail: ParsedMail, to: string): Omit<SandboxMessage, 'id' | 'repeats'> {
    const text = mail.text ?? '';
    const html = mail.html || null;
    const from = mail.from?.text ?? '';
    const headers = Object.fromEntries(
      mail.headerLines.map(({ key, line }) => [
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\r?\n\s+/g, ' ')
          .trim(),
      ]),
    );
    return {
      channel: 'email',
      direction: 'out',
      from,
      to,
      subject: mail.subject ?? '',
      text,
      html,
      headers,
      links: linksOf(text, html),
      providerId: mail.messageId ?? null,
      status: 'delivered',
      errorCode: null,
      statusCallback: null,
      at: this.clock.now(),
    };
  }

  #isReported(as: 'bounce' | 'complaint', messageId: string, to: string): void {
    const mail = { messageId, to, at: this.clock.now() };
    const report = as === 'bounce' ? failureReport({ ...mail, status: '5.1.1' }) : complaintReport(mail);
    this.webhooks.later(async () => {
      await fetch(`http://127.0.0.1:${this.config.port}/webhooks/mail/report`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: report,
      });
    });
  }
}

/** An accident in here is no verdict on the recipient, which is what a server says by default: the mail may come again. */
function replyTo(error: Refusal): Refusal {
  if (error.responseCode) return error;
  return Object.assign(new Error('4.3.0 Error in processing', { cause: error }), { responseCode: 451 });
}
