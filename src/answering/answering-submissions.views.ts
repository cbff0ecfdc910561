import { isScale, scoresOf, type Language } from '#platform/values';
import type { Words } from '#platform/i18n';
import type { Answer, Answers, Question } from '#surveys';
import type { SubmissionMatter } from './answering-submissions-list.service.ts';

const LONGEST = 80;
const LONGEST_SAID = 160;

interface Reader {
  words: Words;
  language: Language;
}

export function submissionView(
  { submission, invitation, customer, questionnaire, siteName }: SubmissionMatter,
  reader: Reader,
) {
  const { id, label, why, origin, complete, receivedAt, answers, session, place } = submission;
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ');
  return {
    label,
    why,
    complete,
    via: origin.via,
    at: receivedAt,
    name: name || (customer?.externalId ?? null),
    anonymous: !invitation,
    place: place && { kind: place.channel, site: siteName },
    href: invitation ? `/invitations/${invitation.id}` : null,
    said: saidIn(questionnaire?.questions ?? [], answers, reader),
    client: origin.userAgent?.slice(0, LONGEST) ?? null,
    seconds: origin.secondsSinceSent === null ? null : Math.max(0, Math.round(origin.secondsSinceSent)),
    action: invitation || (session && place) ? `/settings/submissions/${id}` : null,
    other: label === 'person' ? 'machine' : 'person',
  };
}

/** What was said, question by question, in the words of the questionnaire. */
function saidIn(questions: readonly Question[], answers: Answers, reader: Reader) {
  return Object.entries(answers).map(([key, answer]) => {
    const question = questions.find((one) => one.key === key);
    const asked = question ? (question.text[reader.language] ?? question.text.fr) : key;
    return { question: cut(asked, LONGEST), answer: cut(wordsOf(question, answer, reader), LONGEST_SAID) };
  });
}

function wordsOf(question: Question | undefined, answer: Answer, { words, language }: Reader): string {
  const t = (key: string, values?: Record<string, string | number>) =>
    words.t(language, `answering.submissions.${key}`, values);
  const said = (options: Question['choices'], key: string) => {
    const option = options?.find((one) => one.key === key);
    return option ? (option.text[language] ?? option.text.fr) : key;
  };
  if (typeof answer === 'string') return question?.kind === 'choice' ? said(question.choices, answer) : answer;
  if (typeof answer === 'number') return scoreIn(question, answer, { words, language });
  if (typeof answer === 'boolean') return t(answer ? 'wishesCall' : 'wishesNoCall');
  if (Array.isArray(answer)) return answer.map((key) => said(question?.choices, key)).join(', ');
  if ('displayName' in answer) return t('publishedAs', { name: String(answer.displayName) });
  if ('slot' in answer) return t('wishesCall');
  return Object.entries(answer)
    .map(([key, score]) => `${said(question?.rows, key)} ${scoreIn(question, score, { words, language })}`)
    .join(' · ');
}

function scoreIn(question: Question | undefined, value: number, { words, language }: Reader): string {
  if (question?.kind === 'thumbs') return words.t(language, `answering.scale.thumbs.${value}`);
  if (!question || !isScale(question.kind)) return String(value);
  return words.t(language, 'answering.submissions.score', { value, max: scoresOf(question.kind).at(-1) ?? value });
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
