/** Left out because the population does not want them, or because they are nobody any more. */
export const OUTSIDE: readonly string[] = [
  'erased',
  'employee',
  'other-segment',
  'other-site',
  'too-recent',
  'same-person',
];
/** Of the population, and out of reach: no wave can stand for what they think. */
const UNREACHED: readonly string[] = ['no-contact', 'opted-out', 'invalid-contact'];

export interface Coverage {
  /** People a draw may take, asked already in the cycle or not. */
  readonly covered: number;
  /** With those who cannot be reached. */
  readonly population: number;
}

/**
 * How much of its population a frame covers: what is said of everybody is said of those who can be reached.
 * @param base records known; @param excluded of them, by reason
 */
export function coverageOf(base: number, excluded: Readonly<Record<string, number>>): Coverage {
  const sum = (reasons: readonly string[]) => reasons.reduce((total, reason) => total + (excluded[reason] ?? 0), 0);
  const population = base - sum(OUTSIDE);
  return { covered: population - sum(UNREACHED), population };
}
