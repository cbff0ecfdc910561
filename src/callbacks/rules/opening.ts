import { SCALES, SCORE_SCALES, type Scale } from '#platform/values';
import { alertWords } from './alert-words.ts';
import { wishesCall } from './call-wish.ts';

export type Priority = 1 | 2 | 3;
export type OpeningReason = 'alert-words' | 'low-score' | 'call-asked';

/** What an answer says that may lead to a call. */
export interface Heard {
  /** Asked about one occasion, or in a barometer. */
  temperature: 'hot' | 'cold';
  metric: Scale | null;
  score: number | null;
  /** Everything the person wrote. */
  texts: readonly string[];
  /** Asked to be called, in so many words. */
  callAsked: boolean;
}

export interface Known {
  vip: boolean;
  /** Had another case within the last 90 days. */
  repeated: boolean;
}

export interface Opening {
  reason: OpeningReason;
  priority: Priority;
  /** The alert words, when they are the reason. */
  words: string[];
}

export const REPEAT_DAYS = 90;

/** Scales whose unhappy answers are called back; a mark out of five given to a thing is not one of them. */
const CALLED: readonly Scale[] = ['nps', 'csat', 'ces7', 'ces5', 'thumbs'];
/** The worst scores of each scale: urgent by themselves. Thumbs down says too little to be. */
const WORST: Readonly<Partial<Record<Scale, number>>> = { nps: 3, csat: 1, ces7: 1, ces5: 1 };
/** NPS 0 and 1 with a comment: the person is angry, and says why. */
const FURIOUS_NPS = 1;

/**
 * Whether an answer must be called back, why, and how urgently; null when not.
 * - A low score in a barometer opens nothing by itself: nobody complained.
 * - Opens on NPS ≤ 6, CSAT ≤ 2, CES ≤ 3 of 7 or ≤ 2 of 5, thumbs down, a wish to be called, or an alert word.
 * - 1: an alert word, or NPS 0–1 with a comment. 2: NPS ≤ 3, the lowest score of CSAT or CES, a VIP, a repeat. 3: the rest.
 * Source: domain 7 and 8.4. Its table names no effort score for 2: the lowest is taken, as for CSAT.
 */
export function mustOpen(heard: Heard, known: Known): Opening | null {
  const opening = openingOf(heard, known, CALLED);
  if (opening?.reason !== 'low-score' || heard.temperature === 'hot') return opening;
  return heard.callAsked ? { ...opening, reason: 'call-asked' } : null;
}

/** As `mustOpen`, when somebody here decides to call: whoever is unhappy may be, whatever they were asked and on whichever scale. */
export function mayOpen(heard: Heard, known: Known): Opening | null {
  return openingOf(heard, known, SCALES);
}

function openingOf(heard: Heard, known: Known, called: readonly Scale[]): Opening | null {
  const words = [...new Set(heard.texts.flatMap(alertWords))];
  const reason = reasonOf(heard, words, called);
  return reason && { reason, priority: priorityOf(heard, known, words), words };
}

function reasonOf(
  { metric, score, callAsked }: Heard,
  words: readonly string[],
  called: readonly Scale[],
): OpeningReason | null {
  if (words.length > 0) return 'alert-words';
  if (metric !== null && score !== null && called.includes(metric) && score <= SCORE_SCALES[metric].unhappyUpTo)
    return 'low-score';
  return callAsked ? 'call-asked' : null;
}

function priorityOf({ metric, score, texts }: Heard, known: Known, words: readonly string[]): Priority {
  if (words.length > 0) return 1;
  const wrote = texts.some((text) => text.trim() !== '');
  if (metric === 'nps' && score !== null && score <= FURIOUS_NPS && wrote) return 1;
  const worst = metric === null ? undefined : WORST[metric];
  if (worst !== undefined && score !== null && score <= worst) return 2;
  return known.vip || known.repeated ? 2 : 3;
}

/** The priority of an open case that another unhappy answer joins: one more urgent, or as urgent as the answer itself. */
export function raised(before: Priority, answer: Priority): Priority {
  return Math.max(1, Math.min(before - 1, answer)) as Priority;
}

/** What the answers to a questionnaire say, by the kinds of its questions. Shapes are those of surveys. */
export function heardIn(
  questions: readonly { key: string; kind: string }[],
  answers: Readonly<Record<string, unknown>>,
): Pick<Heard, 'texts' | 'callAsked'> {
  const given = (kind: string) => questions.filter((question) => question.kind === kind).map(({ key }) => answers[key]);
  const texts = given('text').filter((answer) => typeof answer === 'string');
  return {
    texts,
    callAsked:
      given('contact').some((answer) => answer === true || (typeof answer === 'object' && answer !== null)) ||
      texts.some(wishesCall),
  };
}
