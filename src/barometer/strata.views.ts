import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Programme } from './rules/programme.ts';

/** A stratum by the names people know. */
export type StratumName = (key: string) => string;

/**
 * `premium / lyon-2` is said "premium / Lyon Part-Dieu"; names of our own are said in the reader's language.
 * @param sites names of shops, by key
 */
export function stratumNames(
  words: Words,
  language: Language,
  { strata }: Pick<Programme, 'strata'>,
  sites: ReadonlyMap<string, string>,
): StratumName {
  const nameOf = (part: string, at: number) => {
    const site = strata[at] === 'site' ? sites.get(part) : undefined;
    const ours = `barometer.stratum.${part}`;
    return site ?? (words.has(language, ours) ? words.t(language, ours) : part);
  };
  return (key) => key.split(' / ').map(nameOf).join(' / ');
}
