import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { pageOf, positionOf, Problem, type Page } from '#platform/http';
import { readAnswers, SurveysService, type QuestionnaireVersion } from '#surveys';
import { ResponsesRepository, type Ask, type ListedSubmissions } from './responses.repository.ts';
import { ResponsesService, type Response, type Submission } from './responses.service.ts';
import type { Label } from './rules/person-or-machine.ts';
import { toldAgain } from './rules/standing.ts';
import type { SubmissionEntity } from './submission.entity.ts';

/** A submission, and what it was about. */
export type KeptSubmission = Submission &
  Pick<SubmissionEntity, 'response' | 'invitation' | 'session' | 'place' | 'questionnaireVersion'>;

export type SubmissionQuery = ListedSubmissions & { limit?: number; cursor?: string };

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

  /** Of people and machines, to invitations and at points where nobody was asked; newest first. */
  async list({ limit = 50, cursor, ...query }: SubmissionQuery): Promise<Page<KeptSubmission>> {
    const rows: KeptSubmission[] = await this.repository.listSubmissions(query, limit, positionOf(cursor));
    return pageOf(rows, limit, ({ receivedAt, id }) => [receivedAt.toISOString(), id]);
  }

  /**
   * Says who submitted after all, and tells the answer again from what people submitted; null when none did.
   * Switching to what it is already changes nothing. @throws Problem 404
   */
  async switch(id: string, to: Label['label']): Promise<Response | null> {
    return this.db.transaction(async () => {
      const found = isUuid(id) ? await this.repository.submission(id) : null;
      const ask = found && askOf(found);
      if (!ask) throw Problem.notFound('submission', id);
      const before = await this.responses.lock(ask);
      if (found.label === to) return before;
      await this.repository.relabel(id, to);
      const after = await this.#tellAgain(ask, found, before);
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

  async #tellAgain(ask: Ask, found: SubmissionEntity, before: Response | null): Promise<Response | null> {
    const people = (await this.repository.submissionsTo(ask)).filter(({ label }) => label === 'person');
    const last = people.at(-1);
    if (!last && !before) return null;
    const about = await this.#about(ask, found);
    const { response } = await this.responses.record({
      ...about,
      answers: answersOf(about.questionnaire, people),
      complete: people.some(({ complete }) => complete),
      via: last?.origin.via ?? 'web',
      origin: last?.origin ?? NOBODY,
      language: before?.language ?? about.language,
      before,
      again: true,
    });
    return response;
  }

  async #about(ask: Ask, found: SubmissionEntity) {
    const invitation = 'invitation' in ask ? await this.invitations.one(ask.invitation) : null;
    const version = invitation?.questionnaireVersion ?? found.questionnaireVersion ?? '';
    const questionnaire = (await this.surveys.versions([version])).get(version);
    if (!questionnaire) throw new Error(`Submission ${found.id} answers an unknown questionnaire.`);
    const language = invitation?.language ?? found.language ?? 'fr';
    if (invitation) return { invitation, questionnaire, language };
    const { session, place } = found;
    return { ...(session && { session }), ...(place && { place }), questionnaire, language };
  }
}

/** What can be told again; null of an anonymous one that was kept before its place was. */
function askOf({ invitation, session, place }: SubmissionEntity): Ask | null {
  if (invitation) return { invitation };
  return session && place ? { session } : null;
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
