import type { Words } from '#platform/i18n';
import type { UserRole } from '#platform/http';
import type { Language } from '#platform/values';
import type { Revision } from './surveys-drafts.repository.ts';
import type { Ready } from './surveys-library.service.ts';
import type { QuestionnaireUse } from './surveys-uses.service.ts';
import type { LocalText, Question, QuestionnaireVersion, ShowIf } from './rules/questionnaire.ts';
import { untranslatedIn } from './rules/translations.ts';

/** The questionnaire as the API gives it. */
export function questionnaireOf({
  id,
  key,
  version,
  name,
  temperature,
  questions,
}: QuestionnaireVersion): QuestionnaireVersion {
  return { id, key, version, name, temperature, questions };
}

export function questionnaireCard({ key, version, name, temperature, questions }: QuestionnaireVersion) {
  return { href: `/surveys/${key}`, key, version, name, temperature, count: questions.length };
}

const WRITERS: readonly UserRole[] = ['marketing', 'admin'];

export function mayWrite(role: UserRole): boolean {
  return WRITERS.includes(role);
}

/** A question as people read it: its words in both languages, what can be answered, and when it is asked. */
export function questionView(
  question: Question,
  index: number,
  all: readonly Question[],
  language: Language,
  words: Words,
) {
  const { key, kind, text, required = false, choices, rows, labels, showIf } = question;
  return {
    number: index + 1,
    key,
    kind: rows ? 'grid' : kind,
    text: said(text, language),
    texts: inBoth(text),
    required,
    choices: (choices ?? rows ?? []).map((choice) => ({ key: choice.key, ...inBoth(choice.text) })),
    ends: labels ? [inBoth(labels.low), inBoth(labels.high)] : [],
    condition: showIf ? conditionOf(showIf, all, language, words) : null,
  };
}

/** "Posée si « … » vaut 2 ou moins". */
export function conditionOf(
  { question, op, value }: ShowIf,
  all: readonly Question[],
  language: Language,
  words: Words,
): string {
  const asked = all.find(({ key }) => key === question);
  const values = (Array.isArray(value) ? value : [value]).map((one) => {
    const choice = asked?.choices?.find(({ key }) => key === one);
    return choice ? said(choice.text, language) : String(one);
  });
  const on = asked ? said(asked.text, language) : question;
  return words.t(language, `surveys.showIf.${op}`, { question: on, value: values.join(', ') });
}

/** `en` is null where it is missing. */
function inBoth({ fr, en }: LocalText) {
  return { fr, en: en || null };
}

export function said(text: LocalText, language: Language): string {
  return text[language] ?? text.fr;
}

/** A ready questionnaire, to choose from. */
export function readyCard({ key, name, purpose, source, temperature, questions }: Ready, language: Language) {
  return {
    key,
    name: name[language],
    purpose: purpose[language],
    source: source[language],
    temperature,
    count: questions.length,
    first: questions[0] ? said(questions[0].text, language) : '',
  };
}

/** One line of the list: what is published, what is being written, and who asks it. */
export function questionnaireRow(
  key: string,
  current: QuestionnaireVersion | undefined,
  draft: Revision | undefined,
  { uses, archived }: { uses: readonly QuestionnaireUse[]; archived: boolean },
  language: Language,
) {
  const shown = current ?? draft?.content;
  return {
    href: current ? `/surveys/${key}` : `/surveys/${key}/edit`,
    key,
    name: shown?.name || key,
    temperature: shown?.temperature ?? 'hot',
    version: current?.version ?? null,
    state: archived ? 'archived' : !current ? 'draft' : draft ? 'changed' : 'published',
    untranslated: untranslatedIn((draft?.content ?? current)?.questions ?? []).length,
    count: shown?.questions.length ?? 0,
    uses: usesOf(uses, language),
  };
}

export function usesOf(uses: readonly QuestionnaireUse[], language: Language) {
  return uses.map(({ name, href }) => ({ name: said(name, language), href }));
}
