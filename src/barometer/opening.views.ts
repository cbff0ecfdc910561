import { ORGANISATION_ZONE } from '#platform/http';
import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Ahead } from './barometer-opening.service.ts';

export interface OpeningNotice {
  readonly tone: 'late' | 'soon' | 'accent';
  readonly icon: string;
  readonly text: string;
  readonly href: string;
}

/**
 * What is to be known of the next wave: when it opens by itself, that it waits for a hand, or why it could not open.
 * Null while somebody is to open it, and its day has not come.
 * @param named the wave is told with its barometer, where several are spoken of
 */
export function openingNotice(words: Words, language: Language, ahead: Ahead, named: boolean): OpeningNotice | null {
  const { programme, number, nearness, opening } = ahead;
  const say = (key: string, params = {}) => words.t(language, `barometer.opening.${key}`, params);
  const at = format.date(language, ahead.at, ORGANISATION_ZONE);
  const wave = say(named ? 'waveOf' : 'wave', { number, ...(named && { name: programme.name }) });
  const href = `/barometers/${programme.key}`;
  const waits = nearness === 'due' || nearness === 'passed';
  if (opening === 'by-hand')
    return waits ? { tone: 'soon', icon: 'calendar-time', href, text: say('toOpen', { wave, at }) } : null;
  const why = whyNot(words, language, ahead);
  if (why) return { tone: 'late', icon: 'circle-x', href, text: say('refused', { wave, at, why }) };
  return { tone: 'accent', icon: 'calendar-time', href, text: say('ahead', { wave, at }) };
}

function whyNot(words: Words, language: Language, { refusal, nearness }: Ahead): string | null {
  const passed = nearness === 'passed' ? words.t(language, 'barometer.opening.passed') : null;
  if (!refusal) return passed;
  const { reason, about, params, tryAt } = refusal;
  const key = `barometer.obstacle.${reason}`;
  const why = words.has(language, key)
    ? words.t(language, key, { ...params, about: about ?? '' })
    : words.t(language, 'barometer.opening.impossible');
  const again = words.t(language, 'barometer.opening.again', {
    at: format.dateTime(language, tryAt, ORGANISATION_ZONE, 'short'),
  });
  return `${why} ${passed ?? again}`;
}
