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
import { answersOver } from './rules/answers-over.ts';
import type { PointForm } from './rules/point-form.ts';

/** One person at a place where anybody may answer, and what they said so far. */
interface Session {
  session: string;
  answers: Readonly<Record<string, unknown>>;
}

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

  /** Under the same address; answers given before keep their shop and their questions. @throws Problem 404 */
  async change(id: string, { kind: _, ...form }: PointForm): Promise<void> {
    await this.db.transaction(async () => {
      const point = await this.byId(id);
      await this.points.update({ id: point.id, ...form });
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

  /** Whose pages may show it, also what it refuses; null when nobody's. */
  async frameOf(token: string): Promise<string | null> {
    return (await this.points.byToken(token))?.origin ?? null;
  }

  /** What stands in a session; another one is begun where none is known, or where its questions have changed since. */
  async sessionOf(given: string, { id }: QuestionnaireVersion): Promise<Session> {
    if (!isUuid(given)) return { session: v7(), answers: {} };
    const response = await this.responses.bySession(given);
    if (response && response.questionnaireVersion !== id) return { session: v7(), answers: {} };
    return { session: given, answers: response?.answers ?? {} };
  }

  /** Page after page, and again in the same session, over what was given before. @throws Problem 404, 410, 422 */
  async submit(
    token: string,
    {
      session,
      raw,
      complete,
      origin,
      language,
    }: { session: string; raw: Record<string, unknown>; complete: boolean; origin: Sighting; language: Language },
  ): Promise<Recorded> {
    const { point, questionnaire } = await this.open(token);
    return this.db.transaction(async () => {
      const before = await this.responses.lock({ session });
      const read = readAnswers(questionnaire.questions, answersOver(before?.answers ?? {}, raw), {
        partial: !complete,
      });
      if ('errors' in read) throw invalid(...read.errors);
      return this.responses.record({
        session,
        questionnaire,
        answers: read.answers,
        sent: raw,
        complete,
        via: 'web',
        place: { channel: point.kind, site: point.site },
        origin: { ...origin, via: 'web', secondsSinceSent: null },
        language,
        before,
      });
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
