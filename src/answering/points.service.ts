import { Injectable } from '@nestjs/common';
import { v7, validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { newToken } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import type { Language } from '#platform/values';
import { ResponsesService, type Recorded } from '#responses';
import { readAnswers, SurveysService, type QuestionnaireVersion } from '#surveys';
import type { Sighting } from './answering-links.service.ts';
import { PointsRepository, type Point } from './points.repository.ts';
import type { PointForm } from './rules/point-form.ts';

/** What cannot be asked of nobody in particular. */
const PERSONAL: readonly string[] = ['contact', 'publish'];

/** Answers of people nobody asked, and nobody knows: one response a session, marked with where it was given. */
@Injectable()
export class PointsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly surveys: SurveysService,
    private readonly responses: ResponsesService,
    private readonly points: PointsRepository,
  ) {}

  all(): Promise<Point[]> {
    return this.points.all();
  }

  /** @throws Problem 404 */
  async byId(id: string): Promise<Point> {
    const point = isUuid(id) ? await this.points.byId(id) : null;
    if (!point) throw Problem.notFound('point', id);
    return point;
  }

  async add(form: PointForm): Promise<void> {
    await this.db.transaction(async () => {
      const point = { id: v7(), token: newToken(), ...form };
      await this.points.insert(point, this.clock.now());
      await this.#tell(point.id);
    });
  }

  /** @throws Problem 404 */
  async switch(id: string, active: boolean): Promise<void> {
    await this.db.transaction(async () => {
      const point = await this.byId(id);
      if (await this.points.setActive(point.id, active)) await this.#tell(id);
    });
  }

  /** @throws Problem 404 when nobody knows it, 410 when it was switched off. */
  async open(token: string): Promise<{ point: Point; questionnaire: QuestionnaireVersion }> {
    const point = await this.points.byToken(token);
    const questionnaire = point && (await this.surveys.current(point.questionnaire));
    if (!point || !questionnaire) throw new Problem(404, 'unknown-link', 'Nothing is asked here.');
    if (!point.active) throw new Problem(410, 'closed', 'Nothing is asked here any more.');
    return { point, questionnaire: impersonal(questionnaire) };
  }

  /** Again in the same session corrects. @throws Problem 404, 410, 422 */
  async submit(
    token: string,
    {
      session,
      raw,
      origin,
      language,
    }: { session: string; raw: Record<string, unknown>; origin: Sighting; language: Language },
  ): Promise<Recorded> {
    const { point, questionnaire } = await this.open(token);
    const read = readAnswers(questionnaire.questions, raw, { partial: false });
    if ('errors' in read) throw invalid(...read.errors);
    return this.responses.record({
      session,
      questionnaire,
      answers: read.answers,
      complete: true,
      via: 'web',
      place: { channel: point.kind, site: point.site },
      origin: { ...origin, via: 'web', secondsSinceSent: null },
      language,
    });
  }

  async #tell(id: string): Promise<void> {
    await this.facts.record({ name: 'setting.changed', subject: id, data: { key: 'answering.point' } });
  }
}

function impersonal(questionnaire: QuestionnaireVersion): QuestionnaireVersion {
  const questions = questionnaire.questions.filter(({ kind }) => !PERSONAL.includes(kind));
  return { ...questionnaire, questions };
}
