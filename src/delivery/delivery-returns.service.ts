import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { LOGGER } from '#platform/log';
import { MailSearch, readUnseen } from '#platform/mail';
import { Sweeps } from '#platform/queue';
import { DeliveryDoubtsRepository } from './delivery-doubts.repository.ts';
import { DeliveryReports } from './delivery-reports.service.ts';

const EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** The mailbox that undeliverable mail comes back to, looked into once a minute. */
@Injectable()
export class DeliveryReturns implements OnModuleInit {
  constructor(
    private readonly reports: DeliveryReports,
    private readonly search: MailSearch,
    private readonly repository: DeliveryDoubtsRepository,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    if (!this.config.bounces.imapUrl) return;
    this.sweeps.add({
      name: 'delivery.returns',
      everyMs: EVERY_MS,
      run: () => this.collect(),
      nextDueAt: async () => null,
    });
  }

  /** Gives how many mails it read; what cannot be read is left out, so that it stops nothing behind it. */
  async collect(): Promise<number> {
    const { imapUrl } = this.config.bounces;
    if (!imapUrl) return 0;
    await this.#sweep();
    const take = async (raw: Buffer) => {
      try {
        await this.reports.read(raw.toString('utf8'));
      } catch (error) {
        this.log.warn({ err: error }, 'a mail that came back could not be read');
      }
    };
    return readUnseen(imapUrl, take, this.search.ours);
  }

  /** Copies that prove what nobody doubts any more; they hold what customers were written, so none stays longer than a day. */
  async #sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    await this.search.sweep((tokens) => this.repository.settled(tokens), before);
  }
}
