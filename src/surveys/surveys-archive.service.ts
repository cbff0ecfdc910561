import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveysUses } from './surveys-uses.service.ts';

/** Questionnaires that nobody asks any more, out of the way. What was answered stays, and so do their versions. */
@Injectable()
export class SurveysArchive {
  constructor(
    private readonly repository: SurveysRepository,
    private readonly uses: SurveysUses,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** Keys of those put away. One that is asked all the same is in use, whoever put it away. */
  async all(): Promise<Set<string>> {
    const uses = await this.uses.all();
    return new Set((await this.repository.archived()).filter((key) => !uses.has(key)));
  }

  /** @throws Problem 404, 409 while something asks it, naming what does. */
  async archive(key: string): Promise<void> {
    await this.db.transaction(async () => {
      if ((await this.repository.currents([key])).length === 0) throw Problem.notFound('questionnaire', key);
      const uses = (await this.uses.all()).get(key) ?? [];
      if (uses.length > 0) {
        const names = uses.map(({ name }) => name.fr).join(', ');
        throw Problem.conflict('questionnaire-used', `Still asked by: ${names}.`, {});
      }
      if (!(await this.repository.moveArchived(key, this.clock.now()))) return;
      await this.facts.record({ name: 'questionnaire.archived', subject: key, data: {} });
    });
  }

  /** Back among the others. */
  async bringBack(key: string): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.repository.moveArchived(key, null))) return;
      await this.facts.record({ name: 'questionnaire.brought-back', subject: key, data: {} });
    });
  }
}
