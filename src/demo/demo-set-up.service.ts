import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Chapter } from './chapter.ts';
import { DemoAsking } from './demo-asking.service.ts';
import { DemoConnectors } from './demo-connectors.service.ts';
import { DemoNetwork } from './demo-network.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoStaffing } from './demo-staffing.service.ts';
import { Agenda } from './rules/agenda.ts';
import type { Year } from './rules/seasons.ts';

/** What must be there before the story begins. */
@Injectable()
export class DemoSetUp {
  constructor(
    private readonly db: Database,
    private readonly repository: DemoRepository,
    private readonly network: DemoNetwork,
    private readonly staffing: DemoStaffing,
    private readonly asking: DemoAsking,
    private readonly connectors: DemoConnectors,
  ) {}

  /** Nothing on a database that real customers were in first. @param total how long the story is, for its progress */
  async setUp(total: number): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.lockSetUp();
      if (!(await this.repository.today()) && (await this.repository.hasCustomers())) return;
      await this.network.setUp();
      await this.staffing.setUp();
      await this.asking.setUp();
      await this.connectors.setUp();
      await this.repository.keepBeginning(total);
    });
  }

  async chapter(seed: string, year: Year): Promise<Chapter> {
    const cast = { ...(await this.staffing.cast()), questionnaires: await this.network.questionnaires() };
    return {
      ...{ seed, year, cast, agenda: new Agenda() },
      ...{
        happenings: new Map(),
        people: new Map(),
        answering: new Set(),
        courses: new Map(),
        recoveries: new Map(),
        reviews: new Map(),
      },
    };
  }
}
