import { Injectable } from '@nestjs/common';
import { CallbacksService, type Promised } from '#callbacks';
import { Database } from '#platform/database';
import { invalid } from '#platform/http';
import type { Language } from '#platform/values';
import { ResponsesService, type Origin, type Response } from '#responses';
import { ReviewsService } from '#reviews';
import { readAnswers, type Answers } from '#surveys';
import { AnsweringAnonymousService } from './answering-anonymous.service.ts';
import { AnsweringLinksService, type OpenSurvey, type Sighting } from './answering-links.service.ts';
import { answersOver } from './rules/answers-over.ts';

export interface SubmitOptions {
  complete: boolean;
  via: Origin['via'];
  origin: Sighting;
  /** The language it was answered in; the invitation's unless said. */
  language?: Language;
}

export interface Submitted {
  status: 'partial' | 'complete';
  /** Null when a machine came before any person, and of an anonymous answer. */
  response: Response | null;
  /** Who calls, and before when, if the answer leads to a call. */
  callback: Promised | null;
  review: { id: string; status: string } | null;
}

@Injectable()
export class AnsweringService {
  constructor(
    private readonly db: Database,
    private readonly links: AnsweringLinksService,
    private readonly anonymous: AnsweringAnonymousService,
    private readonly responses: ResponsesService,
    private readonly callbacks: CallbacksService,
    private readonly reviews: ReviewsService,
  ) {}

  /**
   * The answer, and the case and the review it leads to, in one transaction. `raw` is put over what was answered before;
   * null takes an answer back. @throws Problem 404 unknown link, 410 expired or closed, 422 with the reasons.
   */
  async submit(token: string, raw: Record<string, unknown>, options: SubmitOptions): Promise<Submitted> {
    return this.answer(await this.links.open(token), raw, options);
  }

  /** As `submit`, to an invitation that was found otherwise. */
  async answer(survey: OpenSurvey, raw: Record<string, unknown>, options: SubmitOptions): Promise<Submitted> {
    const { invitation, questionnaire } = survey;
    if (invitation.anonymous) {
      const status = await this.anonymous.answer(survey, raw, options);
      return { status, response: null, callback: null, review: null };
    }
    return this.db.transaction(async () => {
      const before = await this.responses.lockByInvitation(invitation.id);
      const read = readAnswers(questionnaire.questions, answersOver(before?.answers ?? {}, raw), {
        partial: !options.complete,
      });
      if ('errors' in read) throw invalid(...read.errors);
      const { origin, language = invitation.language, ...how } = options;
      const secondsSinceSent = this.links.secondsSinceSent(invitation);
      const recorded = await this.responses.record({
        ...how,
        invitation,
        questionnaire,
        answers: read.answers satisfies Answers,
        sent: raw,
        origin: { ...origin, via: options.via, secondsSinceSent },
        language,
        before,
      });
      const { response, status, label } = recorded;
      if (!response || label === 'machine') return { response, status, callback: null, review: null };
      return { response, status, ...(await this.consider(response)) };
    });
  }

  /** The case and the review an answer leads to; again on every correction. An anonymous one leads to none. */
  async consider(response: Response): Promise<Pick<Submitted, 'callback' | 'review'>> {
    if (!response.invitation) return { callback: null, review: null };
    const callback = await this.callbacks.consider(response, { settled: response.settledAt !== null });
    return { callback, review: await this.reviews.consider(response) };
  }
}
