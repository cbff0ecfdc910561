import { Injectable } from '@nestjs/common';
import { InvitationsService, type Invitation } from '#invitations';
import type { Response } from '#responses';
import { ReviewsAuthors, type AuthoredReview } from '#reviews';
import type { Question } from '#surveys';
import { AnsweringErasure } from './answering-erasure.service.ts';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringService } from './answering.service.ts';

/** An answer as its author sees it. */
export interface OwnAnswer {
  response: Response;
  /** As they were asked then. */
  questions: readonly Question[];
  /** Null when none was offered for publication. */
  review: AuthoredReview | null;
  /** Where it can be corrected; null once the survey is over. */
  correct: string | null;
}

/** What a customer said, to be seen, corrected and taken back by them. */
@Injectable()
export class AnsweringOwnAnswersService {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly links: AnsweringLinksService,
    private readonly answering: AnsweringService,
    private readonly reviews: ReviewsAuthors,
    private readonly erasure: AnsweringErasure,
  ) {}

  /** By invitation; answers that were taken back are no longer there. Looking changes nothing. */
  async of(invitations: readonly Invitation[]): Promise<Map<string, OwnAnswer>> {
    const answers = await Promise.all(
      invitations.map(async (invitation): Promise<[string, OwnAnswer][]> => {
        const { questionnaire, response } = await this.links.surveyOf(invitation);
        if (!response || Object.keys(response.answers).length === 0) return [];
        const { questions } = questionnaire;
        const review = await this.reviews.of(response.id);
        const correct = this.links.isOver(invitation) ? null : `/s/${await this.invitations.tokenOf(invitation.id)}`;
        return [[invitation.id, { response, questions, review, correct }]];
      }),
    );
    return new Map(answers.flat());
  }

  /** Nothing of it is left; a review of it is no longer published. */
  async erase(invitation: Invitation): Promise<void> {
    await this.erasure.erase(invitation);
  }

  /** Leave to publish is taken back, whether the survey is still open or not. */
  async withdraw(invitation: Invitation): Promise<void> {
    const survey = await this.links.surveyOf(invitation);
    const publish = survey.questionnaire.questions.find(({ kind }) => kind === 'publish');
    if (!publish || survey.response?.answers[publish.key] === undefined) return;
    await this.answering.answer(survey, { [publish.key]: null }, { complete: false, via: 'web', origin: BY_HAND });
  }
}

const BY_HAND = { method: 'POST', userAgent: null, prefetch: false, honeypot: false, hand: true };
