import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { SurveysService, type Answers } from '#surveys';
import { ResponsesRepository } from './responses.repository.ts';
import { withoutPerson } from './rules/standing.ts';

@Injectable()
export class ResponsesErasureService {
  constructor(
    private readonly db: Database,
    private readonly surveys: SurveysService,
    private readonly responses: ResponsesRepository,
  ) {}

  /** What remains of an erased person: scores and choices, for the statistics, and the week they were given in. */
  async forget(customer: string): Promise<void> {
    await this.db.transaction(async () => {
      const theirs = await this.responses.ofCustomer(customer);
      const versions = await this.surveys.versions(theirs.map((response) => response.questionnaireVersion));
      for (const { id, questionnaireVersion, answers } of theirs) {
        const kept = withoutPerson(versions.get(questionnaireVersion)?.questions ?? [], answers) as Answers;
        await this.responses.update(id, {
          answers: kept,
          comment: null,
          customer: null,
          interaction: null,
          agent: null,
        });
      }
      const ids = theirs.map((response) => response.id);
      await this.responses.forgetSubmissions(ids);
      await this.responses.coarsen(ids);
    });
  }
}
