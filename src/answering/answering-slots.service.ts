import { Injectable } from '@nestjs/common';
import { CallbacksSlots, type Slot } from '#callbacks';
import type { Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import type { Submitted } from './answering.service.ts';
import { slotMeant } from './rules/slot-meant.ts';
import type { SpokenTime } from './rules/spoken-time.ts';

/** When the customer would like to be called, in their words, and the hour that makes of it. */
@Injectable()
export class AnsweringSlotsService {
  constructor(
    private readonly slots: CallbacksSlots,
    private readonly clock: Clock,
  ) {}

  /** The hour they are called in; null when they named none, when none of it is free, and when nobody is to call. */
  async choose({ timeZone }: Invitation, submitted: Submitted | null, said: SpokenTime | null): Promise<Slot | null> {
    const callback = submitted?.callback;
    if (!callback || !said) return null;
    const free = await this.slots.free(callback.id);
    const meant = slotMeant(said, free, this.clock.now(), timeZone);
    return meant && this.slots.choose(callback.id, meant.from);
  }
}
