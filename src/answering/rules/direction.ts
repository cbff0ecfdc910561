/** Primary languages written from right to left. Source: Unicode CLDR, characterOrder. */
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Which way a language (BCP 47) is written; its script says otherwise where it names one. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...parts] = language.toLowerCase().split(/[-_]/);
  const script = parts.find((part) => part.length === 4);
  if (script) return ['arab', 'hebr', 'thaa'].includes(script) ? 'rtl' : 'ltr';
  return RIGHT_TO_LEFT.has(primary) ? 'rtl' : 'ltr';
}
