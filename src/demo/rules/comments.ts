import type { Mood } from '#platform/values';
import type { Chance } from './chance.ts';
import { commentsEn } from './comments-en.ts';
import { commentsFr } from './comments-fr.ts';
import type { TouchpointKey } from './corpus.ts';

export interface About {
  readonly touchpoint: TouchpointKey;
  readonly mood: Mood;
  readonly language: 'fr' | 'en';
  readonly agent: string | null;
  /** The shop where people wait at the tills. */
  readonly queues: boolean;
}

const PRODUCTS = {
  fr: 'canapé fauteuil lampadaire buffet matelas tapis miroir bureau meuble plaid'.split(' '),
  en: 'sofa armchair lamp sideboard mattress rug mirror desk bookcase throw'.split(' '),
};

/** What moderators are there for: about one comment in fifty. */
const AWKWARD = {
  fr: [
    'Rappelez-moi au 06 39 98 71 14, je suis joignable le soir.',
    'Écrivez-moi à famille.{product}@example.test pour la suite.',
    'Le responsable est un vrai clown.',
    'Merci à Monsieur Delattre du rayon literie.',
    'Voir mon avis complet sur www.mes-avis-deco.example.',
    'Si rien ne bouge, je saisis le médiateur.',
  ],
  en: ['Call me back on 06 39 98 72 21.', 'Thanks to Mr Fletcher at the counter.', 'See www.my-home.example.'],
};
const AWKWARD_SHARE = 0.025;

/** A comment as people write them: what happened, sometimes a second thing, sometimes a closing word. */
export function commentOf(chance: Chance, about: About): string {
  const { core, more } = (about.language === 'fr' ? commentsFr : commentsEn)[about.touchpoint][about.mood];
  const queued = about.queues && about.mood !== 'happy' && chance.happens(0.75);
  const first = chance.pick(queued ? core.filter(isAboutQueues) : core);
  const others = core.filter((one) => one !== first);
  const parts = [
    first,
    ...(others.length > 0 && chance.happens(0.62) ? [chance.pick(others)] : []),
    ...(chance.happens(0.45) ? [chance.pick(more)] : []),
    ...(chance.happens(AWKWARD_SHARE) ? [chance.pick(AWKWARD[about.language])] : []),
  ];
  return typed(chance, filled(parts.join(' '), chance, about));
}

function isAboutQueues(sentence: string): boolean {
  return /attente|interminable|trop de monde|queue/i.test(sentence);
}

function filled(text: string, chance: Chance, { language, agent }: About): string {
  return text
    .replaceAll('{agent}', agent ?? (language === 'fr' ? 'la conseillère' : 'the advisor'))
    .replaceAll('{product}', () => chance.pick(PRODUCTS[language]))
    .replaceAll('{minutes}', () => String(chance.whole(15, 45)))
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Not everybody types with care. */
function typed(chance: Chance, text: string): string {
  if (chance.happens(0.08)) return text.toLowerCase();
  if (chance.happens(0.1)) return text.replace(/\.$/, '');
  return chance.happens(0.05) ? text.replace(/\.$/, ' !!') : text;
}
