const ADDRESS = /https?:\/\/[^\s<>"']+/g;
const HREF = /href="(https?:\/\/[^"]+)"/g;
const TRAILING = /[.,;:!?)\]]+$/;

/** The addresses a message leads to, each once: those of its text, then those only its HTML has. */
export function linksOf(text: string, html: string | null): string[] {
  const inText = [...text.matchAll(ADDRESS)].map(([address]) => address.replace(TRAILING, ''));
  const inHtml = [...(html ?? '').matchAll(HREF)].map(([, address]) => decoded(address ?? ''));
  return [...new Set([...inText, ...inHtml])];
}

/** The entities that addresses are written with. */
function decoded(address: string): string {
  return address
    .replace(/&#x3D;|&#61;/gi, '=')
    .replace(/&#x27;|&#39;/gi, "'")
    .replaceAll('&amp;', '&');
}
