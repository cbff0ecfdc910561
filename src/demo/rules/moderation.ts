import type { Chance } from './chance.ts';

/** What a moderator does with a review, and when; null: nobody gets to it, and its latest date publishes it. */
export interface Moderation {
  readonly at: Date;
  readonly act:
    | { readonly do: 'publish'; readonly mask: boolean }
    | { readonly do: 'refuse'; readonly reason: 'abusive' | 'personal-data' | 'advertising' | 'off-topic' };
  readonly reply: { readonly at: Date; readonly text: string } | null;
}

export interface Offered {
  readonly answeredAt: Date;
  readonly stars: number;
  readonly flags: readonly { readonly kind: string }[];
  readonly language: 'fr' | 'en';
  /** Written within the last days of the story, while the moderator was away. */
  readonly recent: boolean;
}

const HOUR_MS = 3_600_000;
const FORGOTTEN = 0.05;
const LEFT = 0.9;
const REPLIED = 0.34;

const REPLIES = {
  fr: {
    happy: [
      'Merci pour ce retour, toute l’équipe est ravie. À bientôt !',
      'Merci de votre confiance, votre message a été lu en réunion ce matin.',
      'Un grand merci, cela fait plaisir à lire.',
    ],
    unhappy: [
      'Nous sommes désolés. Votre situation est suivie par notre équipe, qui vous rappelle.',
      'Merci de nous l’avoir dit : ce n’est pas l’accueil que nous voulons. Le responsable du magasin s’en occupe.',
      'Toutes nos excuses. Nous avons repris votre dossier avec l’équipe concernée.',
    ],
  },
  en: {
    happy: ['Thank you, the whole team is delighted. See you soon!'],
    unhappy: ['We are sorry. Our team is looking into it and will call you back.'],
  },
} as const;

/** Nobody looks at the score to decide: only at what was flagged. */
export function moderationOf(offered: Offered, chance: Chance): Moderation | null {
  const { answeredAt, stars, flags, language, recent } = offered;
  if (chance.happens(recent ? LEFT : FORGOTTEN)) return null;
  const at = new Date(answeredAt.getTime() + chance.between(1, flags.length > 0 ? 90 : 60) * HOUR_MS);
  const kinds = new Set(flags.map(({ kind }) => kind));
  const act = decisionOn(kinds, chance);
  const replies = REPLIES[language][stars >= 3 ? 'happy' : 'unhappy'];
  const replied = act.do === 'publish' && chance.happens(REPLIED);
  return {
    ...{ at, act },
    reply: replied
      ? { at: new Date(at.getTime() + chance.between(0.2, 70) * HOUR_MS), text: chance.pick(replies) }
      : null,
  };
}

function decisionOn(kinds: ReadonlySet<string>, chance: Chance): Moderation['act'] {
  if (kinds.has('insult')) return { do: 'refuse', reason: 'abusive' };
  if (kinds.has('link')) return { do: 'refuse', reason: 'advertising' };
  if (kinds.has('off-topic')) return { do: 'refuse', reason: 'off-topic' };
  const tells = ['phone', 'email', 'bank', 'address'].some((kind) => kinds.has(kind));
  return { do: 'publish', mask: tells || (kinds.has('name') && chance.happens(0.3)) };
}
