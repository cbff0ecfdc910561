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
  readonly touchpoint: string | null;
  readonly site: string | null;
  readonly occurredAt: Date;
  readonly scores: ScoreRow | null;
  readonly surveyUrl: string;
  readonly optOutUrl: string;
  readonly expiresAt: Date;
}

/** What the text may hold, fullest first: the first that fits one segment is sent. */
export type SmsForm = 'full' | 'dated' | 'short';

export interface SurveySms {
  readonly form: SmsForm;
  readonly brand: string;
  readonly touchpoint: string | null;
  readonly site: string | null;
  readonly occurredAt: Date;
  readonly surveyUrl: string;
  /** Null when the person can answer STOP. */
  readonly optOutUrl: string | null;
}

const LONGEST_LINE = 7;

export function surveyLinks(publicUrl: string, token: string): { surveyUrl: string; optOutUrl: string } {
  return { surveyUrl: `${publicUrl}/s/${token}`, optOutUrl: `${publicUrl}/u/${token}` };
}

export function smsForms({ touchpoint, site }: Pick<SurveySubject, 'touchpoint' | 'site'>): SmsForm[] {
  if (!touchpoint) return ['short'];
  return site ? ['full', 'dated', 'short'] : ['dated', 'short'];
}

export function smsView(
  claimed: Claimed,
  subject: SurveySubject,
  form: SmsForm,
  around: { publicUrl: string; takesReplies: boolean },
): SurveySms {
  const { surveyUrl, optOutUrl } = surveyLinks(around.publicUrl, claimed.token);
  const { touchpoint, site, brand } = subject;
  return {
    form,
    brand: brand.name,
    touchpoint,
    site,
    occurredAt: claimed.occurredAt,
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
    touchpoint,
    site,
    occurredAt: claimed.occurredAt,
    scores: scoreRow(questions[0], claimed.language, links.surveyUrl),
    ...links,
    expiresAt: claimed.expiresAt,
  };
}

function scoreRow(question: Question | undefined, language: Language, surveyUrl: string): ScoreRow | null {
  if (!question || !isScale(question.kind) || question.rows) return null;
  const scale = question.kind;
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
