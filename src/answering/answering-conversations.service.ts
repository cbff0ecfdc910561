import { Injectable } from '@nestjs/common';
import { wishesCall } from '#callbacks';
import type { Inbound } from '#delivery';
import { InvitationsService, type Invitation } from '#invitations';
import { Database } from '#platform/database';
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
import { nextQuestion, takeTurn, type Turn } from './rules/conversation.ts';
import { readMessage } from './rules/read-message.ts';
import { whichSurvey } from './rules/which-survey.ts';

/** A later message is for a person to read. Source: domain reference 3.5. */
const ANSWERABLE_MS = 7 * 86_400_000;
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
      if (!invitation) return;
      await this.conversations.lock(invitation.id);
      await this.#turn(message, await this.links.openInvitation(invitation));
    });
  }

  /** Sent by SMS, hot, not a week old, still open: unanswered, or answered in a conversation that began here. */
  async #askedOf({ customers, at }: Inbound): Promise<Invitation | null> {
    if (customers.length === 0) return null;
    const since = new Date(at.getTime() - ANSWERABLE_MS);
    const begun = await this.conversations.conversations(customers, since);
    const known = await this.invitations.byIds(begun.map(({ invitation }) => invitation));
    const asked = [...(await this.invitations.openFor(customers)), ...known.values()].filter(
      ({ channel, temperature, status, expiresAt, sentAt }) =>
        channel === 'sms' &&
        temperature === 'hot' &&
        status !== 'cancelled' &&
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
    const moved = moveOf(message.text, survey, before);
    const saysSomething = moved.complete || Object.keys(moved.answers).length > 0;
    const options = { complete: moved.complete, via: 'sms' as const, origin: BY_SMS };
    const submitted = saysSomething ? await this.answering.answer(survey, moved.answers, options) : null;
    await this.conversations.noteReply(message.id, invitation.id, moved.readAs);
    const now: Conversation = {
      invitation: invitation.id,
      question: moved.next?.key ?? null,
      helped: (before?.helped ?? false) || moved.say === 'help',
    };
    await this.conversations.keep(now, invitation.customer, message.at);
    const slot = await this.slots.choose(invitation, submitted, moved.slot);
    await this.#say(moved, invitation, { submitted, slot });
  }

  async #say({ say, question, next }: Step, invitation: Invitation, promise: Kept): Promise<void> {
    if (say === 'help' && question) await this.phone.say(helpLetter(invitation, question));
    if (say === 'next' && next) await this.phone.say(questionLetter(invitation, next));
    const isAtEnd = say === 'next' && !next;
    if (isAtEnd || (say === 'nothing' && promise.slot)) await this.phone.say(thanksLetter(invitation, promise));
  }
}

const read = (body: string, scale: Scale | null) => readMessage(body, scale, wishesCall);

function moveOf(text: string, { questionnaire, response }: OpenSurvey, before: Conversation | null): Step {
  const { questions } = questionnaire;
  const answers = response?.answers ?? {};
  const shown = shownQuestions(questions, answers);
  const question = before
    ? (shown.find(({ key }) => key === before.question) ?? null)
    : nextQuestion(shown, answers, null);
  const turn = takeTurn(shown, answers, { question, helped: before?.helped ?? false, all: questions }, text, read);
  if (turn.say !== 'next') return { ...turn, question, next: question, complete: false };
  const merged = answersOver(answers, turn.answers) as Answers;
  const next = nextQuestion(shownQuestions(questions, merged), merged, question?.key ?? null);
  const complete = !next && 'answers' in readAnswers(questions, merged, { partial: false });
  return { ...turn, question, next, complete };
}
