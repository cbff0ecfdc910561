import { mood, type Scale } from '#platform/values';

/**
 * What the customer's score says of a callback: 4 or 5 of 5 is recovered (domain: callbacks, KPIs), and the happy end of
 * any other scale; null while nothing was scored.
 */
export function recoveryIn(metric: Scale | null, score: number | null): 'recovered' | 'not-recovered' | null {
  if (metric === null || score === null) return null;
  return mood(metric, score) === 'happy' ? 'recovered' : 'not-recovered';
}
