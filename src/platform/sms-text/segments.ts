import { septetsOf } from './gsm7.ts';

export interface Segments {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7, UTF-16 code units in UCS-2. */
  units: number;
  /** Signs as a reader counts them. */
  characters: number;
  /** Messages billed; an empty text is none. */
  segments: number;
  /** The signs that turn the whole text to UCS-2, each once, in the order of the text. */
  offending: string[];
}

const LIMITS = { 'GSM-7': { single: 160, each: 153 }, 'UCS-2': { single: 70, each: 67 } } as const;
const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/**
 * How a text travels by SMS.
 * - One sign outside GSM-7 turns the whole text to UCS-2.
 * - A sign of two septets, a surrogate pair or a composed emoji is never cut: it moves to the next segment whole.
 * Source: 3GPP TS 23.038 and 23.040; agrees with Twilio's reference calculator.
 */
export function countSegments(text: string): Segments {
  const signs = [...text];
  const septets = signs.map(septetsOf);
  if (septets.every((count) => count > 0)) return measured('GSM-7', septets, text.length, []);
  const clusters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const offending = clusters.filter((cluster) => [...cluster].some((sign) => septetsOf(sign) === 0));
  const sizes = clusters.flatMap(unitsOf);
  return measured('UCS-2', sizes, clusters.length, [...new Set(offending)]);
}

function measured(
  encoding: Segments['encoding'],
  sizes: readonly number[],
  signs: number,
  offending: string[],
): Segments {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, each } = LIMITS[encoding];
  const segments = units <= single ? Math.min(units, 1) : filled(sizes, each);
  return { encoding, units, characters: signs, segments, offending };
}

/** Segments filled one after the other, no size being cut. */
function filled(sizes: readonly number[], each: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

/** A sign longer than a segment has to be cut, between its code points. */
function unitsOf(cluster: string): number[] {
  return cluster.length <= LIMITS['UCS-2'].each ? [cluster.length] : [...cluster].map((sign) => sign.length);
}
