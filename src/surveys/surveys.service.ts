import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import { questionnaireFaults } from './rules/questionnaire-faults.ts';
import type { QuestionnaireInput, QuestionnaireVersion } from './rules/questionnaire.ts';
import { sameQuestionnaire } from './rules/same-questionnaire.ts';
import { SurveysArchive } from './surveys-archive.service.ts';
import { SurveysWeights } from './surveys-weights.service.ts';
import { SurveysRepository, type PublishedVersion } from './surveys.repository.ts';

/** What is asked. A version once published is final: answers keep theirs. */
@Injectable()
export class SurveysService {
  readonly #read = new Map<string, QuestionnaireVersion>();

  constructor(
    private readonly repository: SurveysRepository,
    private readonly archive: SurveysArchive,
    private readonly weights: SurveysWeights,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** The same content twice makes no new version. @throws Problem 422 naming each bad question, or what weighs too much. */
  async publishVersion(
    key: string,
    { name, temperature, questions }: QuestionnaireInput,
  ): Promise<QuestionnaireVersion> {
    const input = { name, temperature, questions };
    const broken = questionnaireFaults(input);
    const faults = broken.length > 0 ? broken : await this.weights.faultsOf(input);
    if (faults.length > 0) throw invalid(...faults);
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const version = await this.repository.hold(key, now);
      const current = version > 0 ? await this.current(key) : null;
      if (current && sameQuestionnaire(current, input)) return current;
      const published = await this.repository.publish(key, version + 1, input, now);
      await this.facts.record({ name: 'questionnaire.published', subject: key, data: { version: published.version } });
      return published;
    });
  }

  async current(key: string): Promise<QuestionnaireVersion | null> {
    return (await this.repository.currents([key]))[0] ?? null;
  }

  /** @throws Problem 404 */
  async known(key: string): Promise<QuestionnaireVersion> {
    const current = await this.current(key);
    if (!current) throw Problem.notFound('questionnaire', key);
    return current;
  }

  /** By questionnaire key; all of them when no keys are given. */
  async currents(keys?: readonly string[]): Promise<Map<string, QuestionnaireVersion>> {
    if (keys?.length === 0) return new Map();
    return new Map((await this.repository.currents(keys ?? null)).map((current) => [current.key, current]));
  }

  /** By id of the version. A version is final, so what was read once is remembered. */
  async versions(ids: readonly string[]): Promise<Map<string, QuestionnaireVersion>> {
    const unread = ids.filter((id) => !this.#read.has(id));
    if (unread.length > 0) for (const one of await this.repository.versions(unread)) this.#read.set(one.id, one);
    return new Map(
      ids.flatMap((id) => {
        const version = this.#read.get(id);
        return version ? [[id, version] as const] : [];
      }),
    );
  }

  /** The current version of every questionnaire that can be chosen, in the order of their keys: none that was put away. */
  async list(): Promise<QuestionnaireVersion[]> {
    const archived = await this.archive.all();
    return (await this.repository.currents(null)).filter(({ key }) => !archived.has(key));
  }

  /** What was published under this key, newest first. */
  history(key: string): Promise<PublishedVersion[]> {
    return this.repository.history(key);
  }
}
