import type { Claimed } from '#invitations';
import { shadesOf, type Brand } from '#platform/brand';
import { isScale, mood, SCORE_SCALES, scoresOf, type Language, type Mood, type Scale } from '#platform/values';
import type { Question } from '#surveys';

/** What a survey is about, and whom it goes to. */
export interface SurveySubject {
  readonly to: string | null;
  readonly brand: Brand;
  readonly firstName: string | null;
  /** In the person's language. */
  readonly touchpoint: string | null;
  readonly site: string | null;
  readonly questions: readonly Question[];
}

export interface ScoreLink {
  readonly value: number;
  readonly href: string;
  readonly mood: Mood;
}

/** The first question as buttons: each leads to the page with that answer chosen, and records nothing by itself. */
export interface ScoreRow {
  readonly scale: Scale;
  readonly question: string;
  readonly max: number;
  /** Lines of at most seven, so that they fit a phone. */
  readonly lines: readonly (readonly ScoreLink[])[];
}

export interface SurveyMail {
  readonly brand: string;
  /** The brand's colour as text and ground, by day and by night. */
  readonly accent: { readonly light: string; readonly dark: string };
  readonly subject: string;
  readonly preheader: string;
  readonly firstName: string | null;
  /** To somebody who works for us, whose answer is anonymous. */
  readonly anonymous: boolean;
  readonly touchpoint: string | null;
  readonly site: string | null;
  readonly occurredAt: Date;
  readonly scores: ScoreRow | null;
  readonly surveyUrl: string;
  readonly optOutUrl: string;
  readonly expiresAt: Date;
}

/**
 * What the text may hold, best first: the first that fits one segment is sent. `asked` puts the question itself, so that a
 * figure sent back answers it; those in `Reply` say how to reply beside the link.
 */
export type SmsForm = 'asked' | `${Plain}Reply` | Plain;
type Plain = 'full' | 'dated' | 'short';

export interface SurveySms {
  readonly form: SmsForm;
  readonly brand: string;
  readonly touchpoint: string | null;
  readonly site: string | null;
  readonly occurredAt: Date;
  /** The first question, and how to reply to it; null where no reply is read. */
  readonly question: string | null;
  readonly reply: string | null;
  readonly surveyUrl: string;
  /** Null when the person can answer STOP. */
  readonly optOutUrl: string | null;
}

const LONGEST_LINE = 7;

export function surveyLinks(publicUrl: string, token: string): { surveyUrl: string; optOutUrl: string } {
  return { surveyUrl: `${publicUrl}/s/${token}`, optOutUrl: `${publicUrl}/u/${token}` };
}

/** The scale that a text message can be answered on: the first question's. Null where a figure would answer nothing. */
export function replyScale([first]: SurveySubject['questions']): Scale | null {
  return first && isScale(first.kind) && !first.rows ? first.kind : null;
}

/** @param scale what is replied on; null when the sender takes no replies, or the survey asks for no figure first */
export function smsForms(
  { touchpoint, site }: Pick<SurveySubject, 'touchpoint' | 'site'>,
  scale: Scale | null,
): SmsForm[] {
  const plain: Plain[] = !touchpoint ? ['short'] : site ? ['full', 'dated', 'short'] : ['dated', 'short'];
  if (!scale) return plain;
  // A yes or a no means nothing without its question; a figure out of five does.
  const replies = scale === 'thumbs' ? [] : plain.map((form) => `${form}Reply` as const);
  return ['asked', ...replies, ...plain];
}

export function smsView(
  claimed: Claimed,
  { touchpoint, site, brand, questions }: SurveySubject,
  form: SmsForm,
  around: { publicUrl: string; takesReplies: boolean; reply: string | null },
): SurveySms {
  const { surveyUrl, optOutUrl } = surveyLinks(around.publicUrl, claimed.token);
  const asked = questions[0]?.text;
  return {
    form,
    brand: brand.name,
    touchpoint,
    site,
    occurredAt: claimed.occurredAt,
    question: around.reply && asked ? (asked[claimed.language] ?? asked.fr) : null,
    reply: around.reply,
    surveyUrl,
    optOutUrl: around.takesReplies ? null : optOutUrl,
  };
}

export function mailView(
  claimed: Claimed,
  { brand, firstName, touchpoint, site, questions }: SurveySubject,
  around: { publicUrl: string; subject: string; preheader: string },
): SurveyMail {
  const links = surveyLinks(around.publicUrl, claimed.token);
  return {
    brand: brand.name,
    accent: shadesOf(brand.colour),
    subject: around.subject,
    preheader: around.preheader,
    firstName,
    anonymous: claimed.anonymous,
    touchpoint,
    site,
    occurredAt: claimed.occurredAt,
    scores: scoreRow(questions[0], claimed.language, links.surveyUrl),
    ...links,
    expiresAt: claimed.expiresAt,
  };
}

function scoreRow(question: Question | undefined, language: Language, surveyUrl: string): ScoreRow | null {
  const scale = question ? replyScale([question]) : null;
  if (!question || !scale) return null;
  const links = scoresOf(scale).map((value) => ({
    value,
    href: `${surveyUrl}?${encodeURIComponent(question.key)}=${value}`,
    mood: mood(scale, value),
  }));
  const lines =
    links.length <= LONGEST_LINE
      ? [links]
      : [links.slice(0, Math.ceil(links.length / 2)), links.slice(Math.ceil(links.length / 2))];
  return { scale, question: question.text[language] ?? question.text.fr, max: SCORE_SCALES[scale].max, lines };
}
