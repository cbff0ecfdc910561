import type { FieldError } from '#platform/http';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Change } from './rules/questionnaire-changes.ts';
import { said } from './surveys.views.ts';

interface Reading {
  readonly language: Language;
  readonly words: Words;
}

/** A fault, its place in the reader's words: "Question 2, texte français". */
export function placeOf({ path }: FieldError, { language, words }: Reading): string {
  const [, at, field = '', option, ...rest] = path.split('.');
  if (at === undefined) return words.t(language, `surveys.place.${path}`);
  const number = Number(at) + 1;
  if ((field === 'choices' || field === 'rows') && option !== undefined) {
    const place = `surveys.place.${field}${rest.at(-1) === 'en' ? 'En' : ''}`;
    return words.t(language, place, { number, option: Number(option) + 1 });
  }
  const name = [field, option, ...rest].filter(Boolean).join('-');
  const known = [`surveys.place.question.${name}`, `surveys.place.question.${field}`];
  const word = known.find((one) => words.has(language, one)) ?? 'surveys.place.question.all';
  return words.t(language, word, { number });
}

/** A change in a sentence. */
export function changeText(change: Change, { language, words }: Reading): string {
  const question = change.question ? said(change.question.text, language) || change.question.key : '';
  const say = (word: string, more: Record<string, string> = {}) =>
    words.t(language, `surveys.change.${word}`, { question, ...more });
  switch (change.what) {
    case 'text':
      return say(change.before === '' ? `text-new-${change.language}` : `text-${change.language}`, {
        before: change.before,
        after: change.after,
      });
    case 'name':
      return say('name', { before: change.before, after: change.after });
    case 'temperature':
    case 'kind':
    case 'look': {
      const of = change.what === 'look' ? 'drawn' : change.what;
      const [before, after] = [change.before, change.after].map((one) => words.t(language, `surveys.${of}.${one}`));
      return say(change.what, { before: before ?? '', after: after ?? '' });
    }
    case 'option-added':
    case 'option-removed':
    case 'option-changed':
      return say(change.what, { option: said(change.option, language) });
    default:
      return say(change.what);
  }
}
