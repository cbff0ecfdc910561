import { mood, type Mood } from '#platform/values';
import type { Chance } from './chance.ts';

interface About {
  readonly language: 'fr' | 'en';
  /** Their shop is the one where people wait at the tills. */
  readonly queues: boolean;
  /** Prices went up not long ago. */
  readonly dear: boolean;
}

const REASONS: Readonly<Record<About['language'], Readonly<Record<Mood, readonly string[]>>>> = {
  fr: {
    happy: [
      'Des meubles qui durent et des conseils honnêtes.',
      'Toujours bien accueilli depuis des années.',
      'Un vrai choix, et des vendeurs qui connaissent leurs produits.',
      'La livraison à l’heure dite, à chaque fois.',
      'Je les recommande déjà autour de moi.',
      'Le service après-vente a remplacé ma lampe sans discuter.',
      'Bon rapport qualité-prix et magasin agréable.',
      'On prend le temps de nous écouter.',
    ],
    neutral: [
      'Bien dans l’ensemble, mais le site pourrait être plus clair.',
      'Du choix, mais souvent en rupture sur ce qui m’intéresse.',
      'Rien de mal à dire, rien d’exceptionnel non plus.',
      'Conseils inégaux selon le vendeur.',
      'J’y vais par habitude plus que par envie.',
    ],
    unhappy: [
      'Plus personne pour conseiller en semaine.',
      'Le service après-vente ne rappelle jamais.',
      'La qualité a baissé, mon buffet gondole déjà.',
      'On m’a vendu une garantie qui ne couvre rien.',
      'Commande livrée incomplète, deux fois de suite.',
      'Je me sens pris pour un numéro.',
      'Je vais désormais voir ailleurs.',
    ],
  },
  en: {
    happy: [
      'Furniture that lasts and honest advice.',
      'Always a warm welcome.',
      'Great choice, and they know their products.',
    ],
    neutral: ['Fine overall, but the website is confusing.', 'Good choice, often out of stock.', 'Nothing special.'],
    unhappy: ['Nobody around to advise me.', 'After-sales never call back.', 'Quality has gone down.'],
  },
};
const QUEUES = { fr: 'L’attente en caisse est devenue interminable.', en: 'The queue at the till takes forever now.' };
const DEAR = {
  fr: ['Les prix ont beaucoup augmenté.', 'Devenu trop cher pour ce que c’est.', 'Les nouveaux tarifs ne passent pas.'],
  en: ['Prices have gone up a lot.', 'Too expensive for what it is now.'],
};
const WISHES = {
  fr: [
    'Plus de vendeurs le samedi.',
    'Un suivi de livraison plus précis.',
    'Des prix plus stables.',
    'Un site plus rapide sur téléphone.',
    'Reprendre les anciens meubles.',
    'Des délais annoncés et tenus.',
    'Un numéro où quelqu’un répond.',
    'Plus de tissus au choix.',
  ],
  en: ['More staff on Saturdays.', 'Better delivery tracking.', 'A faster website.', 'Take back old furniture.'],
};

/** Why somebody would recommend the house, or not. */
export function worryOf(chance: Chance, nps: number, { language, queues, dear }: About): string {
  const felt = mood('nps', nps);
  if (queues && felt !== 'happy' && chance.happens(0.6)) return QUEUES[language];
  if (dear && felt !== 'happy' && chance.happens(0.5)) return chance.pick(DEAR[language]);
  return chance.pick(REASONS[language][felt]);
}

/** What should change first. */
export function wishOf(chance: Chance, { language }: Pick<About, 'language'>): string {
  return chance.pick(WISHES[language]);
}
