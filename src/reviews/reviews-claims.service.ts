import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { UsersService } from '#users';
import type { ReviewEntity } from './review.entity.ts';
import { ReviewsRepository } from './reviews.repository.ts';

/** How long a moderator who looks at a review keeps it; looking again begins anew. */
const CLAIMED_MS = 5 * 60_000;

/** Two moderators are never on the same review: whoever looks first has it, for some minutes. */
@Injectable()
export class ReviewsClaims {
  constructor(
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly reviews: ReviewsRepository,
  ) {}

  /** Takes the review, or keeps it; what no longer waits is nobody's. @throws Problem 404; 409 naming who has it. */
  async claim(id: string, user: string): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + CLAIMED_MS);
    if (isUuid(id) && (await this.reviews.claim(id, user, { now, until }))) return;
    const review = isUuid(id) ? await this.reviews.find(id) : null;
    if (!review) throw Problem.notFound('review', id);
    const holder = this.#holds(review, now) && review.claimedBy !== user ? review.claimedBy : null;
    if (!holder) return;
    const name = (await this.users.byIds([holder])).get(holder)?.name ?? null;
    throw Problem.conflict('review-claimed', `${name ?? 'Somebody'} has this review.`, { holder: name });
  }

  /** Who has which of them, but this reader, by name. */
  async heldFrom(user: string, reviews: readonly ReviewEntity[]): Promise<Map<string, string>> {
    const now = this.clock.now();
    const held = reviews.filter((review) => this.#holds(review, now) && review.claimedBy !== user);
    const people = await this.users.byIds([...new Set(held.map(({ claimedBy }) => claimedBy ?? ''))]);
    return new Map(held.map(({ id, claimedBy }) => [id, people.get(claimedBy ?? '')?.name ?? '']));
  }

  #holds({ status, claimedBy, claimedUntil }: ReviewEntity, now: Date): boolean {
    return status === 'pending' && claimedBy !== null && claimedUntil !== null && claimedUntil > now;
  }
}
