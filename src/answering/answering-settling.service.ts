import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { ResponsesSettlingService } from '#responses';
import { AnsweringService } from './answering.service.ts';

const BATCH = 100;
const EVERY_MS = 60_000;

/** Somebody who said how unhappy they are and left without "send" is called back all the same. */
@Injectable()
export class AnsweringSettlingService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly sweeps: Sweeps,
    private readonly settling: ResponsesSettlingService,
    private readonly answering: AnsweringService,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'answering.settle',
      everyMs: EVERY_MS,
      run: () => this.settle(),
      nextDueAt: () => this.settling.nextDueAt(),
    });
  }

  /** Gives how many answers were settled. */
  async settle(): Promise<number> {
    const due = await this.settling.due(BATCH);
    for (const { id } of due) {
      await this.db.transaction(async () => {
        const response = await this.settling.settle(id);
        if (response) await this.answering.consider(response);
      });
    }
    return due.length;
  }
}
