/** The beginning of a long text, up to a word, with a sign that more follows; null when it is short enough to be shown whole. */
export function excerpt(text: string, longest: number): string | null {
  const letters = Array.from(text);
  if (letters.length <= longest) return null;
  const begun = letters.slice(0, longest).join('');
  const words = begun.replace(/\s+\S*$/u, '');
  return `${words.length > begun.length / 2 ? words : begun}…`;
}
