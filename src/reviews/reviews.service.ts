import { Injectable } from '@nestjs/common';
import { v7, validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import type { Response } from '#responses';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsRepository } from './reviews.repository.ts';
import { reviews as lifecycle, type ReviewStatus } from './rules/lifecycle.ts';
import { offerOf, type Offer } from './rules/offer.ts';
import { merged, publishBy, starsOf, type RefusalReason, type Span } from './rules/publication.ts';
import { MASKABLE } from './rules/flag.ts';
import { screen } from './rules/screening.ts';

type Offered = Extract<Offer, { offered: true }>;

const DUPLICATE_MS = 180 * 86_400_000;

/** Comments offered for publication: one verb a decision. No verb looks at the score. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly reviews: ReviewsRepository,
  ) {}

  /** What an answer means for its review: offered, written again, withdrawn, or nothing. Hearing an answer twice changes nothing. */
  async consider(response: Response): Promise<{ id: string; status: ReviewStatus } | null> {
    const offer = offerOf(response);
    // What was said first and offers nothing has no review yet; what was corrected may have one.
    if (!offer.offered && response.version === 1) return null;
    return this.db.transaction(async () => {
      const before = await this.reviews.byResponse(response.id);
      if (before && !offer.offered) return offer.why === 'no-consent' ? this.#withdraw(before) : before;
      if (!offer.offered) return null;
      return before ? this.#rewrite(before, offer, response) : this.#offer(offer, response);
    });
  }

  async publish(id: string): Promise<ReviewEntity> {
    const review = await this.byId(id);
    const now = this.clock.now();
    return this.#move(review, 'published', null, { publishedAt: now, refusal: null, decidedBy: actors.current() });
  }

  async refuse(id: string, reason: RefusalReason, note: string | null = null): Promise<ReviewEntity> {
    const refusal = { reason, note, at: this.clock.now().toISOString() };
    return this.#move(await this.byId(id), 'refused', reason, {
      refusal,
      publishedAt: null,
      notifiedAt: null,
      decidedBy: actors.current(),
    });
  }

  /** @throws Problem 409 unless it is published: a review that is not cannot be taken down. */
  async unpublish(id: string, reason: RefusalReason): Promise<ReviewEntity> {
    const review = await this.byId(id);
    if (review.status !== 'published') throw wrongState(review, 'unpublished', ['published']);
    return this.refuse(id, reason);
  }

  /** A moderator takes the last decision back: the review waits again. */
  async takeBack(id: string): Promise<ReviewEntity> {
    return this.#move(await this.byId(id), 'pending', 'taken-back', {
      refusal: null,
      publishedAt: null,
      decidedBy: null,
    });
  }

  /** The business answers, once; answering again replaces its answer. */
  async reply(id: string, text: string): Promise<ReviewEntity> {
    return this.db.transaction(async () => {
      const review = await this.byId(id);
      if (review.status !== 'published') throw wrongState(review, 'replied to', ['published']);
      const reply = { text, by: actors.current(), at: this.clock.now().toISOString() };
      await this.reviews.update(id, { reply });
      await this.facts.record({ name: 'review.replied', subject: id, customer: review.customer, data: {} });
      return { ...review, reply };
    });
  }

  /** Hides a personal datum, visibly; the text itself stays as its author wrote it. */
  async mask(id: string, { start, end }: Span): Promise<ReviewEntity> {
    return this.db.transaction(async () => {
      const review = await this.byId(id);
      if (end > review.text.length || start >= end) {
        throw invalid({
          path: 'end',
          code: 'out-of-range',
          message: `must be after start and at most ${review.text.length}`,
        });
      }
      const masks = merged([...review.masks, { start, end }]);
      await this.reviews.update(id, { masks });
      await this.facts.record({ name: 'review.masked', subject: id, customer: review.customer, data: { start, end } });
      return { ...review, masks };
    });
  }

  /** Hides every personal datum that the screening flagged. */
  async maskFlagged(id: string): Promise<ReviewEntity> {
    return this.db.transaction(async () => {
      const { flags } = await this.byId(id);
      for (const flag of flags) if (MASKABLE.includes(flag.kind)) await this.mask(id, flag);
      return this.byId(id);
    });
  }

  /** @throws Problem 404 */
  async byId(id: string): Promise<ReviewEntity> {
    const review = isUuid(id) ? await this.reviews.find(id) : null;
    if (!review) throw Problem.notFound('review', id);
    return review;
  }

  /** Publishes what has waited to its latest date without a refusal, whatever it says of us. Gives how many. */
  async publishDue(): Promise<number> {
    const due = await this.reviews.dueForPublication(this.clock.now(), 100);
    for (const { id } of due) await this.publish(id);
    return due.length;
  }

  async nextDueAt(): Promise<Date | null> {
    return this.reviews.nextPublicationDue();
  }

  async #offer(offer: Offered, response: Response): Promise<ReviewEntity> {
    const now = this.clock.now();
    const review: ReviewEntity = {
      id: v7(),
      response: response.id,
      invitation: response.invitation,
      customer: response.customer ?? '',
      touchpoint: response.touchpoint,
      site: response.site,
      ...(await this.#written(offer, response)),
      language: response.language,
      status: 'pending',
      masks: [],
      consent: { at: now.toISOString(), questionnaireVersion: response.questionnaireVersion },
      experienceAt: offer.experienceAt,
      answeredAt: response.answeredAt,
      publishBy: publishBy(response.answeredAt),
      publishedAt: null,
      decidedBy: null,
      refusal: null,
      reply: null,
      editedAt: null,
      notifiedAt: null,
      claimedBy: null,
      claimedUntil: null,
      createdAt: now,
    };
    await this.reviews.insert(review);
    await this.facts.record({
      name: 'review.submitted',
      subject: review.id,
      customer: review.customer,
      data: { site: review.site },
    });
    return review;
  }

  /** A new version waits for a decision of its own, within a latest date of its own. */
  async #rewrite(before: ReviewEntity, offer: Offered, response: Response): Promise<ReviewEntity> {
    const same = before.text === offer.text && before.score === offer.score && before.displayName === offer.displayName;
    if (same && before.status !== 'withdrawn') return before;
    const now = this.clock.now();
    const changes = { ...(await this.#written(offer, response)), masks: [], editedAt: now, publishBy: publishBy(now) };
    await this.reviews.rewrite(before, changes, now);
    const review = { ...before, ...changes };
    if (before.status === 'pending') return review;
    if (before.status === 'published') await this.reviews.count(before, -1);
    await this.reviews.update(before.id, { status: 'pending', refusal: null, publishedAt: null });
    await this.#tell(review, before.status, 'pending', 'written-again');
    return { ...review, status: 'pending', refusal: null, publishedAt: null };
  }

  async #written(offer: Offered, response: Response) {
    const { text, displayName, scale, score } = offer;
    const others = await this.reviews.recentTexts(
      response.site,
      response.id,
      new Date(this.clock.now().getTime() - DUPLICATE_MS),
    );
    const flags = text ? screen({ text, language: response.language, others, insider: false }) : [];
    return { text, displayName, scale, score, stars: starsOf(scale, score), flags };
  }

  async #withdraw(review: ReviewEntity): Promise<ReviewEntity> {
    if (review.status === 'withdrawn') return review;
    return this.#move(review, 'withdrawn', 'by-author', { publishedAt: null });
  }

  /** @throws Problem 409 with the states that would allow it, when somebody was first. */
  async #move(
    review: ReviewEntity,
    to: ReviewStatus,
    cause: string | null,
    changes: Partial<ReviewEntity>,
  ): Promise<ReviewEntity> {
    return this.db.transaction(async () => {
      const from = lifecycle.before(to);
      if (!from.includes(review.status)) throw wrongState(review, to, from);
      const moved = await this.reviews.move(review.id, {
        from: [review.status],
        status: to,
        ...changes,
        claimedBy: null,
        claimedUntil: null,
      });
      if (!moved) throw wrongState(await this.byId(review.id), to, from);
      if (to === 'published') await this.reviews.count(review, 1);
      if (review.status === 'published') await this.reviews.count(review, -1);
      await this.#tell(review, review.status, to, cause);
      return { ...review, status: to, ...changes };
    });
  }

  async #tell({ id, customer }: ReviewEntity, from: string, to: string, cause: string | null): Promise<void> {
    await this.facts.record({ name: 'review.moved', subject: id, customer, data: { from, to, cause } });
  }
}

function wrongState(review: ReviewEntity, act: string, states: readonly ReviewStatus[]): Problem {
  return Problem.conflict('wrong-state', `The review is ${review.status}; it cannot be ${act} from there.`, {
    current: review.status,
    states,
  });
}
