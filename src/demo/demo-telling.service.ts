import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { InteractionsService, type InteractionInput } from '#interactions';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import type { Chapter } from './chapter.ts';
import { DemoAnswers } from './demo-answers.service.ts';
import { reactionTo, recoveryReaction, type Reaction } from './rules/answers.ts';
import { happeningsOf, type Happening } from './rules/happenings.ts';
import { customerOf, type DemoPerson } from './rules/people.ts';
import { DAYS, type Year } from './rules/seasons.ts';

const BATCH = 500;
const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
/** Tills and web shop report what happened every second evening: late, yet early enough for people to be asked at once. */
const REPORT_DAYS = 2;
const REPORT_HOUR = 19.25;
const EVENING_HOUR = 19.75;
const WEEK = 8;
const DAILY = ['callbacks.alarms'] as const;
const WEEKLY = ['invitations.held', 'invitations.expired', 'callbacks.unanswered'] as const;

/** Tells a chapter, by the rules that hold for real data; runs inside the transaction of whoever tells the story. */
@Injectable()
export class DemoTelling {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly interactions: InteractionsService,
    private readonly invitations: InvitationsService,
    private readonly sweeps: Sweeps,
    private readonly answers: DemoAnswers,
  ) {}

  /** @param dayIsOver called once a day of the year; it may throw to end the telling. */
  async tell(chapter: Chapter, people: readonly DemoPerson[], dayIsOver: () => void): Promise<void> {
    const { agenda, year } = chapter;
    const begun = people.filter(({ sinceDays }) => sinceDays >= DAYS);
    agenda.note(
      year.at(DAYS - 1, 6),
      async () => void (await this.customers.upsertMany(begun.map((person) => customerOf(person, year)))),
    );
    this.#noteReports(chapter, people);
    for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
      agenda.note(year.at(daysAgo, EVENING_HOUR), async () => {
        if (daysAgo % REPORT_DAYS === 0) await this.#evening(chapter, daysAgo % WEEK === 0);
        dayIsOver();
      });
    }
    for (let next = agenda.next(year.today); next; next = agenda.next(year.today))
      await this.clock.at(next.at, next.act);
    await this.clock.at(year.today, () => this.#evening(chapter, true));
  }

  #noteReports(chapter: Chapter, people: readonly DemoPerson[]): void {
    const { year, agenda, seed } = chapter;
    const days = new Map<number, Happening[]>();
    for (const happening of people.flatMap((person) => happeningsOf(person, seed, year))) {
      const { daysAgo, at, lateDays } = happening;
      const day = daysAgo - lateDays - (at > year.at(daysAgo, REPORT_HOUR) ? 1 : 0);
      const reported = lateDays > 0 && day < 0 ? day : Math.max(0, day - (day % REPORT_DAYS));
      days.set(reported, [...(days.get(reported) ?? []), happening]);
    }
    const justNow = new Date(year.today.getTime() - 5 * MINUTE_MS);
    for (const [daysAgo, happened] of days) {
      if (daysAgo < 0) continue;
      const evening = year.at(daysAgo, REPORT_HOUR);
      agenda.note(evening < justNow ? evening : justNow, () => this.#report(chapter, happened));
    }
  }

  async #report(chapter: Chapter, happened: readonly Happening[]): Promise<void> {
    const results = await this.interactions.recordMany(happened.map((one) => interactionOf(one, chapter.year)));
    const times = new Set<number>();
    results.forEach((result, n) => {
      if ('problem' in result) throw result.problem;
      chapter.happenings.set(result.interaction, happened[n] as Happening);
      const { invitation } = result.decision;
      if (invitation) times.add(Math.ceil(invitation.sendAt.getTime() / HALF_HOUR_MS) * HALF_HOUR_MS);
    });
    for (const time of times) chapter.agenda.note(new Date(time), () => this.#send(chapter));
  }

  /** As if every message had gone out; none does. */
  async #send(chapter: Chapter): Promise<void> {
    const claimed = await this.invitations.claimDue(BATCH);
    if (claimed.length === 0) return;
    await this.invitations.markSent(claimed.map(({ id }) => id));
    const sentAt = this.clock.now();
    const sent = claimed
      .filter(({ id }) => !chapter.answering.has(id))
      .map((invitation) => ({ invitation, ...this.#reaction(chapter, invitation, sentAt) }));
    this.answers.meet(chapter, sent, () => this.#send(chapter));
    if (claimed.length === BATCH) await this.#send(chapter);
  }

  #reaction(
    { happenings, people, recoveries, seed, year }: Chapter,
    { interaction, customer, channel, reminder }: Invitation & { reminder: boolean },
    sentAt: Date,
  ): { of: string; reaction: Reaction } {
    const asked = { channel, sentAt, reminder };
    const happening = happenings.get(interaction ?? '');
    if (happening) {
      people.set(customer, happening.person);
      return { of: happening.id, reaction: reactionTo(happening, asked, seed, year) };
    }
    const person = people.get(customer);
    if (!person) throw new Error('The demonstration asked somebody it does not know.');
    const nth = (recoveries.get(customer) ?? 0) + 1;
    recoveries.set(customer, nth);
    return {
      of: `${person.externalId} recovery ${nth}`,
      reaction: recoveryReaction(person, nth, asked, seed, year),
    };
  }

  /** What falls due besides reports: last messages of the day, alarms, latest dates, ends. */
  async #evening(chapter: Chapter, weekly: boolean): Promise<void> {
    await this.#send(chapter);
    for (const name of weekly ? [...DAILY, ...WEEKLY] : DAILY)
      for (let done = 1; done > 0;) done = await this.sweeps.run(name);
  }
}

function interactionOf(
  { id, touchpoint, at, person, site, agent, channel, measures, attributes }: Happening,
  year: Year,
): InteractionInput {
  const customer = customerOf(person, year);
  return { id, touchpoint, occurredAt: at.toISOString(), customer, site, agent, channel, measures, attributes };
}
