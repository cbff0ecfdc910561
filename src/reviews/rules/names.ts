import type { Flag } from './flag.ts';

const TITLE = /\b(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|Mr|M\.|Dr|Docteur|docteur|Mrs|Ms)\s+(\p{Lu}[\p{L}'’-]+)/gu;
const SELF = /\b(?:je m['’]appelle|moi c['’]est|my name is|cordialement,?|signé)\s+((?:\p{Lu}[\p{L}'’-]+\s?){1,5})/giu;
const FULL = /(?<=\p{L}\S*\s|,\s)(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)\s(\p{Lu}(?:\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|\.))/gu;
const THANKED =
  /(?<!\p{L})(?:merci|thanks)(?:\s+(?:beaucoup|infiniment))?\s+[àa]\s+(\p{L}{3,})(?=\s+(?:du|de|pour|et|au)\b|\s*[.,!]|$)/giu;
const BY_FIRST_NAME =
  /(?:^|(?<=[.,!?:]\s))(\p{Lu}\p{Ll}{2,})(?=\s+(?:à l['’]accueil|du magasin|à la caisse|au comptoir|at the))|(?:demandez|de|avec|par|ask for|ce \p{L}+ de)\s+(\p{Lu}\p{Ll}{2,})(?=\s+(?:au|m['’]|nous|a|est|qui)\b)/giu;

/** Not names of people, though they stand where one would. */
const NOT_PEOPLE = new Set(
  `le la les un une des vous nous toute toutes tous toi eux elle elles votre vos leur leurs ses mes mon ma cette ces cet personne tout
  magasin leroy chez lyon paris lille nantes marseille bordeaux toulouse rennes strasbourg montpellier france service client equipe equipes poste orange sfr
  the your their our everyone you all`.split(/\s+/),
);

/** Full names, and first names of people thanked or blamed: a person decides whether they stay, never a machine. */
export function names(text: string): Flag[] {
  const spans: { start: number; end: number }[] = [];
  for (const pattern of [TITLE, SELF, FULL, THANKED, BY_FIRST_NAME]) {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] && match[2] ? `${match[1]} ${match[2]}` : (match[1] ?? match[2] ?? '')).trim();
      const start = match.index + match[0].lastIndexOf(name);
      const first = (name.split(/[\s-]/)[0] ?? '').toLowerCase();
      if (!name || NOT_PEOPLE.has(first) || (pattern.ignoreCase && pattern !== THANKED && !/^\p{Lu}/u.test(name)))
        continue;
      if (!spans.some((span) => span.start < start + name.length && start < span.end))
        spans.push({ start, end: start + name.length });
    }
  }
  return spans.sort((a, b) => a.start - b.start).map((span) => ({ kind: 'name', ...span, why: 'name' }));
}
