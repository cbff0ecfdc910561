import type { WordTree } from './words.ts';

/** What differs between the two languages, one sentence each: a key on one side only, or other places to fill. */
export function checkWords(fr: WordTree, en: WordTree): string[] {
  const french = flattened(fr);
  const english = flattened(en);
  const problems: string[] = [];
  for (const [key, places] of french) {
    const other = english.get(key);
    if (other === undefined) problems.push(`${key} is missing in English`);
    else if (other !== places) problems.push(`${key} has other places: French {${places}}, English {${other}}`);
  }
  for (const key of english.keys()) if (!french.has(key)) problems.push(`${key} is missing in French`);
  return problems;
}

function flattened(tree: WordTree, path = ''): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value !== 'string') for (const [inner, places] of flattened(value, name)) result.set(inner, places);
    else if (!name.endsWith('_many')) result.set(name, placesOf(name, value));
  }
  return result;
}

/** A singular may leave its count unsaid ("une réponse"). */
function placesOf(key: string, text: string): string {
  const names = new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? ''));
  if (/_(one|zero)$/.test(key)) names.delete('count');
  return [...names].sort().join(', ');
}
