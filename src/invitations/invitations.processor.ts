import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { DueRepository } from './due.repository.ts';
import { InvitationsWaiting } from './invitations-waiting.service.ts';

const EVERY_MS = 60_000;

@Injectable()
export class InvitationsProcessor implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly sweeps: Sweeps,
    private readonly waiting: InvitationsWaiting,
    private readonly due: DueRepository,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'invitations.held',
      everyMs: EVERY_MS,
      run: () => this.db.transaction(() => this.waiting.tryHeld()),
      nextDueAt: () => this.due.nextHeldAt(),
    });
    this.sweeps.add({
      name: 'invitations.expired',
      everyMs: EVERY_MS,
      run: () => this.db.transaction(() => this.waiting.expire()),
      nextDueAt: () => this.due.nextExpiryAt(),
    });
  }
}
