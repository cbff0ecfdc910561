import { Injectable } from '@nestjs/common';
import { callAsked } from '#callbacks';
import type { Inbound } from '#delivery';
import { InvitationsService, type Invitation } from '#invitations';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import type { Scale } from '#platform/values';
import { readAnswers, shownQuestions, type Answers, type Question } from '#surveys';
import { AnsweringLinksService, type OpenSurvey } from './answering-links.service.ts';
import { helpLetter, questionLetter, thanksLetter, type Kept } from './answering-letters.views.ts';
import { AnsweringPhoneService } from './answering-phone.service.ts';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { AnsweringRepository, type Conversation } from './answering.repository.ts';
import { AnsweringSlotsService } from './answering-slots.service.ts';
import { AnsweringService } from './answering.service.ts';
import { answersOver } from './rules/answers-over.ts';
import { askedByText, nextQuestion, takeTurn, type Turn } from './rules/conversation.ts';
import { readMessage } from './rules/read-message.ts';
import { understoodOf } from './rules/understood.ts';
import { whichSurvey } from './rules/which-survey.ts';

/** A later message is for a person to read. Source: domain reference 3.5. */
const ANSWERABLE_MS = 7 * 86_400_000;
const LOOKED_AT = 20;
const BY_SMS = { method: 'SMS', userAgent: null, prefetch: false, honeypot: false };

interface Step extends Turn {
  /** Asked before this turn, and after it. */
  question: Question | null;
  next: Question | null;
  complete: boolean;
}

/** A survey answered by text messages, question after question. */
@Injectable()
export class AnsweringConversationsService {
  constructor(
    private readonly db: Database,
    private readonly phone: AnsweringPhoneService,
    private readonly invitations: InvitationsService,
    private readonly links: AnsweringLinksService,
    private readonly answering: AnsweringService,
    private readonly slots: AnsweringSlotsService,
    private readonly checks: AnsweringChecksService,
    private readonly conversations: AnsweringRepository,
  ) {}

  /** Reads one message, once: it answers the newest survey sent to that phone, or waits for a person to read it. */
  async read(inbound: string): Promise<void> {
    const message = await this.phone.read(inbound);
    await this.db.transaction(async () => {
      if (!(await this.conversations.takeReply(message.id, message.at))) return;
      if (message.isToCheck) await this.checks.open(message);
      const invitation = await this.#askedOf(message);
      if (!invitation) return message.isToCheck ? this.conversations.leaveToCheck(message.id) : undefined;
      await this.conversations.lock(invitation.id);
      await this.#turn(message, await this.links.surveyOf(invitation));
    });
  }

  /**
   * A person here puts a text to the writer's last survey that can still be answered or corrected; nothing is said back.
   * Gives the customer. @throws Problem 409 when there is no such survey, or the text says nothing to it.
   */
  async attach(inbound: string): Promise<string> {
    const message = await this.phone.read(inbound);
    const invitation = await this.#lastOf(message.customers);
    if (!invitation) throw Problem.conflict('nothing-open', 'No survey of this customer can be answered any more.', {});
    const survey = await this.links.openInvitation(invitation);
    await this.conversations.lock(invitation.id);
    const begun = await this.conversations.conversation(invitation.id);
    const moved = moveOf(message.text, survey, begun && { ...begun, helped: true });
    if (Object.keys(moved.answers).length === 0)
      throw Problem.conflict('says-nothing', 'This text answers nothing of the survey.', {});
    const { answers, complete } = moved;
    await this.answering.answer(survey, answers, { complete, via: 'sms', origin: BY_SMS });
    await this.conversations.noteReply(message.id, invitation.id, moved.readAs, understoodIn(moved, survey));
    return invitation.customer;
  }

  async #lastOf(customers: readonly string[]): Promise<Invitation | null> {
    const asked = await Promise.all(customers.map((customer) => this.invitations.list({ customer, limit: LOOKED_AT })));
    const open = asked
      .flatMap(({ items }) => items)
      .filter((one) => one.sentAt !== null && !one.anonymous && !this.links.isOver(one));
    return open.sort((a, b) => (b.sentAt?.getTime() ?? 0) - (a.sentAt?.getTime() ?? 0))[0] ?? null;
  }

  /** Sent by SMS, not a week old, open when the text came: unanswered, or answered in a conversation that began here. */
  async #askedOf({ customers, at }: Inbound): Promise<Invitation | null> {
    if (customers.length === 0) return null;
    const since = new Date(at.getTime() - ANSWERABLE_MS);
    const begun = await this.conversations.conversations(customers, since);
    const known = await this.invitations.byIds(begun.map(({ invitation }) => invitation));
    const asked = [...(await this.invitations.openFor(customers)), ...known.values()].filter(
      ({ channel, status, expiresAt, sentAt, anonymous }) =>
        channel === 'sms' &&
        !anonymous &&
        status !== 'cancelled' &&
        status !== 'expired' &&
        expiresAt > at &&
        sentAt !== null &&
        sentAt >= since,
    );
    const surveys = asked.map((invitation) => {
      const talk = begun.find((one) => one.invitation === invitation.id);
      return {
        invitation,
        sentAt: invitation.sentAt,
        movedAt: talk?.at ?? null,
        waits: !talk || talk.question !== null,
      };
    });
    return whichSurvey(surveys, at)?.invitation ?? null;
  }

  async #turn(message: Inbound, survey: OpenSurvey): Promise<void> {
    const { invitation } = survey;
    const before = await this.conversations.conversation(invitation.id);
    const isOver = this.links.isOver(invitation);
    const moved = isOver ? lastOf(moveOf(message.text, survey, before)) : moveOf(message.text, survey, before);
    const saysSomething = moved.complete || Object.keys(moved.answers).length > 0;
    const options = { complete: moved.complete, via: 'sms' as const, origin: BY_SMS };
    const submitted = saysSomething ? await this.answering.answer(survey, moved.answers, options) : null;
    await this.conversations.noteReply(message.id, invitation.id, moved.readAs, understoodIn(moved, survey));
    const { slot, free } = await this.slots.choose(invitation, submitted?.callback ?? null, moved.slot);
    // Once, and again where one that we offered is gone; whoever names another that is taken keeps the promise they have.
    const isGone = this.slots.isOneOf(before?.offered ?? [], moved.slot, invitation);
    const offered = (before?.hoursOffered && !isGone) || moved.next ? [] : free;
    const now: Conversation = {
      invitation: invitation.id,
      question: moved.next?.key ?? null,
      helped: (before?.helped ?? false) || moved.say === 'help',
      hoursOffered: (before?.hoursOffered ?? false) || offered.length > 0,
      offered: offered.length > 0 ? offered.map(({ from }) => from) : (before?.offered ?? []),
    };
    await this.conversations.keep(now, invitation.customer, message.at);
    const isLeft = invitation.temperature === 'cold' && !submitted?.response?.complete;
    const rest = isLeft ? await this.phone.linkOf(invitation) : null;
    await this.#say(moved, invitation, { callback: submitted?.callback ?? null, slot, free: offered, rest });
  }

  async #say({ say, question, next }: Step, invitation: Invitation, promise: Kept): Promise<void> {
    if (say === 'help' && question) await this.phone.say(helpLetter(invitation, question));
    if (say === 'next' && next) await this.phone.say(questionLetter(invitation, next));
    const isAtEnd = say === 'next' && !next;
    const isAboutHours = promise.slot !== null || promise.free.length > 0;
    if (isAtEnd || (say === 'nothing' && isAboutHours)) await this.phone.say(thanksLetter(invitation, promise));
  }
}

const read = (body: string, scale: Scale | null) => readMessage(body, scale, callAsked);

const understoodIn = (moved: Step, { questionnaire }: OpenSurvey) =>
  understoodOf(questionnaire.questions, moved, moved.question);

/** Came in time and was read after the end: it counts, and nothing more is asked. */
function lastOf(moved: Step): Step {
  return { ...moved, next: null, say: Object.keys(moved.answers).length > 0 ? 'next' : 'nothing' };
}

function moveOf(text: string, { invitation, questionnaire, response }: OpenSurvey, before: Conversation | null): Step {
  const { questions } = questionnaire;
  const answers = response?.answers ?? {};
  const shown = shownQuestions(questions, answers);
  const asked = askedByText(shown, invitation.temperature);
  const question = before
    ? (shown.find(({ key }) => key === before.question) ?? null)
    : nextQuestion(asked, answers, null);
  const turn = takeTurn(shown, answers, { question, helped: before?.helped ?? false, all: questions }, text, read);
  if (turn.say !== 'next') return { ...turn, question, next: question, complete: false };
  const merged = answersOver(answers, turn.answers) as Answers;
  const still = askedByText(shownQuestions(questions, merged), invitation.temperature);
  const next = nextQuestion(still, merged, question?.key ?? null);
  const complete = !next && 'answers' in readAnswers(questions, merged, { partial: false });
  return { ...turn, question, next, complete };
}
