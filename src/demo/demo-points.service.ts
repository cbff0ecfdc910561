import { Injectable } from '@nestjs/common';
import { PointsService } from '#answering';
import { Clock } from '#platform/clock';
import { newId } from '#platform/crypto';
import { actors } from '#platform/facts';
import { pointAnswers, POINTS } from './rules/points.ts';
import type { Year } from './rules/seasons.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36';
const BY_HAND = {
  method: 'POST',
  userAgent: PHONE,
  prefetch: false,
  honeypot: false,
  hand: true,
  secondsOnPage: 14,
  secondsSinceGiven: 14,
};

/** Places of the demonstration where anybody may answer, and what was said there. */
@Injectable()
export class DemoPoints {
  constructor(
    private readonly points: PointsService,
    private readonly clock: Clock,
  ) {}

  /** What is there already stays as it is. */
  async setUp(): Promise<void> {
    if ((await this.points.all()).length > 0) return;
    for (const point of POINTS) await this.points.add(point);
  }

  async tell(year: Year, seed: string): Promise<void> {
    const made = new Map((await this.points.all()).map(({ name, token }) => [name, token]));
    for (const point of POINTS) {
      const token = made.get(point.name);
      if (!token) continue;
      for (const { daysAgo, hour, score, comment } of pointAnswers(seed, point)) {
        const raw = { csat: score, ...(comment && { comment }) };
        const submission = { session: newId(), raw, complete: true, origin: BY_HAND, language: 'fr' as const };
        await this.clock.at(year.at(daysAgo, hour), () =>
          actors.as('customer', async () => void (await this.points.submit(token, submission))),
        );
      }
    }
  }
}
