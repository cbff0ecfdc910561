import { Injectable } from '@nestjs/common';
import { SitesService } from '#customers';
import { Database } from '#platform/database';
import { BarometerCosts } from './barometer-costs.service.ts';
import { BarometerPlanning, type Plan } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import type { KeptProgramme } from './rules/programme.ts';
import type { ProgrammeInput } from './rules/programme-input.ts';
import type { SmsCost } from './rules/sms-cost.ts';

/** A plan, with what is shown beside it. */
export interface Planned {
  readonly programme: KeptProgramme;
  readonly plan: Plan;
  readonly cost: SmsCost | null;
  /** Names of shops, by key. */
  readonly sites: ReadonlyMap<string, string>;
}

/** What a population may be chosen from. */
export interface Choices {
  readonly segments: readonly string[];
  readonly sites: readonly { readonly key: string; readonly name: string }[];
}

/** Other settings, tried before they are kept. */
@Injectable()
export class BarometerTrying {
  constructor(
    private readonly db: Database,
    private readonly programmes: BarometerService,
    private readonly planning: BarometerPlanning,
    private readonly costs: BarometerCosts,
    private readonly repository: BarometerRepository,
    private readonly sites: SitesService,
  ) {}

  /**
   * The plan these settings would give: they are saved, planned and undone, so that what is refused, and why, is what saving them
   * would say. @throws Problem as `BarometerService.save`
   */
  async plan(key: string, input: ProgrammeInput): Promise<Planned> {
    try {
      return await this.db.transaction(async () => {
        const programme = await this.programmes.save(key, input);
        const plan = await this.planning.plan(key);
        const cost = await this.costs.ofPlan(programme, plan);
        throw new Undone({ programme, plan, cost, sites: await this.sites.names() });
      });
    } catch (error) {
      if (error instanceof Undone) return error.tried;
      throw error;
    }
  }

  async choices(): Promise<Choices> {
    return { segments: await this.repository.segments(), sites: await this.sites.all() };
  }
}

/** Ends the transaction without keeping anything of it. */
class Undone extends Error {
  constructor(readonly tried: Planned) {
    super('tried, and undone');
  }
}
