import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Step } from '#pressure';
import { conditionStep } from './conditions.views.ts';

/** Who reads, and in what. */
export interface Reader {
  readonly words: Words;
  readonly language: Language;
  readonly zone: string;
}

const DATES = new Set(['next', 'occurredAt']);

/** One rule considered, with its numbers, as a person reads it. */
export function stepText(reader: Reader, step: Step): string {
  const { words, language, zone } = reader;
  const { rule, verdict, params } = step;
  if (rule === 'condition') return conditionStep(words, language, step);
  const shown = Object.entries(params).map(([name, value]): [string, Step['params'][string]] => [
    name,
    DATES.has(name) && typeof value === 'string' ? format.date(language, value, zone) : value,
  ]);
  const text = words.t(language, `interactions.step.${rule}.${verdict}`, {
    ...Object.fromEntries(shown),
    ...reachText(reader, params),
  });
  const never = verdict === 'stop' && params['next'] === null;
  return never ? `${text} ${words.t(language, 'interactions.step.never')}` : text;
}

/** The step of the rule that a decision names; the first that stopped when several share the name. */
export function stopOf({ rule, steps }: { rule: string | null; steps: readonly Step[] }): Step | undefined {
  const stops = steps.filter(({ verdict }) => verdict === 'stop');
  return stops.find(({ params }) => params['key'] === rule) ?? stops[0];
}

/** What each channel gives, where a step is about that. */
function reachText({ words, language }: Reader, { sms, email }: Step['params']): { reach?: string } {
  if (sms === undefined && email === undefined) return {};
  const texts = Object.entries({ sms, email }).flatMap(([channel, reach]) =>
    reach === undefined ? [] : [words.t(language, `interactions.reach.${channel}.${String(reach)}`)],
  );
  return { reach: texts.join(', ') };
}
