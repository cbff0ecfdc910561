import type { Language } from '#platform/values';
import type { toldView } from './announcements.views.ts';
import type { Subject } from './answering-links.service.ts';
import type { Own } from './answering-own.service.ts';
import { excerpt } from './rules/excerpt.ts';
import { said, type Said } from './rules/said.ts';

const DONE = new Set(['paused', 'resumed', 'chosen', 'erased', 'withdrawn']);

/** Of each text, unless its answer is asked for whole: several fit the page. */
const SHOWN = 200;

interface Around {
  brand: string;
  language: Language;
  changes: readonly ReturnType<typeof toldView>[];
  action: string;
  mark: string;
  done: string;
  /** Of the address: the page of asks, and the ask whose answer is shown whole. */
  query: { before?: string; whole?: string };
}

export function ownView({ customer, refused, asked, before }: Own, subjects: readonly Subject[], around: Around) {
  const ends = refused.flatMap(({ until }) => until ?? []);
  const never = refused.filter(({ until }) => until === null).map(({ channel }) => channel);
  return {
    ...around,
    done: DONE.has(around.done) ? around.done : null,
    pausedUntil: ends[0] ?? null,
    wanted: wantedOf(never),
    choices: ['both', 'sms', 'email', 'none'].filter((one) => isPossible(one, customer.reach)),
    acts: asked.some(({ answer }) => answer !== null),
    asked: asked.map((one, at) => askedView(one, subjects[at], around)),
    older: before && `${around.action}?${new URLSearchParams({ lang: around.language, before }).toString()}`,
  };
}

function wantedOf(never: readonly string[]): string {
  if (never.length === 2) return 'none';
  if (never.length === 0) return 'both';
  return never[0] === 'sms' ? 'email' : 'sms';
}

/** A channel without a contact point is no choice. */
function isPossible(wanted: string, { sms, email }: Own['customer']['reach']): boolean {
  if (wanted === 'both') return sms !== 'none' && email !== 'none';
  if (wanted === 'sms') return sms !== 'none';
  return wanted === 'none' || email !== 'none';
}

/** What an ask was about, in a few words; null when it was about all. */
export function subjectWords({ touchpoint, site }: Subject): string | null {
  return [touchpoint, site].filter(Boolean).join(' · ') || null;
}

function askedView(
  { invitation, answer }: Own['asked'][number],
  subject: Subject | undefined,
  { language, action, query }: Around,
) {
  const { review = null, correct = null, questions = [], response } = answer ?? {};
  const all = said(questions, response?.answers ?? {}, language);
  const isCut = query.whole !== invitation.id && all.some(({ words }) => words.some((text) => excerpt(text, SHOWN)));
  const whole = new URLSearchParams({ lang: language, ...query, whole: invitation.id }).toString();
  return {
    id: invitation.id,
    about: subject ? subjectWords(subject) : null,
    at: invitation.sentAt,
    channel: invitation.channel,
    answered: answer !== null,
    said: isCut ? all.map(cut) : all,
    whole: isCut ? `${action}?${whole}#${invitation.id}` : null,
    correct,
    review,
    withdrawable: review?.status === 'pending' || review?.status === 'published',
  };
}

function cut(one: Said): Said {
  return { ...one, words: one.words.map((text) => excerpt(text, SHOWN) ?? text) };
}
