import { Injectable } from '@nestjs/common';
import { actors } from '#platform/facts';
import { Problem } from '#platform/http';
import { ReviewsService } from '#reviews';
import type { Chapter } from './chapter.ts';
import { Chance } from './rules/chance.ts';
import { moderationOf, type Moderation } from './rules/moderation.ts';

/** What the moderator does with reviews. */
@Injectable()
export class DemoModeration {
  constructor(private readonly reviews: ReviewsService) {}

  /** `of` names the review, the same at every seeding. */
  async follow(chapter: Chapter, id: string, of: string): Promise<void> {
    const moderation = moderationOf(await this.reviews.byId(id), new Chance(`${chapter.seed} review ${of}`));
    if (!moderation) return;
    const { agenda, cast } = chapter;
    const asModerator = (act: () => Promise<unknown>) => () => actors.as(`user:${cast.moderator.id}`, () => tried(act));
    agenda.note(
      moderation.at,
      asModerator(() => this.#decide(id, moderation.act)),
    );
    const { reply } = moderation;
    if (reply)
      agenda.note(
        reply.at,
        asModerator(() => this.reviews.reply(id, reply.text)),
      );
  }

  async #decide(id: string, act: Moderation['act']): Promise<void> {
    if (act.do === 'refuse') return void (await this.reviews.refuse(id, act.reason));
    if (act.mask) await this.reviews.maskFlagged(id);
    await this.reviews.publish(id);
  }
}

/** Its author may have taken it back, or its latest date have come first. */
async function tried(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
  }
}
