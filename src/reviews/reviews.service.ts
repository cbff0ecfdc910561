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
      const before = await this.reviews.lockOfResponse(response.id);
      if (before && !offer.offered) return offer.why === 'no-consent' ? this.#withdraw(before) : before;
      if (!offer.offered) return null;
      return before ? this.#rewrite(before, offer, response) : this.#offer(offer, response);
    });
  }

  /** @param revision what the moderator read; the verbs refuse what its author has written again since (409 with the new text) */
  async publish(id: string, revision?: number): Promise<ReviewEntity> {
    return this.#decide(id, revision, (review) => this.#publish(review));
  }

  async refuse(
    id: string,
    reason: RefusalReason,
    note: string | null = null,
    revision?: number,
  ): Promise<ReviewEntity> {
    return this.#decide(id, revision, (review) => this.#refuse(review, reason, note));
  }

  /** @throws Problem 409 unless it is published: a review that is not cannot be taken down. */
  async unpublish(id: string, reason: RefusalReason, revision?: number): Promise<ReviewEntity> {
    return this.#decide(id, revision, (review) => {
      if (review.status !== 'published') throw wrongState(review, 'unpublished', ['published']);
      return this.#refuse(review, reason, null);
    });
  }

  /** A moderator takes the last decision back: the review waits again. */
  async takeBack(id: string): Promise<ReviewEntity> {
    return this.#decide(id, undefined, (review) =>
      this.#move(review, 'pending', 'taken-back', { refusal: null, publishedAt: null, decidedBy: null }),
    );
  }

  /** The business answers, once; answering again replaces its answer. */
  async reply(id: string, text: string, revision?: number): Promise<ReviewEntity> {
    return this.#decide(id, revision, async (review) => {
      if (review.status !== 'published') throw wrongState(review, 'replied to', ['published']);
      const reply = { text, by: actors.current(), at: this.clock.now().toISOString() };
      await this.reviews.update(id, { reply });
      await this.facts.record({ name: 'review.replied', subject: id, customer: review.customer, data: {} });
      return { ...review, reply };
    });
  }

  /** Hides a personal datum, visibly; the text itself stays as its author wrote it. */
  async mask(id: string, span: Span, revision?: number): Promise<ReviewEntity> {
    return this.#decide(id, revision, (review) => this.#mask(review, [span]));
  }

  /** Hides every personal datum that the screening flagged. */
  async maskFlagged(id: string, revision?: number): Promise<ReviewEntity> {
    return this.#decide(id, revision, (review) =>
      this.#mask(
        review,
        review.flags.filter(({ kind }) => MASKABLE.includes(kind)),
      ),
    );
  }

  /** @throws Problem 404 */
  async byId(id: string): Promise<ReviewEntity> {
    const review = isUuid(id) ? await this.reviews.find(id) : null;
    if (!review) throw Problem.notFound('review', id);
    return review;
  }

  /** One verb on a review that nobody moves or writes again meanwhile. @throws Problem 404; 409 when `revision` is an older one. */
  async #decide(
    id: string,
    revision: number | undefined,
    verb: (review: ReviewEntity) => Promise<ReviewEntity>,
  ): Promise<ReviewEntity> {
    return this.db.transaction(async () => {
      const review = isUuid(id) ? await this.reviews.lock(id) : null;
      if (!review) throw Problem.notFound('review', id);
      if (revision !== undefined && revision !== review.revision) throw writtenAgain(review);
      return verb(review);
    });
  }

  #publish(review: ReviewEntity): Promise<ReviewEntity> {
    const decision = { publishedAt: this.clock.now(), refusal: null, decidedBy: actors.current() };
    return this.#move(review, 'published', null, decision);
  }

  #refuse(review: ReviewEntity, reason: RefusalReason, note: string | null): Promise<ReviewEntity> {
    const refusal = { reason, note, at: this.clock.now().toISOString() };
    const decision = { refusal, publishedAt: null, notifiedAt: null, decidedBy: actors.current() };
    return this.#move(review, 'refused', reason, decision);
  }

  async #mask(review: ReviewEntity, spans: readonly Span[]): Promise<ReviewEntity> {
    const { id, customer, text } = review;
    if (spans.some(({ start, end }) => end > text.length || start >= end)) {
      const message = `must be after start and at most ${text.length}`;
      throw invalid({ path: 'end', code: 'out-of-range', message });
    }
    const masks = merged([...review.masks, ...spans]);
    await this.reviews.update(id, { masks });
    const masked = { name: 'review.masked', subject: id, customer } as const;
    await this.facts.record(...spans.map(({ start, end }) => ({ ...masked, data: { start, end } })));
    return { ...review, masks };
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
      revision: 1,
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
    const fresh = { masks: [], revision: before.revision + 1, editedAt: now, publishBy: publishBy(now) };
    const changes = { ...(await this.#written(offer, response)), ...fresh };
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

  /** Of a review whose lock is held. @throws Problem 409 with the states that would allow it. */
  async #move(
    review: ReviewEntity,
    to: ReviewStatus,
    cause: string | null,
    changes: Partial<ReviewEntity>,
  ): Promise<ReviewEntity> {
    const from = lifecycle.before(to);
    const move = { from, status: to, ...changes, claimedBy: null, claimedUntil: null };
    if (!(await this.reviews.move(review.id, move))) throw wrongState(review, to, from);
    if (to === 'published') await this.reviews.count(review, 1);
    if (review.status === 'published') await this.reviews.count(review, -1);
    await this.#tell(review, review.status, to, cause);
    return { ...review, status: to, ...changes };
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

function writtenAgain({ revision, text }: ReviewEntity): Problem {
  const detail =
    'The author has written this review again since it was read: nothing was done. Read the new text first.';
  return Problem.conflict('review-written-again', detail, { revision, text });
}
