import type { Scale } from '#platform/values';

export type QuestionKind = Scale | 'choice' | 'choices' | 'text' | 'contact' | 'publish';

export interface LocalText {
  fr: string;
  en?: string;
}

/** Asked only when an earlier question was answered so. */
export interface ShowIf {
  question: string;
  op: 'lte' | 'gte' | 'eq' | 'in';
  value: number | string | (number | string)[];
}

/** A choice, or a row of a grid. */
export interface Option {
  key: string;
  text: LocalText;
}

export interface Question {
  key: string;
  kind: QuestionKind;
  text: LocalText;
  required?: boolean;
  choices?: Option[];
  /** Ratings only: what is rated, all on the one scale. The answer is then a score by row. */
  rows?: Option[];
  /** Scales of figures only: the words at their ends, in place of the usual ones. */
  labels?: { low: LocalText; high: LocalText };
  /** Single scores only: up to which a comment is asked for once more; one below the scale: never. Unhappy ones unless told. */
  commentUpTo?: number;
  /** Satisfaction only: faces unless told. */
  look?: 'faces' | 'stars';
  /** Cold only: the page it begins or stands on, from 1. A question that has none stands on the page before it. */
  page?: number;
  showIf?: ShowIf;
}

export interface QuestionnaireInput {
  name: string;
  temperature: 'hot' | 'cold';
  questions: Question[];
}

export interface QuestionnaireVersion extends QuestionnaireInput {
  id: string;
  key: string;
  version: number;
}

/** A score, a choice's key, choices' keys, a text, a wish to be called (now or in a slot), leave to publish, or scores by row. */
export type Answer =
  number | string | string[] | boolean | { slot: string } | { displayName: string } | Record<string, number>;

/** By question key; a question without an answer is absent. */
export type Answers = Record<string, Answer>;
