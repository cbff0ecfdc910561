import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { actors, type Actor } from '#platform/facts';
import { Sweeps } from '#platform/queue';
import { ReviewsService } from '#reviews';
import type { Chapter } from './chapter.ts';
import { Chance } from './rules/chance.ts';
import { moderationOf, type Moderation } from './rules/moderation.ts';

type Review = Awaited<ReturnType<ReviewsService['byId']>>;

const NOTICE_MS = 60_000;
const RECENT_MS = 7 * 86_400_000;

/**
 * What the moderator does with reviews, once all of them are known.
 * By shop and stars: publishing counts there, and two chapters that end together must not wait for each other.
 */
@Injectable()
export class DemoModeration {
  constructor(
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
    private readonly reviews: ReviewsService,
  ) {}

  async decideAll(chapter: Chapter): Promise<void> {
    const offered: { review: Review; of: string }[] = [];
    for (const [id, of] of chapter.reviews) offered.push({ review: await this.reviews.byId(id), of });
    const countedAt = ({ site, stars }: Review) => `${site ?? ''} ${Math.round(stars)}`;
    offered.sort((a, b) => (countedAt(a.review) < countedAt(b.review) ? -1 : 1));
    for (const { review, of } of offered) await this.#decide(chapter, review, of);
  }

  async #decide(chapter: Chapter, review: Review, of: string): Promise<void> {
    const moderation = moderationOf(
      { ...review, recent: isRecent(review, chapter) },
      new Chance(`${chapter.seed} review ${of}`),
    );
    const moderator: Actor = `user:${chapter.cast.moderator.id}`;
    const tell = async (at: Date, actor: Actor, act: () => Promise<unknown>) => {
      if (at >= chapter.year.today) return;
      await this.clock.at(at, () => actors.as(actor, act));
    };
    if (!moderation) return tell(review.publishBy, 'system', () => this.reviews.publish(review.id));
    const { at, act, reply } = moderation;
    await tell(at, moderator, () => this.#act(review.id, act));
    if (act.do === 'refuse')
      await tell(new Date(at.getTime() + NOTICE_MS), 'system', () => this.sweeps.run('reviews.notices'));
    if (reply) await tell(reply.at, moderator, () => this.reviews.reply(review.id, reply.text));
  }

  async #act(id: string, act: Moderation['act']): Promise<void> {
    if (act.do === 'refuse') return void (await this.reviews.refuse(id, act.reason));
    if (act.mask) await this.reviews.maskFlagged(id);
    await this.reviews.publish(id);
  }
}

function isRecent({ answeredAt }: Review, { year }: Chapter): boolean {
  return year.today.getTime() - answeredAt.getTime() < RECENT_MS;
}
