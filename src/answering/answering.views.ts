import type { Customer } from '#customers';
import type { Language } from '#platform/values';
import type { Response } from '#responses';
import { commentAsked, LONGEST_TEXT, pagesOf, readAnswers, resumePage, shownQuestions, type Question } from '#surveys';
import type { OpenSurvey, Subject } from './answering-links.service.ts';
import { questionViews, type Shown } from './answering-questions.views.ts';
import type { Hours } from './answering-slots.service.ts';
import type { Submitted } from './answering.service.ts';
import { displayNameOf } from './rules/display-name.ts';

export interface SurveyRequest {
  token: string;
  /** When the page was given, and to whom; signed. */
  mark: string;
  language: Language;
  brand: string;
  customer: Pick<Customer, 'firstName' | 'lastName'>;
  /** What stands in the form: answered before, chosen in the link or typed. */
  answers: Readonly<Record<string, unknown>>;
  /** Null: where they left off. */
  page: number | null;
  errors: ReadonlyMap<string, string>;
  /** Others it can be read in by a button, which sends along what was typed; none where a link does. */
  languages?: readonly Language[];
  /** Every page there can be, for a preview; those that the answers lead to unless given. */
  pages?: Question[][];
}

/** What a page of it needs to know: a survey that is open, or one that is only being written. */
export interface AskedSurvey {
  readonly invitation: Pick<OpenSurvey['invitation'], 'temperature' | 'occurredAt' | 'expiresAt'> & {
    readonly anonymous?: boolean;
  };
  readonly questionnaire: Pick<OpenSurvey['questionnaire'], 'questions'>;
  readonly response: Pick<Response, 'complete' | 'answers' | 'version'> | null;
}

/** The questions of each page, given what was answered so far, as typed in a form or as it was read. */
export function surveyPages(
  { questionnaire }: Pick<AskedSurvey, 'questionnaire'>,
  given: Readonly<Record<string, unknown>>,
): Question[][] {
  const { questions } = questionnaire;
  const read = readAnswers(questions, given, { partial: true });
  const shown = new Set(shownQuestions(questions, 'answers' in read ? read.answers : {}).map(({ key }) => key));
  return pagesOf(questions, (key) => shown.has(key));
}

export function surveyView(survey: AskedSurvey, subject: Subject, request: SurveyRequest) {
  const { invitation, response } = survey;
  const { token, mark, language, brand, customer, answers, errors } = request;
  const pages = request.pages ?? surveyPages(survey, answers);
  const wanted = request.page ?? (response?.complete ? 1 : resumePage(pages, response?.answers ?? {}));
  const form = formView(pages, wanted, { answers, language, brand, errors, defaultName: displayNameOf(customer) });
  return {
    anonymous: invitation.anonymous ?? false,
    subject: { ...subjectWords(subject, invitation.temperature), ...subject, at: invitation.occurredAt },
    action: `/s/${token}`,
    mark,
    save: `/api/v1/public/surveys/${token}/answers`,
    optOut: `/u/${token}`,
    own: `/u/${token}/mine`,
    answered: (response?.complete ?? false) && Object.keys(response?.answers ?? {}).length > 0,
    resumed: request.page === null && form.page > 1,
    version: response?.version ?? 0,
    until: invitation.expiresAt,
    languages: request.languages ?? [],
    ...form,
  };
}

/** One page of the questions: the one wanted, or the first with a fault. */
export function formView(pages: readonly Question[][], wanted: number, shown: Shown) {
  const { errors } = shown;
  const page = errors.size > 0 ? pageWithError(pages, errors) : Math.min(Math.max(wanted, 1), pages.length);
  const questions = pages[page - 1] ?? [];
  return {
    failed: errors.size > 0,
    page,
    progress: pages.length > 1 ? { page, of: pages.length } : null,
    more: page < pages.length,
    back: page > 1,
    asked: questions.map(({ key }) => key).join(' '),
    questions: questionViews(questions, shown),
  };
}

export function thanksView(
  { token, mark }: { token: string; mark: string },
  survey: OpenSurvey,
  { response, callback, review }: Submitted,
  { slot, free, taken }: Hours & { taken: boolean },
) {
  const comment = response && commentAsked(survey.questionnaire.questions, response.answers);
  return {
    callback: callback && { team: callback.teamName, by: callback.firstContactDueAt },
    slot,
    taken,
    anonymous: survey.invitation.anonymous,
    free: free.map(({ from, to }) => ({ value: from.toISOString(), from, to })),
    choose: `/s/${token}/slot`,
    review: review?.status ?? null,
    followUp: comment ? { key: comment.key, max: LONGEST_TEXT } : null,
    action: `/s/${token}`,
    mark,
    correct: `/s/${token}`,
    own: `/u/${token}/mine`,
    until: survey.invitation.expiresAt,
  };
}

/** The survey for programs, in one language. */
export function surveyJson({ invitation, questionnaire, response }: OpenSurvey, brand: string, language: Language) {
  return {
    key: questionnaire.key,
    version: questionnaire.version,
    name: questionnaire.name,
    language,
    brand: { name: brand },
    status: response?.complete ? 'complete' : response ? 'partial' : 'open',
    expiresAt: invitation.expiresAt.toISOString(),
    questions: questionnaire.questions.map((question) => questionJson(question, language)),
    answers: response?.answers ?? {},
  };
}

function questionJson(question: Question, language: Language) {
  const { key, kind, text, required = false, choices, rows, labels, look, page, showIf } = question;
  const said = (words: Question['text']) => words[language] ?? words.fr;
  const options = (all: NonNullable<Question['choices']>) => all.map((one) => ({ key: one.key, text: said(one.text) }));
  return {
    key,
    kind,
    text: said(text),
    required,
    ...(choices && { choices: options(choices) }),
    ...(rows && { rows: options(rows) }),
    ...(labels && { labels: { low: said(labels.low), high: said(labels.high) } }),
    ...(look && { look }),
    ...(page && { page }),
    ...(showIf && { showIf }),
  };
}

function pageWithError(pages: readonly Question[][], errors: ReadonlyMap<string, string>): number {
  return pages.findIndex((page) => page.some(({ key }) => errors.has(key))) + 1 || pages.length;
}

function subjectWords({ touchpoint, site }: Subject, temperature: 'hot' | 'cold') {
  if (temperature === 'cold') return { words: 'cold' };
  if (touchpoint) return { words: site ? 'both' : 'touchpoint' };
  return { words: site ? 'site' : 'bare' };
}
