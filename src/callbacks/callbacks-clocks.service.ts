import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Sweeps } from '#platform/queue';
import { TeamsService } from '#users';
import { CallbacksRepository } from './callbacks.repository.ts';
import { hoursOf } from './rules/deadlines.ts';
import { alarmKey, alarms } from './rules/escalation.ts';

const EVERY_MS = 30_000;
const BATCH = 200;

/** Cases that run out of time are told, each alarm once; letters follow from the facts. */
@Injectable()
export class CallbacksClocks implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly sweeps: Sweeps,
    private readonly teams: TeamsService,
    private readonly repository: CallbacksRepository,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'callbacks.alarms',
      everyMs: EVERY_MS,
      run: () => this.tellDue(),
      nextDueAt: () => this.repository.nextAlarmAt(),
    });
  }

  /** How many cases had something to tell. */
  async tellDue(): Promise<number> {
    let told = 0;
    while (told < BATCH && (await this.db.transaction(() => this.#tellOne()))) told += 1;
    return told;
  }

  async #tellOne(): Promise<boolean> {
    const now = this.clock.now();
    const one = await this.repository.lockAlarming(now);
    if (!one) return false;
    const hours = hoursOf(one.team ? await this.teams.byId(one.team) : null);
    const all = alarms(one, hours);
    const due = all.filter(({ at }) => at <= now);
    const given = { ...one.given, ...Object.fromEntries(due.map((alarm) => [alarmKey(alarm), now.toISOString()])) };
    await this.repository.setAlarms(one.id, given, all[due.length]?.at ?? null);
    const { id: subject, customer } = one;
    await this.facts.record(
      ...due.map(({ level, clock }) => ({
        name: 'case.escalated' as const,
        subject,
        customer,
        data: { level, clock },
      })),
    );
    return true;
  }
}
