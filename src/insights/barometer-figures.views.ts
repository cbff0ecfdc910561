import type { Difference } from '#platform/statistics';
import { round } from '#platform/statistics';
import type { QuestionnaireVersion } from '#surveys';
import type { Places } from './places.repository.ts';
import type { Kind } from './rules/estimate.ts';
import { levelsOf } from './rules/wave-data.ts';
import type { Writer } from './writer.views.ts';

/** How the kit writes a figure of a wave. */
export type FigureKind = 'nps' | 'percent' | 'score';

interface Estimated {
  readonly kind: Kind;
  readonly value: number;
  readonly ci: readonly [number, number];
}

export function kindOf(kind: Kind): FigureKind {
  if (kind === 'net') return 'nps';
  return kind === 'share' ? 'percent' : 'score';
}

/** On the kit's units: shares from 0 to 1. */
export function unit(kind: Kind, value: number): number {
  return kind === 'share' ? value / 100 : value;
}

/** Where the scale of a figure ends, on the kit's units. */
export function endsOf(kind: Kind): { min: number; max: number } {
  if (kind === 'net') return { min: -100, max: 100 };
  return { min: 0, max: kind === 'share' ? 1 : 100 };
}

/** A figure with its interval, as the kit takes it. */
export function estimateOf({ kind, value, ci }: Estimated) {
  return { kind: kindOf(kind), value: unit(kind, value), low: unit(kind, ci[0]), high: unit(kind, ci[1]) };
}

export function textOf(kind: Kind, value: number, { signed, percent, number }: Writer): string {
  if (kind === 'net') return signed(value);
  return kind === 'share' ? percent(value / 100) : number(round(value, 1));
}

/** "+31 (+26 to +36)". */
export function intervalText({ kind, value, ci }: Estimated, writer: Writer): string {
  const [low, high] = ci.map((one) => textOf(kind, one, writer));
  return writer.say('barometer.interval', { value: textOf(kind, value, writer), low, high });
}

/** "−22 to −6". */
export function rangeText({ ci: [low, high] }: Pick<Difference, 'ci'>, { say, signed }: Writer): string {
  return say('barometer.range', { low: signed(low), high: signed(high) });
}

/** "−14 points (−22 to −6)". */
export function pointsText({ change, ci }: Pick<Difference, 'change' | 'ci'>, { say, signed }: Writer): string {
  return say('barometer.points', { value: signed(change), low: signed(ci[0]), high: signed(ci[1]) });
}

/** "p = 0.24", "p = 0.003", "p < 0.001": never a zero. */
export function pText(p: number, { say, number }: Pick<Writer, 'say' | 'number'>): string {
  return p < 0.001 ? say('barometer.pSmall') : say('barometer.p', { p: number(p, { digits: p < 0.1 ? 3 : 2 }) });
}

/** What an item or an index is called: the words of its question, or of its row. */
export function namesOf({ questions }: Pick<QuestionnaireVersion, 'questions'>, { language, sayOr }: Writer) {
  const names = new Map(
    questions.flatMap(({ key, text, rows = [] }) => [
      [key, text[language] ?? text.fr] as const,
      ...rows.map((row) => [`${key}.${row.key}`, row.text[language] ?? row.text.fr] as const),
    ]),
  );
  return (key: string): string => names.get(key) ?? sayOr(`barometer.index.${key}`, key);
}

/** A level or a stratum by the names people know. */
export function groupName(
  by: string,
  name: string,
  dimensions: readonly string[],
  places: Places,
  writer: Writer,
): string {
  const level = (dimension: string | undefined, one: string) =>
    (dimension === 'site' && one !== '-' ? writer.place(places.sites, one) : null) ??
    writer.sayOr(`barometer.level.${one}`, one);
  if (by !== 'stratum') return level(by, name);
  return levelsOf(name, dimensions.length)
    .map((one, at) => level(dimensions[at], one))
    .join(' · ');
}
