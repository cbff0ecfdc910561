import { Injectable } from '@nestjs/common';
import { CallbacksSlots, type Promised, type Slot } from '#callbacks';
import type { Invitation } from '#invitations';
import { isoLocalDate } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { AnsweringLinksService, type OpenSurvey } from './answering-links.service.ts';
import { AnsweringService, type Submitted } from './answering.service.ts';
import { slotMeant } from './rules/slot-meant.ts';
import type { SpokenTime } from './rules/spoken-time.ts';

export interface Hours {
  slot: Slot | null;
  free: Slot[];
}

const MOST = 6;
const A_DAY = 3;
/** In one text message. */
const OFFERED = 3;

/** When the customer would like to be called, in their words, and the hour that makes of it. */
@Injectable()
export class AnsweringSlotsService {
  constructor(
    private readonly slots: CallbacksSlots,
    private readonly clock: Clock,
    private readonly links: AnsweringLinksService,
    private readonly answering: AnsweringService,
  ) {}

  /** The hour that was chosen, and those that can be. */
  async offer({ callback }: Submitted, timeZone: string): Promise<Hours> {
    if (!callback) return { slot: null, free: [] };
    const [slot, free] = [await this.slots.chosen(callback.id), await this.slots.free(callback.id)];
    return { slot, free: spread(free, timeZone) };
  }

  /** What an answer given earlier has led to. @throws Problem 404 unknown link. */
  async promised(token: string): Promise<{ survey: OpenSurvey; submitted: Submitted }> {
    const survey = await this.links.surveyOf(await this.links.invitationOf(token));
    const { response } = survey;
    const led = response ? await this.answering.consider(response) : { callback: null, review: null };
    return { survey, submitted: { response, status: response?.complete ? 'complete' : 'partial', ...led } };
  }

  /** @throws Problem 409 when the hour is not free; nothing happens when nobody is to call. */
  async take({ callback }: Submitted, from: Date): Promise<void> {
    if (callback) await this.slots.choose(callback.id, from);
  }

  /** The hour they are called in; where none of what they named is free, a few that are. Neither when nobody is to call. */
  async choose(
    { timeZone }: Pick<Invitation, 'timeZone'>,
    callback: Promised | null,
    said: SpokenTime | null,
  ): Promise<Hours> {
    if (!callback || !said) return { slot: null, free: [] };
    const free = await this.slots.free(callback.id);
    const meant = slotMeant(said, free, this.clock.now(), timeZone);
    if (meant) return { slot: await this.slots.choose(callback.id, meant.from), free: [] };
    return { slot: null, free: spread(free, timeZone).slice(0, OFFERED) };
  }

  /** Whether what they say is an hour that was offered to them. */
  isOneOf(offered: readonly Date[], said: SpokenTime | null, { timeZone }: Pick<Invitation, 'timeZone'>): boolean {
    const hours = offered.map((from) => ({ from }));
    return said !== null && slotMeant(said, hours, this.clock.now(), timeZone) !== null;
  }
}

/** A few hours of each day rather than every hour of the first. */
function spread(slots: readonly Slot[], zone: string): Slot[] {
  const days = new Map<string, number>();
  const few = slots.filter(({ from }) => {
    const day = isoLocalDate(from, zone);
    days.set(day, (days.get(day) ?? 0) + 1);
    return (days.get(day) ?? 0) <= A_DAY;
  });
  return few.slice(0, MOST);
}
