/**
 * - `opt-out`: no survey any more. `also` is what else the text says and must not be lost (a score), or null.
 * - `to-check`: it may ask to stop and may be a complaint; nothing is sent until a person has read it.
 * - `answer`: anything else that says something.
 */
export type InboundText =
  | { readonly act: 'opt-out'; readonly also: string | null }
  | { readonly act: 'opt-in' | 'help' | 'to-check' | 'answer' | 'nothing' };

const OPT_OUT = new Set([
  'STOP',
  'STOPSMS',
  'STOP SMS',
  'STOPALL',
  'ARRET',
  'ARRETE',
  'ARRETER',
  'ARRETEZ',
  'DESABONNER',
  'DESABONNEMENT',
  'DESINSCRIRE',
  'DESINSCRIPTION',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
]);
const OPT_IN = new Set(['START', 'UNSTOP']);
const HELP = new Set(['AIDE', 'HELP', 'INFO', 'CONTACT']);
const STARTS_LIKE_STOP = /^(STOP|ARRET|DESABONN|DESINSCRI|UNSUBSCRIBE)/;
const SCORE =
  /^(\d{1,2}( \d{1,2})?|ZERO|UNE?|DEUX|TROIS|QUATRE|CINQ|SIX|SEPT|HUIT|NEUF|DIX|ONE|TWO|THREE|FOUR|FIVE|SEVEN|EIGHT|NINE|TEN)$/;
const SHORT = 3;

/**
 * What a text that a customer sent asks of us before it is read as an answer. Accents, case and punctuation do not count.
 * Source: domain 3.7. Twilio's own keywords know no French, so ours decide.
 */
export function readInbound(body: string): InboundText {
  if (body.trim() === '') return { act: 'nothing' };
  const text = keywordForm(body);
  const words = text.split(' ');
  if (OPT_OUT.has(text)) return { act: 'opt-out', also: null };
  if (OPT_IN.has(text)) return { act: 'opt-in' };
  if (HELP.has(text)) return { act: 'help' };
  if (words.length <= SHORT && words.includes('STOP')) {
    const rest = words.filter((word) => word !== 'STOP').join(' ');
    return { act: 'opt-out', also: SCORE.test(rest) ? rest.replace(' ', '/') : null };
  }
  return { act: STARTS_LIKE_STOP.test(text) ? 'to-check' : 'answer' };
}

function keywordForm(body: string): string {
  return body
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
