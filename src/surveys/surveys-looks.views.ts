import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { PageWeight } from './rules/page-weights.ts';

interface Reading {
  readonly language: Language;
  readonly words: Words;
}

/** `talk`: the questions as they are asked by text message. */
const LOOKS = ['page', 'email', 'sms', 'talk'] as const;

/** What the preview shows. */
export interface Look {
  readonly as: (typeof LOOKS)[number];
  readonly language: Language;
  /** Of the pages that can be shown, from 1. */
  readonly page: number;
}

/** What can be shown, and what is: `pages` says what each page weighs, where that is known. */
export function lookTabs(
  key: string,
  chosen: Look,
  { pages, weights }: { pages: number; weights: readonly PageWeight[] },
  { language, words }: Reading,
) {
  const { as } = chosen;
  const page = Math.min(chosen.page, Math.max(pages, 1));
  const act = (look: Look) => `look:${look.as}:${look.language}:${look.page}`;
  return {
    source: `/surveys/${key}/preview/${as}?language=${chosen.language}${as === 'page' ? `&page=${page}` : ''}`,
    as,
    language: chosen.language,
    page,
    tabs: LOOKS.map((one) => ({
      act: act({ ...chosen, as: one, page }),
      label: words.t(language, `surveys.look.${one}`),
      active: one === as,
    })),
    languages: (['fr', 'en'] as const).map((one) => ({
      act: act({ ...chosen, language: one, page }),
      label: words.t(language, `surveys.language.${one}`),
      active: one === chosen.language,
    })),
    pages:
      as === 'page' && pages > 1
        ? Array.from({ length: pages }, (_, at) => ({
            act: act({ ...chosen, page: at + 1 }),
            label: words.t(language, 'surveys.pageNumber', { number: at + 1 }),
            active: at + 1 === page,
          }))
        : null,
    weight: as === 'page' ? (weights.find((one) => one.page === page) ?? null) : null,
  };
}

export function lookOf(from: Readonly<Record<string, unknown>>, otherwise: Language): Look {
  const [as, chosen, page] = [from['_look'], from['_lookLanguage'], from['_lookPage']];
  return {
    as: LOOKS.find((one) => one === as) ?? 'page',
    language: chosen === 'fr' || chosen === 'en' ? chosen : otherwise,
    page: typeof page === 'string' && /^[1-9]\d?$/.test(page) ? Number(page) : 1,
  };
}
