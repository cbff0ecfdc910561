import type { QuietOutside } from '#platform/calendar';

/** The fields of a posted form; what is missing or no text is empty. */
export function typedQuiet(body: unknown): QuietOutside {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  return {
    days: [fields['hours.days'] ?? []].flat().map(Number).filter(Number.isInteger),
    from: text('hours.from'),
    to: text('hours.to'),
    holidays: text('holidays') === 'true',
  };
}
