import { Injectable } from '@nestjs/common';
import { AnsweringService, type Submitted } from '#answering';
import { CustomersService } from '#customers';
import { InvitationsService, OPEN, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { actors } from '#platform/facts';
import { ResponsesSettlingService } from '#responses';
import type { Chapter } from './chapter.ts';
import { DemoCare } from './demo-care.service.ts';
import type { Reaction } from './rules/answers.ts';

type Answer = Extract<Reaction, { kind: 'answers' }>;
type Bounce = Extract<Reaction, { kind: 'bounces' }>;

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const HOURS_MS = 6 * 60 * MINUTE_MS;
const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36';

/** What becomes of the messages that went out. */
@Injectable()
export class DemoAnswers {
  /** What is seen within hours is noted together. */
  readonly #looks = new WeakMap<Chapter, Map<number, string[]>>();

  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly invitations: InvitationsService,
    private readonly answering: AnsweringService,
    private readonly settling: ResponsesSettlingService,
    private readonly care: DemoCare,
  ) {}

  /** Notes all that will come of messages that have just been sent. @param again what to do when one came back */
  meet(
    chapter: Chapter,
    sent: readonly { invitation: Invitation; of: string; reaction: Reaction }[],
    again: () => Promise<void>,
  ): void {
    const now = this.clock.now();
    const arrived = sent.filter(({ reaction }) => reaction.kind !== 'bounces').map(({ invitation: { id } }) => id);
    const asProvider = (act: () => Promise<void>) => () => actors.as('provider', act);
    chapter.agenda.note(
      new Date(now.getTime() + MINUTE_MS),
      asProvider(() => this.invitations.markDelivered(...arrived)),
    );
    for (const { invitation, of, reaction } of sent) {
      if (reaction.kind === 'silent') continue;
      if (reaction.kind === 'bounces') {
        const at = new Date(now.getTime() + 2 * MINUTE_MS);
        chapter.agenda.note(
          at,
          asProvider(() => this.#bounce(chapter, invitation, reaction, again)),
        );
        continue;
      }
      if (reaction.kind === 'opts-out') {
        chapter.agenda.note(reaction.at, () => actors.as('customer', () => this.#stop(invitation)));
        continue;
      }
      const via = reaction.kind === 'answers' ? reaction.via : 'web';
      if (via === 'web') this.#look(chapter, invitation.id, reaction.at, now);
      if (reaction.kind === 'answers') {
        chapter.answering.add(invitation.id);
        chapter.agenda.note(reaction.at, () => this.#answer(chapter, { invitation, of, sentAt: now }, reaction));
      }
    }
  }

  async #bounce(
    { agenda }: Chapter,
    { id, customer, channel }: Invitation,
    { cause }: Bounce,
    again: () => Promise<void>,
  ) {
    await this.customers.suppress({ customer, channel, cause: 'invalid' });
    const next = await this.invitations.fail(id, { cause, permanent: true, bounced: true });
    if (next === 'fallback') agenda.note(new Date(this.clock.now().getTime() + MINUTE_MS), again);
  }

  async #stop({ customer, channel }: Invitation): Promise<void> {
    await this.customers.optOut({ customer, channel, source: channel === 'sms' ? 'sms' : 'page' });
  }

  /** Somebody who answers has looked before. */
  #look(chapter: Chapter, invitation: string, at: Date, sentAt: Date): void {
    const looks = this.#looks.get(chapter) ?? new Map<number, string[]>();
    this.#looks.set(chapter, looks);
    const earliest = sentAt.getTime() + 2 * MINUTE_MS;
    const when = Math.max(Math.floor(at.getTime() / HOURS_MS) * HOURS_MS, earliest);
    const together = looks.get(when);
    if (together) return void together.push(invitation);
    const seen = [invitation];
    looks.set(when, seen);
    chapter.agenda.note(new Date(when), () => {
      looks.delete(when);
      return actors.as('customer', () => this.invitations.markOpened(...seen));
    });
  }

  async #answer(
    chapter: Chapter,
    { invitation, of, sentAt }: { invitation: Invitation; of: string; sentAt: Date },
    { answers, complete, via }: Answer,
  ): Promise<void> {
    chapter.answering.delete(invitation.id);
    if (!(await this.#isOpen(invitation))) return;
    const questionnaire = chapter.cast.questionnaires.get(invitation.questionnaireVersion);
    if (!questionnaire) throw new Error(`The demonstration asks a questionnaire it does not know: ${of}.`);
    const method = via === 'sms' ? 'SMS' : 'POST';
    const origin = { method, userAgent: via === 'sms' ? null : PHONE, prefetch: false, honeypot: false };
    const survey = { invitation: { ...invitation, sentAt }, questionnaire, response: null };
    const submitted = await actors.as('customer', () =>
      this.answering.answer(survey, answers, { complete, via, origin }),
    );
    await this.#lead(chapter, submitted, { of, touchpoint: invitation.touchpoint ?? 'recovery' });
    const { response } = submitted;
    if (!complete && response)
      chapter.agenda.note(new Date(this.clock.now().getTime() + HALF_HOUR_MS + MINUTE_MS), () =>
        this.#settle(chapter, response.id, of, invitation.touchpoint ?? 'recovery'),
      );
  }

  /** Only the question after a callback is ever taken back: when the case is opened again. */
  async #isOpen({ id, touchpoint }: Invitation): Promise<boolean> {
    if (touchpoint !== null) return true;
    const now = (await this.invitations.byIds([id])).get(id);
    return now !== undefined && OPEN.includes(now.status);
  }

  async #settle(chapter: Chapter, id: string, of: string, touchpoint: string): Promise<void> {
    const settled = await this.settling.settle(id);
    if (settled) await this.#lead(chapter, await this.answering.consider(settled), { of, touchpoint });
  }

  async #lead(
    chapter: Chapter,
    { callback, review }: Pick<Submitted, 'callback' | 'review'>,
    about: { of: string; touchpoint: string },
  ): Promise<void> {
    if (callback) this.care.follow(chapter, callback, about);
    if (review) chapter.reviews.set(review.id, about.of);
  }
}
