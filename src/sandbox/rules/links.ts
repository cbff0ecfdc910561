const ADDRESS = /https?:\/\/[^\s<>"']+/g;
const HREF = /href="(https?:\/\/[^"]+)"/g;
const TRAILING = /[.,;:!?)\]]+$/;

/** The addresses a message leads to, each once: those of its text, then those only its HTML has. */
export function linksOf(text: string, html: string | null): string[] {
  const inText = [...text.matchAll(ADDRESS)].map(([address]) => address.replace(TRAILING, ''));
  const inHtml = [...(html ?? '').matchAll(HREF)].map(([, address]) => (address ?? '').replaceAll('&amp;', '&'));
  return [...new Set([...inText, ...inHtml])];
}
