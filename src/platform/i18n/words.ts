import i18next, { type i18n } from 'i18next';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { number } from './format.ts';
import { LANGUAGES, type Language } from '#platform/values';
import { typeset } from './typography.ts';

export type WordTree = { [key: string]: string | WordTree };
export type WordParams = Record<string, string | number | null | undefined>;

export interface WordsOptions {
  /** `throw` in tests; elsewhere a missing word shows as ⟦its.key⟧, so that it is seen and the page still works. */
  missing?: 'throw' | 'show';
  fr?: WordTree;
  en?: WordTree;
}

const folder = fileURLToPath(new URL('../../../templates/words', import.meta.url));

export function readWords(language: Language): WordTree {
  return JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as WordTree;
}

/** The texts people read. Keys are `station.key`; a number among the parameters is written as its language writes it. */
export class Words {
  private readonly engine: i18n;
  private readonly missing: 'throw' | 'show';

  constructor(options: WordsOptions = {}) {
    this.missing = options.missing ?? 'show';
    this.engine = i18next.createInstance();
    void this.engine.init({
      initAsync: false,
      lng: 'fr',
      fallbackLng: false,
      supportedLngs: [...LANGUAGES],
      nsSeparator: false,
      returnedObjectHandler: (key: string) => this.absent(`${key} is a group of words`, key),
      interpolation: { escapeValue: false },
      missingInterpolationHandler: (text: string) => this.absent(`A place was left empty in «${text}»`, 'empty'),
      resources: {
        fr: { translation: prepared('fr', options.fr ?? readWords('fr')) },
        en: { translation: prepared('en', options.en ?? readWords('en')) },
      },
    });
  }

  /** The text of `key`. With `count` among the parameters its plural form is chosen. */
  t(language: Language, key: string, params: WordParams = {}): string {
    const shown: Record<string, string> = {};
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) return this.absent(`${language}: ${key} needs «${name}»`, key);
      shown[name] = typeof value === 'number' ? number(language, value) : (value ?? '–');
    }
    if (!this.has(language, key, params)) return this.absent(`${language}: ${key}`, key);
    return this.engine.t(key, { lng: language, ...countOf(params), replace: shown });
  }

  has(language: Language, key: string, params: WordParams = {}): boolean {
    return typeof key === 'string' && this.engine.exists(key, { lng: language, ...countOf(params) });
  }

  private absent(problem: string, key: string): string {
    if (this.missing === 'throw') throw new Error(`Missing word. ${problem}`);
    return `⟦${key}⟧`;
  }
}

function countOf(params: WordParams): { count?: number } {
  return typeof params['count'] === 'number' ? { count: params['count'] } : {};
}

/** Typesets every text, and gives French its plural for whole millions ("1 000 000 d’avis"), which writers may leave out. */
function prepared(language: Language, tree: WordTree, raw = false): WordTree {
  const result: WordTree = {};
  for (const [key, value] of Object.entries(tree)) {
    // A text message keeps its characters as written: one typographic space would double its price.
    if (typeof value !== 'string') result[key] = prepared(language, value, raw || key === 'sms');
    else result[key] = raw ? value : typeset(language, value);
  }
  for (const key of Object.keys(result)) {
    const many = key.replace(/_other$/, '_many');
    if (many !== key) result[many] ??= result[key] ?? '';
  }
  return result;
}
