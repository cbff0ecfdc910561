import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeps } from '#platform/queue';
import { ReviewNotices } from './review-notices.service.ts';
import { ReviewsClocks } from './reviews-clocks.service.ts';

const MINUTE_MS = 60_000;

/** What falls due for reviews: their latest date, and telling authors of a refusal. */
@Injectable()
export class ReviewsProcessor implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly clocks: ReviewsClocks,
    private readonly notices: ReviewNotices,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'reviews.due',
      everyMs: MINUTE_MS,
      run: () => this.clocks.publishDue(),
      nextDueAt: () => this.clocks.nextDueAt(),
    });
    this.sweeps.add({
      name: 'reviews.notices',
      everyMs: MINUTE_MS / 4,
      run: () => this.notices.tellDue(),
      nextDueAt: () => this.notices.nextDueAt(),
    });
  }
}
