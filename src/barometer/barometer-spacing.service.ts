import { Injectable } from '@nestjs/common';
import { QuietHours } from '#invitations';
import type { SendWindow } from '#platform/calendar';
import { MembersRepository } from './members.repository.ts';
import { daysBetween, daysLater, respaced, startOf } from './rules/schedule.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

/** Missed batches go out a day each, as they were planned: neither a pause nor an outage makes a rush. */
@Injectable()
export class BarometerSpacing {
  constructor(
    private readonly members: MembersRepository,
    private readonly waves: WavesRepository,
    private readonly quiet: QuietHours,
  ) {}

  /** Runs inside the transaction of whoever holds the wave. The wave ends as much later as its last batch goes. */
  async respace({ id }: Pick<WaveEntity, 'id'>, window: SendWindow, now: Date): Promise<void> {
    const planned = await this.members.plannedTimes(id);
    const moved = respaced(planned, now, window, await this.quiet.current());
    const to = moved.at(-1)?.to;
    if (!to) return;
    await this.members.replan(id, moved, now);
    const [wave] = await this.waves.byIds([id]);
    const days = wave ? Math.max(0, daysBetween(wave.lastBatchAt, to)) : 0;
    if (!wave || days === 0) return;
    const lastBatchAt = daysLater(wave.lastBatchAt, days);
    await this.waves.setDates(id, { ...wave, lastBatchAt, closesAt: daysLater(wave.closesAt, days) });
  }

  /** Open waves of which a whole day was missed: taken by nobody else. */
  missed(now: Date): Promise<WaveEntity[]> {
    return this.waves.missed(startOf(now), now);
  }
}
