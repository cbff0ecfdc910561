import { Chance } from './chance.ts';

/** A place of the demonstration where anybody may answer. */
export interface DemoPoint {
  readonly kind: 'kiosk' | 'qr' | 'widget';
  readonly name: string;
  readonly site: string | null;
  readonly questionnaire: string;
  readonly origin: string | null;
}

export interface PointAnswer {
  readonly daysAgo: number;
  /** In the opening hours, local. */
  readonly hour: number;
  readonly score: number;
  readonly comment: string | null;
}

export const POINTS: readonly DemoPoint[] = [
  { kind: 'kiosk', name: 'Borne des caisses, Lyon 2e', site: 'lyon-2', questionnaire: 'csat-store', origin: null },
  { kind: 'qr', name: 'Ticket de caisse, Nantes', site: 'nantes', questionnaire: 'csat-store', origin: null },
  {
    kind: 'widget',
    name: 'Boutique en ligne',
    site: null,
    questionnaire: 'csat-delivery',
    origin: 'https://www.alize-maison.example',
  },
];

const DAYS = 45;
const A_DAY = 4;
const CLOSES = 19;
const OPENS = 10;
/** People who are asked by nobody answer when they are angry or delighted. */
const SCORES = [1, 1, 2, 3, 4, 4, 5, 5, 5, 5] as const;
const WRITES = 0.25;

const COMMENTS: Readonly<Record<'unhappy' | 'neutral' | 'happy', readonly string[]>> = {
  unhappy: [
    'Une seule caisse ouverte un samedi.',
    'Personne pour renseigner au rayon luminaires.',
    'Le prix en rayon n’était pas celui de la caisse.',
    'Vingt minutes d’attente pour un retrait.',
  ],
  neutral: ['Du choix, mais les allées sont encombrées.', 'Correct.', 'Bien, sauf le parking.'],
  happy: [
    'Conseils au top, merci.',
    'Rapide et souriant.',
    'Très belle vitrine, j’ai trouvé mon cadeau.',
    'Un vendeur qui connaît ses produits.',
  ],
};

/** What was said there in the last weeks, oldest first; the same seed says the same. */
export function pointAnswers(seed: string, { name }: Pick<DemoPoint, 'name'>): PointAnswer[] {
  const chance = new Chance(`${seed} ${name}`);
  return Array.from({ length: DAYS }, (_, at) => DAYS - at).flatMap((daysAgo) =>
    Array.from({ length: chance.whole(0, A_DAY) }, () => {
      const score = chance.pick(SCORES);
      const mood = score <= 2 ? 'unhappy' : score === 3 ? 'neutral' : 'happy';
      const comment = chance.happens(WRITES) ? chance.pick(COMMENTS[mood]) : null;
      return { daysAgo, hour: chance.between(OPENS, CLOSES), score, comment };
    }),
  );
}
