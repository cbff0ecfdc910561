import type { User } from '#users';
import { ruleView, type PolicyVersion, type PressureRule, type Names } from '#pressure';
import type { Reader } from './asked.views.ts';

export interface Authors {
  readonly users: ReadonlyMap<string, Pick<User, 'email'>>;
}

/** One line of the history: which version, when, by whom and why. */
export function versionRow(
  { words, language }: Reader,
  { version, at, by, because, rules }: PolicyVersion,
  { users }: Authors,
) {
  const say = (word: string, params: Record<string, string | number> = {}) =>
    words.t(language, `pressure.history.${word}`, params);
  const { restored, simulation } = because;
  return {
    version,
    href: `/pressure/versions/${version}`,
    at: at.toISOString(),
    who: by?.startsWith('user:') ? (users.get(by.slice('user:'.length))?.email ?? say('gone')) : say(whoOf(by)),
    why: restored ? say('restored', { version: restored }) : simulation ? say('adopted') : null,
    simulation: simulation ? `/pressure/simulations/${simulation}` : null,
    count: rules.length,
  };
}

/** The rules that differ between two policies, each as sentences; null where there is none. */
export function changesOf(
  reader: Reader,
  before: readonly PressureRule[],
  after: readonly PressureRule[],
  names: Names,
) {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const sentence = (rule: PressureRule | undefined) => (rule ? sentenceOf(reader, rule, names) : null);
  return keys
    .map((key) => ({
      key,
      before: sentence(before.find((rule) => rule.key === key)),
      after: sentence(after.find((rule) => rule.key === key)),
    }))
    .filter((rule) => rule.before !== rule.after);
}

function sentenceOf({ words, language }: Reader, rule: PressureRule, names: Names): string {
  const { scope, limits, exceed } = ruleView(words, language, rule, names);
  return words.t(language, 'pressure.simulation.sentence', { scope, limits: limits.join(', '), exceed: exceed.label });
}

function whoOf(actor: string | null): 'unknown' | 'program' | 'platform' {
  if (actor === null) return 'unknown';
  return actor.startsWith('key:') ? 'program' : 'platform';
}
