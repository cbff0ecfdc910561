import type { FormFaults } from '#platform/http';

/** A field that stands in a sentence, as the template of fields takes it. */
export interface Said {
  readonly kind: string;
  readonly name: string;
  /** The name under which a fault is told of it. */
  readonly fault: string;
  readonly label: string;
  readonly value: unknown;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/**
 * A sentence cut into text and the fields that stand in it, where the reader's language has them.
 * @param say the sentence, with these marks in the places of the fields
 */
export function sentenceOf<Field extends Said>(
  say: (marks: Record<string, string>) => string,
  fields: ReadonlyMap<string, Field>,
  faults: FormFaults['of'],
) {
  const marks = Object.fromEntries([...fields.keys()].map((name) => [name, `\u0001${name}\u0001`]));
  const parts = say(marks).split('\u0001');
  const field = (name: string) => {
    const known = fields.get(name);
    return known ? { ...known, wrong: faults[known.fault] !== undefined } : null;
  };
  const named = parts.filter((_, n) => n % 2 === 1).flatMap((name) => fields.get(name)?.fault ?? []);
  return {
    parts: parts.map((text, n) => (n % 2 === 1 ? { text: null, field: field(text) } : { text, field: null })),
    errors: [...new Set(named)].flatMap((fault) => {
      const message = faults[fault];
      return message ? [{ id: `${fault}-error`, message }] : [];
    }),
  };
}
