import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { readAnswers, SurveysService, type QuestionnaireVersion } from '#surveys';
import { ResponsesRepository } from './responses.repository.ts';
import { ResponsesService, type Response, type Submission } from './responses.service.ts';
import type { Label } from './rules/person-or-machine.ts';
import { toldAgain } from './rules/standing.ts';
import type { SubmissionEntity } from './submission.entity.ts';

/** A submission, and what it was about. */
export type KeptSubmission = Submission & { response: string | null; invitation: string };

/** Who submitted is read by plain rules; somebody who looks may know better. */
@Injectable()
export class ResponsesSubmissionsService {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly surveys: SurveysService,
    private readonly invitations: InvitationsService,
    private readonly responses: ResponsesService,
    private readonly repository: ResponsesRepository,
  ) {}

  /** To invitations, newest first. */
  async recent(label: Label['label'] | undefined, limit: number): Promise<KeptSubmission[]> {
    const found = await this.repository.recentSubmissions(label, limit);
    return found.flatMap((one) => (one.invitation ? [{ ...one, invitation: one.invitation }] : []));
  }

  /**
   * Says who submitted after all, and tells the answer again from what people submitted; null when none did.
   * Switching to what it is already changes nothing. @throws Problem 404
   */
  async switch(id: string, to: Label['label']): Promise<Response | null> {
    return this.db.transaction(async () => {
      const found = isUuid(id) ? await this.repository.submission(id) : null;
      if (!found?.invitation) throw Problem.notFound('submission', id);
      const before = await this.responses.lockByInvitation(found.invitation);
      if (found.label === to) return before;
      await this.repository.relabel(id, to);
      const after = await this.#tellAgain(found.invitation, before);
      const data = { from: found.label, to };
      const customer = after?.customer ?? before?.customer ?? null;
      await this.facts.record({ name: 'submission.switched', subject: id, customer, data });
      return after;
    });
  }

  /** Its author takes the answer back: nothing of it is left to read or to count. */
  async erase(invitation: string): Promise<Response | null> {
    return this.db.transaction(async () => {
      const before = await this.responses.lockByInvitation(invitation);
      if (!before) return null;
      const changes = { answers: {}, metric: null, score: null, comment: null, version: before.version + 1 };
      await this.repository.update(before.id, changes);
      await this.repository.forgetSubmissions([before.id]);
      const { id: subject, customer, touchpoint } = before;
      const data = { invitation, touchpoint: touchpoint ?? '', complete: before.complete };
      await this.facts.record({ name: 'response.corrected', subject, customer, data });
      return { ...before, ...changes };
    });
  }

  async #tellAgain(invitation: string, before: Response | null): Promise<Response | null> {
    const people = (await this.repository.submissionsTo(invitation)).filter(({ label }) => label === 'person');
    const last = people.at(-1);
    if (!last && !before) return null;
    const asked = await this.invitations.one(invitation);
    const questionnaire = (await this.surveys.versions([asked.questionnaireVersion])).get(asked.questionnaireVersion);
    if (!questionnaire) throw new Error(`Invitation ${invitation} asks an unknown questionnaire.`);
    const { response } = await this.responses.record({
      invitation: asked,
      questionnaire,
      answers: answersOf(questionnaire, people),
      complete: people.some(({ complete }) => complete),
      via: last?.origin.via ?? 'web',
      origin: last?.origin ?? NOBODY,
      language: before?.language ?? asked.language,
      before,
      again: true,
    });
    return response;
  }
}

const NOBODY = {
  via: 'web',
  method: 'POST',
  userAgent: null,
  prefetch: false,
  honeypot: false,
  secondsSinceSent: null,
} as const;

function answersOf({ questions }: QuestionnaireVersion, people: readonly SubmissionEntity[]) {
  const read = readAnswers(questions, toldAgain(people), { partial: true });
  return 'answers' in read ? read.answers : (people.at(-1)?.answers ?? {});
}
