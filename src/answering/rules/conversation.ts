import { isScale, type Scale } from '#platform/values';
import type { Message } from './read-message.ts';
import type { Reply } from './read-reply.ts';
import { spokenTime, type SpokenTime } from './spoken-time.ts';
import { choicesSaid } from './themes.ts';
import { isBare, readYesNo } from './yes-no.ts';

interface Asked {
  key: string;
  kind: string;
  choices?: readonly { key: string; text: { fr: string; en?: string } }[];
  rows?: readonly unknown[];
}

type Answers = Readonly<Record<string, unknown>>;

/** Where a conversation by text message stands: `question` was asked last, null when nothing is left to ask. */
export interface Standing<Question extends Asked> {
  question: Question | null;
  helped: boolean;
  /** Every question of the survey, also those that no answer has brought up yet: people say things unasked. */
  all: readonly Question[];
}

/** What to do with a message: answers to put over the others, and what to say back. */
export interface Turn {
  answers: Record<string, unknown>;
  say: 'next' | 'help' | 'nothing';
  readAs: 'score' | 'text' | 'yes' | 'no' | 'unclear' | 'nothing';
  /** When they would like to be called; null when they did not say. */
  slot: SpokenTime | null;
}

type Said = Omit<Turn, 'slot'>;

/** Kinds that can be asked in a text message; lists and leave to publish need the page. */
function isAskedBySms({ kind, rows }: Asked): boolean {
  return (isScale(kind) && !rows) || kind === 'text' || kind === 'contact';
}

/**
 * What is asked by text message: everything that can be, of a short survey; of a long one only its first figure, the reason
 * for it and whether to call, since nobody answers twenty messages: the rest is asked by its link.
 */
export function askedByText<Question extends Asked>(
  questions: readonly Question[],
  temperature: 'hot' | 'cold',
): Question[] {
  const can = questions.filter(isAskedBySms);
  if (temperature === 'hot') return can;
  const first = [can.find(({ kind }) => isScale(kind)), can.find(({ kind }) => kind === 'text')];
  return can.filter((question) => first.includes(question) || question.kind === 'contact');
}

/** The next question to ask, in order, never going back. */
export function nextQuestion<Question extends Asked>(
  shown: readonly Question[],
  answers: Answers,
  after: string | null,
): Question | null {
  const from = after === null ? 0 : shown.findIndex(({ key }) => key === after) + 1;
  return shown.slice(from).find((question) => isAskedBySms(question) && answers[question.key] === undefined) ?? null;
}

/**
 * Reads one message where the conversation stands.
 * - A score answers the scale that was asked; a clear one alone corrects it, even later.
 * - A yes or a no is to the question that is open: to a call offered, or that there is nothing to add. Only a thumb drawn
 *   corrects the scale of thumbs meanwhile.
 * - Words go to the comment, after what is already there. Where a score was expected we ask for it once more, and only once.
 * - A wish to be called and what the words are about answer the questions that ask for them, wherever they stand; a time
 *   of day counts with such a wish, where a call was offered, and once nothing is left to ask.
 * Source: product 4.4 and 5.0; domain reference TV-17.
 */
export function takeTurn<Question extends Asked>(
  questions: readonly Question[],
  answers: Answers,
  standing: Standing<Question>,
  body: string,
  read: (body: string, scale: Scale | null) => Message,
): Turn {
  const { question, all } = standing;
  const scale = questions.find(({ kind, rows }) => isScale(kind) && !rows);
  const asked = question && isScale(question.kind) ? question : null;
  const target = asked ?? scale ?? null;
  const { reply, call, declined, slot } = read(body, (target?.kind ?? null) as Scale | null);
  const place = { questions, answers, standing, asked, target, body };
  const said = yesOrNo(place, { call, declined }) ?? turnOf(reply, place);
  const offered = question === null || question.kind === 'contact';
  const time = slot ?? (offered && ['text', 'yes'].includes(said.readAs) ? spokenTime(body) : null);
  const contact = all.find(({ kind }) => kind === 'contact');
  const wishes = call || (time !== null && question?.kind === 'contact');
  return {
    ...said,
    answers: {
      ...said.answers,
      ...listsSaid(all, answers, said),
      ...(wishes && contact && { [contact.key]: true }),
    },
    slot: time,
  };
}

interface Place<Question extends Asked> {
  questions: readonly Question[];
  answers: Answers;
  standing: Standing<Question>;
  /** The scale that was asked last, and the one a lone figure means. */
  asked: Question | null;
  target: Question | null;
  body: string;
}

/** A yes or a no to the question that is open; null where the message is neither, or a scale is open. */
function yesOrNo<Question extends Asked>(
  { questions, answers, standing: { question }, asked, target, body }: Place<Question>,
  { call, declined }: { call: boolean; declined: boolean },
): Said | null {
  if (!question || asked) return null;
  const text = body.trim();
  if (question.kind !== 'contact') {
    const said = /^\p{L}/u.test(text) ? readYesNo(text) : null;
    if (said && !said.yes && isBare(said)) return { answers: {}, say: 'next', readAs: 'no' };
    return said && target?.kind === 'thumbs' ? toWords(question, answers, question.key, text) : null;
  }
  const said = readYesNo(text, { toOffer: true });
  if (said?.yes && !declined) return { answers: { [question.key]: true }, say: 'next', readAs: 'yes' };
  if (call || !(declined || said)) return null;
  const words = said && isBare(said) ? null : text;
  return { answers: added(answers, commentKey(questions, question), words), say: 'next', readAs: 'no' };
}

function turnOf<Question extends Asked>(reply: Reply, place: Place<Question>): Said {
  const { questions, answers, standing, asked, target, body } = place;
  const { question, helped } = standing;
  const comment = commentKey(questions, question);
  const say = helped ? 'nothing' : 'help';
  switch (reply.kind) {
    case 'nothing':
      return { answers: {}, say: 'nothing', readAs: 'nothing' };
    case 'score':
      if (target && (asked || reply.text === null))
        return {
          answers: { [target.key]: reply.score, ...added(answers, comment, reply.text) },
          say: asked ? 'next' : 'nothing',
          readAs: 'score',
        };
      return toWords(question, answers, comment, body.trim());
    case 'unclear':
      if (!asked) return toWords(question, answers, comment, body.trim());
      return { answers: helped ? added(answers, comment, reply.text) : {}, say, readAs: 'unclear' };
    case 'text':
      if (!asked) return toWords(question, answers, comment, body.trim());
      return { answers: added(answers, comment, reply.text), say, readAs: 'text' };
  }
}

/** Lists cannot be asked by text message; what somebody writes of their own accord answers those still open. */
function listsSaid(questions: readonly Asked[], answers: Answers, { answers: now }: Said): Record<string, unknown> {
  const texts = questions.filter(({ kind }) => kind === 'text').map(({ key }) => now[key]);
  const words = texts.filter((text) => typeof text === 'string').join('\n');
  return Object.fromEntries(
    questions.flatMap(({ key, kind, choices = [] }): [string, unknown][] => {
      if ((kind !== 'choice' && kind !== 'choices') || answers[key] !== undefined || words === '') return [];
      const said = choicesSaid(words, choices);
      if (kind === 'choices') return said.length > 0 ? [[key, said]] : [];
      return said.length === 1 ? [[key, said[0]]] : [];
    }),
  );
}

/** Words where no score was asked for: the comment. */
function toWords(question: Asked | null, answers: Answers, comment: string | null, text: string): Said {
  return { answers: added(answers, comment, text), say: question ? 'next' : 'nothing', readAs: 'text' };
}

function commentKey(questions: readonly Asked[], question: Asked | null): string | null {
  if (question?.kind === 'text') return question.key;
  return questions.find(({ kind }) => kind === 'text')?.key ?? null;
}

function added(answers: Answers, key: string | null, text: string | null): Record<string, unknown> {
  if (!key || !text) return {};
  const before = answers[key];
  return { [key]: typeof before === 'string' ? `${before}\n${text}` : text };
}
