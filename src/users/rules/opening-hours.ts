/** Hours of a day by the clock on the wall; the end is outside. */
interface Span {
  from: string;
  to: string;
}

const SPAN = /^(\d{1,2})[:h](\d{2})?\s*(?:-|–|à|to)\s*(\d{1,2})[:h](\d{2})?$/;

/**
 * Reads the hours of one day as people write them: `9:00-12:30, 14h-18h30`. Nothing is a closed day.
 * Null when it cannot be read, when a span ends before it begins, or when two overlap.
 */
export function readHours(text: string): Span[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const spans = parts.map(readSpan);
  if (spans.some((span) => span === null || span.from >= span.to)) return null;
  const inOrder = (spans as Span[]).sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.every((span, index) => index === 0 || (inOrder[index - 1] as Span).to <= span.from) ? inOrder : null;
}

/** The same hours, as `readHours` reads them. */
export function writeHours(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${from}-${to}`).join(', ');
}

function readSpan(text: string): Span | null {
  const match = SPAN.exec(text.toLowerCase());
  const from = match && timeOf(match[1], match[2]);
  const to = match && timeOf(match[3], match[4]);
  return from && to ? { from, to } : null;
}

function timeOf(hour = '', minute = '00'): string | null {
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null;
}
