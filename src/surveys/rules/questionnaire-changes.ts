import type { LocalText, Option, Question, QuestionnaireInput } from './questionnaire.ts';
import { isSame } from './same-value.ts';

/** One difference between two questionnaires; `question` is as it is now, or as it was when it was removed. */
export type Change = { question: Question | null } & (
  | { what: 'added' | 'removed' | 'required' | 'optional' | 'order' | 'condition' | 'labels' | 'page' | 'comment' }
  | { what: 'name' | 'temperature' | 'kind' | 'look'; before: string; after: string }
  | { what: 'text'; language: 'fr' | 'en'; before: string; after: string }
  | { what: 'option-order' }
  | { what: 'option-added' | 'option-removed' | 'option-changed'; option: LocalText }
);

/** What changed from one to the other, in the order of the newer one. */
export function changesBetween(before: QuestionnaireInput, after: QuestionnaireInput): Change[] {
  const was = new Map(before.questions.map((question) => [question.key, question]));
  const is = new Map(after.questions.map((question) => [question.key, question]));
  const changes: Change[] = [];
  if (before.name !== after.name) {
    changes.push({ what: 'name', question: null, before: before.name, after: after.name });
  }
  if (before.temperature !== after.temperature) {
    changes.push({ what: 'temperature', question: null, before: before.temperature, after: after.temperature });
  }
  for (const question of after.questions) {
    const old = was.get(question.key);
    changes.push(...(old ? changesOf(old, question) : [{ what: 'added' as const, question }]));
  }
  for (const question of before.questions) if (!is.has(question.key)) changes.push({ what: 'removed', question });
  const stayed = (one: QuestionnaireInput, other: ReadonlyMap<string, Question>) =>
    one.questions.map(({ key }) => key).filter((key) => other.has(key));
  if (!isSame(stayed(before, is), stayed(after, was))) changes.push({ what: 'order', question: null });
  return changes;
}

function changesOf(before: Question, question: Question): Change[] {
  const changes: Change[] = [];
  for (const language of ['fr', 'en'] as const) {
    const [old, now] = [before.text[language] ?? '', question.text[language] ?? ''];
    if (old !== now) changes.push({ what: 'text', question, language, before: old, after: now });
  }
  if (before.kind !== question.kind) {
    changes.push({ what: 'kind', question, before: before.kind, after: question.kind });
  }
  if ((before.required ?? false) !== (question.required ?? false)) {
    changes.push({ what: question.required ? 'required' : 'optional', question });
  }
  if ((before.look ?? 'faces') !== (question.look ?? 'faces')) {
    changes.push({ what: 'look', question, before: before.look ?? 'faces', after: question.look ?? 'faces' });
  }
  changes.push(...optionChanges(question, before.choices, question.choices));
  changes.push(...optionChanges(question, before.rows, question.rows));
  for (const [what, member] of [
    ['condition', 'showIf'],
    ['labels', 'labels'],
    ['page', 'page'],
    ['comment', 'commentUpTo'],
  ] as const) {
    if (!isSame(before[member] ?? null, question[member] ?? null)) changes.push({ what, question });
  }
  return changes;
}

function optionChanges(question: Question, before: readonly Option[] = [], after: readonly Option[] = []): Change[] {
  const was = new Map(before.map((option) => [option.key, option.text]));
  const is = new Map(after.map((option) => [option.key, option.text]));
  const stayed = (options: readonly Option[], other: ReadonlyMap<string, LocalText>) =>
    options.map(({ key }) => key).filter((key) => other.has(key));
  return [
    ...after.flatMap(({ key, text }): Change[] => {
      const old = was.get(key);
      if (!old) return [{ what: 'option-added', question, option: text }];
      return isSame(old, text) ? [] : [{ what: 'option-changed', question, option: text }];
    }),
    ...before.flatMap(({ key, text }): Change[] =>
      is.has(key) ? [] : [{ what: 'option-removed', question, option: text }],
    ),
    ...(isSame(stayed(before, is), stayed(after, was)) ? [] : [{ what: 'option-order' as const, question }]),
  ];
}
