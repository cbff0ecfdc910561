import { Injectable } from '@nestjs/common';
import { deviationOf, pooled, type Deviation, type Spread } from './rules/deviation.ts';
import { AnonymousRepository } from './anonymous.repository.ts';
import { fewestAnswers } from './rules/anonymous.ts';
import type { Programme } from './rules/programme.ts';
import { rateOf, type Experience, type Rate } from './rules/response-rate.ts';
import { WavesRepository } from './waves.repository.ts';

/** What only a later station knows, which reads the answers. */
export interface Answered {
  /** Of the overall score, by stratum, over all waves of a programme. */
  readonly spreads: (programme: string) => Promise<ReadonlyMap<string, Spread>>;
  /** Hot surveys sent in a span of time, by segment; `-` of customers of none. */
  readonly hot: (from: Date, to: Date) => Promise<ReadonlyMap<string, Experience>>;
}

/** What earlier waves and hot surveys teach a plan. */
export interface Taught {
  readonly rateOf: (stratum: string) => Rate;
  /** Null when nothing is known. */
  readonly deviationOf: (stratum: string) => Deviation | null;
}

const DAY_MS = 86_400_000;
/** By then, most of those who answer have. */
const SETTLED_DAYS = 7;
const HOT_DAYS = 90;
/** Once so many were asked, hot surveys no longer teach anything. */
const ENOUGH_ASKED = 500;
const NOBODY: Experience = { invited: 0, answered: 0 };

/** What may be expected of people. Who answered what is read by a later station, which teaches it when it starts. */
@Injectable()
export class BarometerExperience {
  #source: Answered | null = null;

  constructor(
    private readonly waves: WavesRepository,
    private readonly anonymous: AnonymousRepository,
  ) {}

  learn(source: Answered): void {
    this.#source = source;
  }

  async of(of: Programme, now: Date): Promise<Taught> {
    if (of.kind === 'employees') return this.#ofEmployees(of);
    const { key, strata, allocation, deviations } = of;
    const settled = new Date(now.getTime() - SETTLED_DAYS * DAY_MS);
    const own = await this.waves.experience(key, settled);
    const programme = sum(own.values());
    const hot = programme.invited < ENOUGH_ASKED ? await this.#hot(settled) : new Map<string, Experience>();
    const spreads = allocation === 'neyman' ? await this.#source?.spreads(key) : undefined;
    const whole = pooled(spreads?.values() ?? []);
    const at = strata.indexOf('segment');
    const all = sum(hot.values());
    const segmentOf = (stratum: string) => (at === -1 ? undefined : stratum.split(' / ')[at]);
    return {
      rateOf: (stratum) =>
        rateOf({ stratum: own.get(stratum), programme, hot: hot.get(segmentOf(stratum) ?? '') ?? all }),
      deviationOf: (stratum) => deviationOf(deviations[stratum], spreads?.get(stratum), whole),
    };
  }

  /** Of employees only the whole is known, never a stratum. */
  async #ofEmployees({ key, minimumGroup, deviations }: Programme): Promise<Taught> {
    const programme = await this.anonymous.experience(key, fewestAnswers(minimumGroup));
    const nothing = pooled([]);
    return {
      rateOf: () => rateOf({ programme }),
      deviationOf: (stratum) => deviationOf(deviations[stratum], undefined, nothing),
    };
  }

  async #hot(settled: Date): Promise<ReadonlyMap<string, Experience>> {
    return (await this.#source?.hot(new Date(settled.getTime() - HOT_DAYS * DAY_MS), settled)) ?? new Map();
  }
}

function sum(experiences: Iterable<Experience>): Experience {
  let total = NOBODY;
  for (const { invited, answered } of experiences)
    total = { invited: total.invited + invited, answered: total.answered + answered };
  return total;
}
