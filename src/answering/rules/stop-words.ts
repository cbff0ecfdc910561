const WHOLE = new Set([
  'STOP', 'STOPSMS', 'STOP SMS', 'STOPALL', 'ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ', 'DESABONNER', 'DESABONNEMENT', 'DESINSCRIRE',
  'DESINSCRIPTION', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT',
]); // prettier-ignore
const BEGINS = /^(?:STOP|ARRET|ARRETE|ARRETER|ARRETEZ)(?: |$)/;

/**
 * Whether a message asks us to stop: surely, or perhaps; null when it does not. `rest` is what stands beside the word.
 * Source: domain reference 3.7: the whole message is a known word, or at most three words of which one is STOP;
 * a longer one that begins so is looked at by a person.
 */
export function readStop(body: string): { sure: true; rest: string } | { sure: false } | null {
  const plain = body
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();
  if (WHOLE.has(plain)) return { sure: true, rest: '' };
  const words = plain.split(' ');
  if (words.length <= 3 && words.includes('STOP'))
    return { sure: true, rest: words.filter((word) => word !== 'STOP').join(' ') };
  return BEGINS.test(plain) ? { sure: false } : null;
}
