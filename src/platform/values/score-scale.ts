export type Mood = 'unhappy' | 'neutral' | 'happy';

export interface ScoreScale {
  min: number;
  max: number;
  /** `higher-is-better` everywhere: kept with the scale because the first effort score ran the other way. */
  direction: 'higher-is-better';
  /** The highest score of an unhappy person. */
  unhappyUpTo: number;
  /** The lowest score of a happy person. */
  happyFrom: number;
}

/** The scales people answer on. Source: NPS 0–10; CSAT 1–5; effort 2.0 (agreement, 1–7) and its 1–5 form. */
export const SCORE_SCALES = {
  nps: { min: 0, max: 10, direction: 'higher-is-better', unhappyUpTo: 6, happyFrom: 9 },
  csat: { min: 1, max: 5, direction: 'higher-is-better', unhappyUpTo: 2, happyFrom: 4 },
  ces7: { min: 1, max: 7, direction: 'higher-is-better', unhappyUpTo: 3, happyFrom: 5 },
  ces5: { min: 1, max: 5, direction: 'higher-is-better', unhappyUpTo: 2, happyFrom: 4 },
  thumbs: { min: 0, max: 1, direction: 'higher-is-better', unhappyUpTo: 0, happyFrom: 1 },
  rating: { min: 1, max: 5, direction: 'higher-is-better', unhappyUpTo: 2, happyFrom: 4 },
} as const satisfies Record<string, ScoreScale>;

export type Scale = keyof typeof SCORE_SCALES;

export const SCALES = Object.keys(SCORE_SCALES) as Scale[];

export function isScale(value: unknown): value is Scale {
  return typeof value === 'string' && Object.hasOwn(SCORE_SCALES, value);
}

/** Whether the value is one of the scale's scores: a whole number within its bounds. */
export function isScore(scale: Scale, value: unknown): value is number {
  const { min, max } = SCORE_SCALES[scale];
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** Every score of the scale, lowest first. */
export function scoresOf(scale: Scale): number[] {
  const { min, max } = SCORE_SCALES[scale];
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** What a score says of the person. Throws a RangeError on a value that is not a score of the scale. */
export function mood(scale: Scale, score: number): Mood {
  if (!isScore(scale, score)) throw new RangeError(`${score} is not a score of ${scale}`);
  const { unhappyUpTo, happyFrom } = SCORE_SCALES[scale];
  if (score <= unhappyUpTo) return 'unhappy';
  return score >= happyFrom ? 'happy' : 'neutral';
}

/** Whether the score is one to call back about: a detractor, or its like on the other scales. */
export function isDetractor(scale: Scale, score: number): boolean {
  return mood(scale, score) === 'unhappy';
}
