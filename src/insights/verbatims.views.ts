import { isScale, mood, type Mood } from '#platform/values';
import type { Places } from './places.repository.ts';
import { matchesIn } from './rules/matches.ts';
import type { Verbatim } from './verbatims.repository.ts';
import type { Writer } from './writer.views.ts';

/** What somebody wrote, with the score they gave; who they are is behind a link. */
export function verbatimView(verbatim: Verbatim, places: Places, words: string, { place, say }: Writer) {
  const { metric, score, comment, language, at, customer } = verbatim;
  const where = [place(places.touchpoints, verbatim.touchpoint), place(places.sites, verbatim.site)].filter(Boolean);
  const scored = isScale(metric) && score !== null;
  return {
    score: scored ? { scale: metric, value: score, mood: mood(metric, score) } : null,
    tone: scored ? mood(metric, score) : null,
    text: comment,
    lang: language,
    marks: matchesIn(comment, words).map((range) => ({ ...range, kind: 'match', label: say('verbatims.match') })),
    source: where.join(' · '),
    at,
    anonymous: ANONYMOUS.includes(verbatim.channel) ? say(`verbatims.channel.${verbatim.channel}`) : null,
    href: customer ? `/customers/${customer}` : null,
  };
}

/** Places where anybody may answer. */
const ANONYMOUS: readonly string[] = ['kiosk', 'qr', 'widget'];

export const MOODS: readonly Mood[] = ['unhappy', 'neutral', 'happy'];
