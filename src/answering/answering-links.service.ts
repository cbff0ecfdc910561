import { Injectable } from '@nestjs/common';
import { SitesService } from '#customers';
import { TouchpointsService } from '#interactions';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import type { Language } from '#platform/values';
import { isPersonLooking, ResponsesService, type Origin, type Response } from '#responses';
import { SurveysService, type QuestionnaireVersion } from '#surveys';

/** A survey whose link works: what is asked, and what was answered so far. */
export interface OpenSurvey {
  invitation: Invitation;
  questionnaire: QuestionnaireVersion;
  response: Response | null;
}

/** Who looks or posts, as far as the request tells. */
export type Sighting = Omit<Origin, 'via' | 'secondsSinceSent'>;

/** What the survey is about, in the reader's words; null where nothing is known. */
export interface Subject {
  touchpoint: string | null;
  site: string | null;
}

/** Looked at before: one more look changes nothing. */
const SEEN: readonly Invitation['status'][] = ['opened', 'answered'];

@Injectable()
export class AnsweringLinksService {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly surveys: SurveysService,
    private readonly responses: ResponsesService,
    private readonly touchpoints: TouchpointsService,
    private readonly sites: SitesService,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when the link is unknown, 410 when it has expired or was closed. */
  async open(token: string): Promise<OpenSurvey> {
    return this.openInvitation(await this.invitationOf(token));
  }

  /** As `open`; somebody who looks has opened the invitation, and nothing else is recorded. */
  async look(token: string, sighting: Sighting): Promise<OpenSurvey> {
    const survey = await this.open(token);
    const { id, status } = survey.invitation;
    if (isPersonLooking(sighting) && !SEEN.includes(status) && !survey.invitation.anonymous)
      await this.invitations.markOpened(id);
    return survey;
  }

  /** @throws Problem 410 when it has expired or was closed. */
  async openInvitation(invitation: Invitation): Promise<OpenSurvey> {
    this.#refuseClosed(invitation);
    return this.surveyOf(invitation);
  }

  /** Whether it is still open or not: what its author takes back can be taken back at any time. */
  async surveyOf(invitation: Invitation): Promise<OpenSurvey> {
    const versions = await this.surveys.versions([invitation.questionnaireVersion]);
    const questionnaire = versions.get(invitation.questionnaireVersion);
    if (!questionnaire) throw new Error(`Invitation ${invitation.id} asks an unknown questionnaire.`);
    if (invitation.anonymous) return { invitation, questionnaire: onOnePage(questionnaire), response: null };
    return { invitation, questionnaire, response: await this.responses.byInvitation(invitation.id) };
  }

  /** Whether it still works or not. @throws Problem 404 */
  async invitationOf(token: string): Promise<Invitation> {
    const invitation = await this.invitations.byToken(token);
    if (!invitation) throw new Problem(404, 'unknown-link', 'No survey is known by this link.');
    return invitation;
  }

  /** The language of the person whose link it is; null when nobody knows the link. */
  async languageOf(token: string): Promise<Language | null> {
    return (await this.invitations.byToken(token))?.language ?? null;
  }

  async subjectOf({ touchpoint, site }: Invitation, language: Language): Promise<Subject> {
    const [about, place] = await Promise.all([
      touchpoint ? this.touchpoints.byKey(touchpoint) : null,
      site ? this.sites.byKey(site) : null,
    ]);
    return { touchpoint: about ? (about.name[language] ?? about.name.fr) : null, site: place?.name ?? null };
  }

  secondsSinceSent({ sentAt }: Invitation): number | null {
    return sentAt && (this.clock.now().getTime() - sentAt.getTime()) / 1000;
  }

  /** Nothing can be answered or corrected any more. */
  isOver({ status, expiresAt }: Invitation): boolean {
    return status === 'cancelled' || status === 'expired' || expiresAt <= this.clock.now();
  }

  #refuseClosed(invitation: Invitation): void {
    if (invitation.spent) throw new Problem(410, 'answered', 'This survey has been answered.');
    if (invitation.status === 'cancelled') throw new Problem(410, 'closed', 'This survey is closed.');
    if (this.isOver(invitation)) throw new Problem(410, 'expired', 'This survey has expired.');
  }
}

/** What is answered anonymously is sent at once: nothing is kept from page to page. */
function onOnePage(questionnaire: QuestionnaireVersion): QuestionnaireVersion {
  return { ...questionnaire, questions: questionnaire.questions.map((question) => ({ ...question, page: 1 })) };
}
