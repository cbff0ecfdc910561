import { isScale, type Scale } from '#platform/values';
import type { Reply } from './read-reply.ts';

interface Asked {
  key: string;
  kind: string;
  rows?: readonly unknown[];
}

type Answers = Readonly<Record<string, unknown>>;

/** Where a conversation by text message stands: `question` was asked last, null when nothing is left to ask. */
export interface Standing<Question extends Asked> {
  question: Question | null;
  helped: boolean;
}

/** What to do with a message: answers to put over the others, and what to say back. */
export interface Turn {
  answers: Record<string, unknown>;
  say: 'next' | 'help' | 'nothing';
  readAs: 'score' | 'text' | 'yes' | 'no' | 'unclear' | 'nothing';
}

const YES = /^(?:oui|ok|d'accord|volontiers|yes|sure|please)(?!\p{L})/iu;
const NO = /^(?:non|no)(?: merci| thanks| thank you)?[\s.!]*$/i;

/** Kinds that can be asked in a text message; lists and leave to publish need the page. */
function isAskedBySms({ kind, rows }: Asked): boolean {
  return (isScale(kind) && !rows) || kind === 'text' || kind === 'contact';
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
 * - Words go to the comment, after what is already there. Where a score was expected we ask for it once more, and only once.
 * Source: product 4.4; domain reference TV-17.
 */
export function takeTurn<Question extends Asked>(
  questions: readonly Question[],
  answers: Answers,
  { question, helped }: Standing<Question>,
  body: string,
  read: (body: string, scale: Scale) => Reply,
): Turn {
  const scale = questions.find(({ kind, rows }) => isScale(kind) && !rows);
  const asked = question && isScale(question.kind) ? question : null;
  const target = asked ?? scale;
  const reply: Reply = target ? read(body, target.kind as Scale) : { kind: 'text', text: body.trim() };
  const comment = commentKey(questions, question);
  const say = helped ? 'nothing' : 'help';
  switch (reply.kind) {
    case 'nothing':
      return { answers: {}, say: 'nothing', readAs: 'nothing' };
    case 'score':
      if (asked || (target && reply.text === null))
        return {
          answers: { [(target as Question).key]: reply.score, ...added(answers, comment, reply.text) },
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

/** Words where no score was asked for: a yes or a no, or the comment. */
function toWords(question: Asked | null, answers: Answers, comment: string | null, text: string): Turn {
  if (question && NO.test(text)) return { answers: {}, say: 'next', readAs: 'no' };
  if (question?.kind === 'contact' && YES.test(text))
    return { answers: { [question.key]: true }, say: 'next', readAs: 'yes' };
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
