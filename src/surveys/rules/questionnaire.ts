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

export interface Question {
  key: string;
  kind: QuestionKind;
  text: LocalText;
  required?: boolean;
  choices?: { key: string; text: LocalText }[];
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

/** A score, a choice's key, choices' keys, a text, a wish to be called (now or in a slot), or leave to publish. */
export type Answer = number | string | string[] | boolean | { slot: string } | { displayName: string };

/** By question key; a question without an answer is absent. */
export type Answers = Record<string, Answer>;
