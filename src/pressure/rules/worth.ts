import { wilson } from '#platform/statistics';

/** Answers to a question, and how many of them were happy. */
export interface Answers {
  readonly n: number;
  readonly happy: number;
}

/** What tells how much an answer would teach. */
export interface Candidate {
  /** Answers about its touchpoint of late. */
  readonly answers: Answers;
  /** Answers wanted this month, and those had or under way; null: no target. */
  readonly target: { readonly wanted: number; readonly have: number } | null;
  /** How often this person was asked about this touchpoint before. */
  readonly askedBefore: number;
  /** Of its touchpoint, 1 worth most. */
  readonly priority: number;
  /** Share of the time it may wait that has passed, 0 to 1. */
  readonly waited: number;
}

export const PARTS = ['interval', 'target', 'first', 'priority', 'recency'] as const;
export type Part = (typeof PARTS)[number];

/** Points out of 100, with what made them: points of each part, and the figure behind it. */
export interface Worth {
  readonly score: number;
  readonly parts: readonly {
    readonly part: Part;
    readonly points: number;
    readonly most: number;
    readonly of: number;
  }[];
}

const MOST: Readonly<Record<Part, number>> = { interval: 35, target: 25, first: 15, priority: 15, recency: 10 };
const WIDEST = 0.5;

/**
 * Which of several questions teaches most, when a person has one place for them:
 * - the touchpoint of which least is known: half the width of the interval (Wilson, 95 %) of the share of its answers that are
 *   happy, in points: one measure for every scale;
 * - the one furthest from its month's target;
 * - a first time before a tenth;
 * - the touchpoint's own priority, and what happened most lately: it is remembered best.
 */
export function worthOf({ answers, target, askedBefore, priority, waited }: Candidate): Worth {
  const [low, high] = wilson({ x: answers.happy, n: answers.n });
  const margin = (high - low) / 2;
  const missing = target && target.wanted > 0 ? clamp((target.wanted - target.have) / target.wanted) : 0;
  const looks: [Part, share: number, of: number][] = [
    ['interval', margin / WIDEST, round(margin * 100)],
    ['target', missing, round(missing * 100)],
    ['first', 1 / (1 + askedBefore), askedBefore],
    ['priority', 1 / Math.max(1, priority), priority],
    ['recency', 1 - clamp(waited), round(clamp(waited) * 100)],
  ];
  const parts = looks.map(([part, share, of]) => ({ part, points: round(share * MOST[part]), most: MOST[part], of }));
  return { score: round(parts.reduce((sum, { points }) => sum + points, 0)), parts };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10;
}
