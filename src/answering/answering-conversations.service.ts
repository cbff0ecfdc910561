import { Injectable } from '@nestjs/common';
import type { Inbound } from '#delivery';
import { InvitationsService, type Invitation } from '#invitations';
import { Database } from '#platform/database';
import { readAnswers, shownQuestions, type Answers, type Question } from '#surveys';
import { AnsweringLinksService, type OpenSurvey } from './answering-links.service.ts';
import { helpLetter, questionLetter, thanksLetter } from './answering-letters.views.ts';
import { AnsweringPhoneService } from './answering-phone.service.ts';
import { AnsweringRepository, type Conversation } from './answering.repository.ts';
import { AnsweringService, type Submitted } from './answering.service.ts';
import { answersOver } from './rules/answers-over.ts';
import { nextQuestion, takeTurn, type Turn } from './rules/conversation.ts';
import { readReply } from './rules/read-reply.ts';

/** A later message is for a person to read. Source: domain reference 3.5. */
const ANSWERABLE_MS = 7 * 86_400_000;
const BY_SMS = { method: 'SMS', userAgent: null, prefetch: false, honeypot: false };

interface Moved extends Turn {
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
    private readonly conversations: AnsweringRepository,
  ) {}

  /** Reads one message, once: it answers the newest survey sent to that phone, or waits for a person to read it. */
  async read(inbound: string): Promise<void> {
    const message = await this.phone.read(inbound);
    await this.db.transaction(async () => {
      if (!(await this.conversations.takeReply(message.id, message.at))) return;
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
    return [...(await this.invitations.openFor(customers)), ...known.values()].reduce<Invitation | null>(
      (newest, one) => {
        const isAsked =
          one.channel === 'sms' && one.temperature === 'hot' && one.status !== 'cancelled' && one.expiresAt > at;
        const isNewer = one.sentAt !== null && one.sentAt >= since && (!newest?.sentAt || one.sentAt > newest.sentAt);
        return isAsked && isNewer ? one : newest;
      },
      null,
    );
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
    await this.#say(moved, invitation, submitted);
  }

  async #say({ say, question, next }: Moved, invitation: Invitation, submitted: Submitted | null): Promise<void> {
    if (say === 'help' && question) await this.phone.say(helpLetter(invitation, question));
    if (say !== 'next') return;
    await this.phone.say(next ? questionLetter(invitation, next) : thanksLetter(invitation, submitted));
  }
}

function moveOf(text: string, { questionnaire, response }: OpenSurvey, before: Conversation | null): Moved {
  const { questions } = questionnaire;
  const answers = response?.answers ?? {};
  const shown = shownQuestions(questions, answers);
  const question = before
    ? (shown.find(({ key }) => key === before.question) ?? null)
    : nextQuestion(shown, answers, null);
  const turn = takeTurn(shown, answers, { question, helped: before?.helped ?? false }, text, readReply);
  if (turn.say !== 'next') return { ...turn, question, next: question, complete: false };
  const merged = answersOver(answers, turn.answers) as Answers;
  const next = nextQuestion(shownQuestions(questions, merged), merged, question?.key ?? null);
  const complete = !next && 'answers' in readAnswers(questions, merged, { partial: false });
  return { ...turn, question, next, complete };
}
