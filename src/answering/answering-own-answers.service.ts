import { Injectable } from '@nestjs/common';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { ResponsesService, ResponsesSubmissionsService, type Response } from '#responses';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringService } from './answering.service.ts';

/** An answer as its author sees it. */
export interface OwnAnswer {
  response: Response;
  /** Null when none was offered for publication. */
  review: string | null;
  /** Where it can be corrected; null once the survey is over. */
  correct: string | null;
}

/** What a customer said, to be seen, corrected and taken back by them. */
@Injectable()
export class AnsweringOwnAnswersService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly invitations: InvitationsService,
    private readonly links: AnsweringLinksService,
    private readonly responses: ResponsesService,
    private readonly submissions: ResponsesSubmissionsService,
    private readonly answering: AnsweringService,
  ) {}

  /** By invitation; answers that were taken back are no longer there. */
  async of(invitations: readonly Invitation[]): Promise<Map<string, OwnAnswer>> {
    const answers = await Promise.all(
      invitations.map(async (invitation): Promise<[string, OwnAnswer][]> => {
        const response = await this.responses.byInvitation(invitation.id);
        if (!response || Object.keys(response.answers).length === 0) return [];
        const review = (await this.answering.consider(response)).review?.status ?? null;
        return [[invitation.id, { response, review, correct: await this.#correct(invitation) }]];
      }),
    );
    return new Map(answers.flat());
  }

  /** Nothing of it is left; a review of it is no longer published. */
  async erase(invitation: Invitation): Promise<void> {
    await this.db.transaction(async () => {
      const response = await this.submissions.erase(invitation.id);
      if (response) await this.answering.consider(response);
    });
  }

  /** Leave to publish is taken back, whether the survey is still open or not. */
  async withdraw(invitation: Invitation): Promise<void> {
    const survey = await this.links.surveyOf(invitation);
    const publish = survey.questionnaire.questions.find(({ kind }) => kind === 'publish');
    if (!publish || survey.response?.answers[publish.key] === undefined) return;
    await this.answering.answer(survey, { [publish.key]: null }, { complete: false, via: 'web', origin: BY_HAND });
  }

  async #correct({ id, status, expiresAt }: Invitation): Promise<string | null> {
    const isOver = status === 'cancelled' || status === 'expired' || expiresAt <= this.clock.now();
    return isOver ? null : `/s/${await this.invitations.tokenOf(id)}`;
  }
}

const BY_HAND = { method: 'POST', userAgent: null, prefetch: false, honeypot: false, hand: true };
