import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BarometerExperience } from '#barometer';
import { mood } from '#platform/values';
import { BarometerTeachingRepository, type ScoreCount } from './barometer-teaching.repository.ts';

/** Teaches the barometer's planner what was answered: it may not read that itself. */
@Injectable()
export class BarometerTeaching implements OnModuleInit {
  constructor(
    private readonly experience: BarometerExperience,
    private readonly repository: BarometerTeachingRepository,
  ) {}

  onModuleInit(): void {
    this.experience.learn({
      spreads: async (programme) => spreadsOf(await this.repository.scores(programme)),
      hot: async (from, to) => new Map((await this.repository.hot(from, to)).map((one) => [one.segment, one])),
    });
  }
}

/** As results count them: an NPS −1, 0 or 1, any other score happy or not. */
function spreadsOf(counts: readonly ScoreCount[]) {
  const spreads = new Map<string, { n: number; sum: number; squares: number }>();
  for (const { stratum, metric, score, n } of counts) {
    const felt = mood(metric, score);
    const value = metric === 'nps' && felt === 'unhappy' ? -1 : Number(felt === 'happy');
    const before = spreads.get(stratum) ?? { n: 0, sum: 0, squares: 0 };
    spreads.set(stratum, {
      n: before.n + n,
      sum: before.sum + n * value,
      squares: before.squares + n * value ** 2,
    });
  }
  return spreads;
}
