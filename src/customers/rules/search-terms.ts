interface Named {
  firstName: string | null;
  lastName: string | null;
  externalId: string;
}

/** The words under which a customer is found: their names and their external id, without accents or capitals, each once. */
export function searchWords({ firstName, lastName, externalId }: Named): string[] {
  return [...new Set([...words(firstName ?? ''), ...words(lastName ?? ''), plain(externalId)])].filter(Boolean);
}

/**
 * A search as a PostgreSQL text-search query, each word matching from its beginning; null when it has no words.
 * What holds a digit is taken whole: it is a part of an external id.
 */
export function searchQuery(text: string): string | null {
  const terms = text.split(/\s+/u).flatMap((term) => (/\d/u.test(term) ? [plain(term)] : words(term)));
  const quoted = terms.filter(Boolean).map((term) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`);
  return quoted.length > 0 ? quoted.slice(0, MOST_TERMS).join(' & ') : null;
}

const MOST_TERMS = 8;

function words(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).map(plain);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, '');
}
