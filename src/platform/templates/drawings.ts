/** Small pictures drawn on the server as SVG: they need no script, and no style that the content policy forbids. */

const round = (value: number): number => Math.round(value * 100) / 100;

/** A line of the last values in a 100 × 28 box, its last point marked. Fewer than two values draw nothing. */
export function sparkline(values: (number | null)[], label: string): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const points = values.flatMap((value, at) =>
    value === null
      ? []
      : [[round(2 + (at / (values.length - 1)) * 94), round(25 - ((value - low) / span) * 22)] as const],
  );
  const line = points.map(([x, y]) => `${x} ${y}`).join(' L');
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return '';
  return (
    `<svg class="sparkline" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">` +
    `<path class="sparkline-area" d="M${line} L${last[0]} 28 L${first[0]} 28 Z"/>` +
    `<path class="sparkline-line" d="M${line}" vector-effect="non-scaling-stroke"/>` +
    `<path class="sparkline-end" d="M${last[0]} ${last[1]} h0.01" vector-effect="non-scaling-stroke"/></svg>`
  );
}

export interface Share {
  kind: string;
  value: number;
}

/** One bar cut into shares of 100, unhappy to happy; each part has the class `share-KIND`. */
export function shares(parts: Share[], label: string): string {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  let from = 0;
  const rects = parts.flatMap(({ kind, value }) => {
    const width = total > 0 ? (value / total) * 100 : 0;
    const x = from;
    from += width;
    return width > 0
      ? [`<rect class="share-${escaped(kind)}" x="${round(x)}" width="${round(width)}" height="8"/>`]
      : [];
  });
  return (
    `<svg class="shares" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">` +
    `<rect class="share-rest" width="100" height="8"/>${rects.join('')}</svg>`
  );
}

/** A score on its scale with its interval: a line from `low` to `high`, a dot at `value`, a tick at `reference` if given. */
export function range(
  place: { min: number; max: number; low: number; high: number; value: number; reference?: number | null },
  label: string,
): string {
  const at = (value: number): number => round(((value - place.min) / (place.max - place.min)) * 100);
  const tick =
    typeof place.reference === 'number'
      ? `<path class="range-reference" d="M${at(place.reference)} 2 v12" vector-effect="non-scaling-stroke"/>`
      : '';
  return (
    `<svg class="range" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">` +
    `<path class="range-scale" d="M0 8 H100" vector-effect="non-scaling-stroke"/>${tick}` +
    `<path class="range-interval" d="M${at(place.low)} 8 H${at(place.high)}" vector-effect="non-scaling-stroke"/>` +
    `<path class="range-value" d="M${at(place.value)} 8 h0.01" vector-effect="non-scaling-stroke"/></svg>`
  );
}

export interface Mark {
  /** Offsets in UTF-16 units: from `start`, up to but without `end`. */
  start: number;
  end: number;
  kind: string;
  /** Why the words are marked, for people. */
  label?: string;
}

/** The text, escaped, with the marked ranges between `<mark>`; a range that overlaps an earlier one is left out. */
export function marked(text: string, marks: Mark[]): string {
  let at = 0;
  let result = '';
  for (const { start, end, kind, label } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > text.length) continue;
    const title = label ? ` title="${escaped(label)}"` : '';
    result += `${escaped(text.slice(at, start))}<mark class="mark mark-${escaped(kind)}"${title}>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return result + escaped(text.slice(at));
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
