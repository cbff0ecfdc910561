import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { pageOf, positionOf, type Page } from '#platform/http';
import type { Language } from '#platform/values';
import { scored, type Answers, type QuestionnaireVersion } from '#surveys';
import type { ResponseEntity } from './response.entity.ts';
import { ResponsesRepository, type Ask, type Listed } from './responses.repository.ts';
import { personOrMachine, type Earlier, type Label, type Origin } from './rules/person-or-machine.ts';
import { feltIn } from './rules/sentiment.ts';
import { sameAnswers, standing } from './rules/standing.ts';
import type { Place, SubmissionEntity } from './submission.entity.ts';

export interface Submit {
  invitation?: Invitation;
  /** Anonymous channels: one response a session. */
  session?: string;
  /** Where it was given, of an answer that nobody asked for. */
  place?: Place;
  questionnaire: QuestionnaireVersion;
  /** Already read by the rules of surveys; on a correction, all the answers that are to stand. */
  answers: Answers;
  /** What came, before it was put over the answers that stood. */
  sent?: Record<string, unknown>;
  complete: boolean;
  via: 'web' | 'sms' | 'api';
  origin: Origin;
  language: Language;
  /** What `lockByInvitation` gave in this very transaction, for who asked it; left out, it is looked up. */
  before?: Response | null;
  /** A person of the house has looked at it: it was submitted before, and is told again as theirs. */
  again?: true;
}

/**
 * One person's answers to one ask, as they stand now: `channel` is how it was answered, `comment` the first text,
 * `occurredAt` when the experience took place. A correction moves `updatedAt`, not `answeredAt`.
 */
export type Response = Omit<ResponseEntity, 'session'>;

/** `response` is null when a machine came before any person. */
export interface Recorded extends Label {
  response: Response | null;
  /** This submission made the response. */
  first: boolean;
  /** This submission made the response, or changed it. */
  changed: boolean;
  status: 'partial' | 'complete';
}

export type Submission = Pick<
  SubmissionEntity,
  'id' | 'answers' | 'complete' | 'origin' | 'label' | 'why' | 'receivedAt'
>;

export interface ResponseQuery extends Listed {
  limit?: number;
  cursor?: string;
}

const SWITCHED: Label = { label: 'person', why: 'switched' };

@Injectable()
export class ResponsesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly invitations: InvitationsService,
    private readonly responses: ResponsesRepository,
  ) {}

  /** A first answer, or a correction (a new version). A machine's submission is kept, and changes nothing. */
  async record(submit: Submit): Promise<Recorded> {
    return this.db.transaction(async () => {
      const before = submit.before === undefined ? await this.lock(askOf(submit)) : submit.before;
      const earlier = submit.invitation ? await this.responses.earlier(submit.invitation.id) : null;
      const label = submit.again ? SWITCHED : this.#label(submit, before, earlier ?? []);
      const keep = () => (before ? this.#correct(submit, before) : this.#first(submit, earlier?.length !== 0));
      const kept = label.label === 'person' ? await keep() : before;
      if (!submit.again) await this.#addSubmission(submit, label, kept);
      const changed = kept !== before;
      return {
        ...label,
        response: kept,
        first: !before && kept !== null,
        changed,
        status: (kept?.complete ?? submit.complete) ? 'complete' : 'partial',
      };
    });
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Response>> {
    const found = ids.length > 0 ? await this.responses.byIds(ids) : [];
    return new Map(found.map((response) => [response.id, response]));
  }

  async byInvitation(invitation: string): Promise<Response | null> {
    return this.responses.find({ invitation });
  }

  async bySession(session: string): Promise<Response | null> {
    return this.responses.find({ session });
  }

  /** As `byInvitation`; until the end of the transaction nobody else can answer it. */
  async lockByInvitation(invitation: string): Promise<Response | null> {
    return this.lock({ invitation });
  }

  /** As `lockByInvitation`, of an anonymous session as well. */
  async lock(ask: Ask): Promise<Response | null> {
    await this.responses.lock(ask);
    return this.responses.find(ask);
  }

  /** Newest first. `from` is included, `to` is not. */
  async list({ limit = 50, cursor, ...query }: ResponseQuery): Promise<Page<Response>> {
    const rows: Response[] = await this.responses.list(query, limit, positionOf(cursor));
    return pageOf(rows, limit, (row) => [row.answeredAt.toISOString(), row.id]);
  }

  /** Every submission behind a response, oldest first, with what it came from. */
  async submissions(response: string): Promise<Submission[]> {
    return this.responses.submissions(response);
  }

  #label(
    { origin, answers, questionnaire }: Submit,
    before: Response | null,
    kept: readonly SubmissionEntity[],
  ): Label {
    const now = this.clock.now().getTime();
    const earlier = kept.map(({ complete, label, receivedAt, origin: from, answers: said }): Earlier => ({
      secondsAgo: (now - receivedAt.getTime()) / 1000,
      complete,
      label,
      via: from.via,
      userAgent: from.userAgent,
      hand: from.hand === true,
      marked: (from.secondsSinceGiven ?? null) !== null,
      value: valueOf(questionnaire, said),
    }));
    const stands = before !== null && Object.keys(before.answers).length > 0;
    const overwrites = before !== null && !sameAnswers(before.answers, answers);
    return personOrMachine(origin, { value: valueOf(questionnaire, answers), stands, overwrites }, earlier);
  }

  /** @param mayAdopt a machine may have been here before: what it sent belongs to this response as well. */
  async #first(submit: Submit, mayAdopt: boolean): Promise<ResponseEntity> {
    const now = this.clock.now();
    const response: ResponseEntity = {
      id: v7(),
      session: submit.session ?? null,
      questionnaireVersion: submit.questionnaire.id,
      ...contextOf(submit),
      channel: submit.place?.channel ?? submit.via,
      language: submit.language,
      answers: submit.answers,
      ...standing(
        submit.questionnaire.questions,
        submit.answers,
        scored(submit.questionnaire.questions, submit.answers),
      ),
      complete: submit.complete,
      version: 1,
      answeredAt: now,
      updatedAt: now,
      settledAt: null,
    };
    await this.responses.insert(response);
    if (mayAdopt) await this.responses.adopt(askOf(submit), response.id);
    if (submit.invitation) await this.invitations.markAnswered(submit.invitation.id, feltIn(response));
    await this.#tell('response.submitted', response);
    return response;
  }

  /** The first answer keeps its time and its channel; completing it later is a version too. */
  async #correct(submit: Submit, before: Response): Promise<Response> {
    const complete = before.complete || submit.complete;
    if (complete === before.complete && sameAnswers(before.answers, submit.answers)) return before;
    const { questions } = submit.questionnaire;
    const changes = {
      answers: submit.answers,
      ...standing(questions, submit.answers, scored(questions, submit.answers)),
      complete,
      language: submit.language,
      version: before.version + 1,
      updatedAt: this.clock.now(),
    };
    await this.responses.update(before.id, changes);
    const response = { ...before, ...changes };
    await this.#tell('response.corrected', response);
    return response;
  }

  async #addSubmission(submit: Submit, label: Label, response: Response | null): Promise<void> {
    await this.responses.addSubmission({
      id: v7(),
      response: response?.id ?? null,
      invitation: submit.invitation?.id ?? null,
      session: submit.session ?? null,
      place: submit.place ?? null,
      questionnaireVersion: submit.questionnaire.id,
      language: submit.language,
      answers: submit.answers,
      sent: submit.sent ?? null,
      complete: submit.complete,
      origin: submit.origin,
      ...label,
      receivedAt: this.clock.now(),
    });
  }

  async #tell(name: 'response.submitted' | 'response.corrected', response: Response): Promise<void> {
    const { id, customer, invitation, complete } = response;
    const data = { invitation, touchpoint: response.touchpoint ?? '', complete };
    await this.facts.record({ name, subject: id, customer, data });
  }
}

function askOf({ invitation, session }: Submit): Ask {
  if (invitation) return { invitation: invitation.id };
  if (session) return { session };
  throw new Error('An answer belongs to an invitation or to a session.');
}

/** Copied from the invitation: what it was about then is what the answer is about. */
function contextOf({ invitation, questionnaire, place }: Submit) {
  return {
    invitation: invitation?.id ?? null,
    customer: invitation?.customer ?? null,
    interaction: invitation?.interaction ?? null,
    touchpoint: invitation?.touchpoint ?? null,
    temperature: invitation?.temperature ?? questionnaire.temperature,
    site: invitation?.site ?? place?.site ?? null,
    agent: invitation?.agent ?? null,
    segment: invitation?.segment ?? null,
    occurredAt: invitation?.occurredAt ?? null,
  };
}

function valueOf({ questions }: QuestionnaireVersion, answers: Answers): string {
  return JSON.stringify(scored(questions, answers)?.score ?? answers);
}
