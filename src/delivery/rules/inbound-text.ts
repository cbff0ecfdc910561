import { asksWhoOrHow } from './help-wordings.ts';
import { asksToStop } from './stop-wordings.ts';

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
/** What a phone answers by itself while its owner drives or is away. */
const AUTOMATIC =
  /\b(?:REPONSE|MESSAGE|ENVOYEE?|SENT|REPLY)(?: \w+){0,2} AUTO(?:MATI\w+)?\b|\bAUTO(?:MATIC|MATED)? ?(?:REPLY|RESPONSE|MESSAGE)\b|\bREPONSE AUTO\b/;
const SCORE =
  /^(\d{1,2}( \d{1,2})?|ZERO|UNE?|DEUX|TROIS|QUATRE|CINQ|SIX|SEPT|HUIT|NEUF|DIX|ONE|TWO|THREE|FOUR|FIVE|SEVEN|EIGHT|NINE|TEN)$/;
/** A score written first, with the scale it is out of: "4 5" was "4/5". */
const SCORE_FIRST = /^(10|\d)(?: (\d|10)(?= \D))?(?= \D)/;
const SHORT = 3;
/** A stop of buses, or somebody's stopping: after a noun, an article, a person or a verb, it asks nothing. */
const STOP_TOLD =
  /\b(?:NON|ONE|BUS|TRAM|TRAIN|PIT|AUTO|THE|AN?|LE|UN|AU|DU|TO|I|YOU|WE|THEY|IT|CAN ?T|CANNOT|DON ?T|WON ?T|NEVER|ARRET) STOP\b/;

/**
 * What a text that a customer sent asks of us before it is read as an answer. Accents, case and punctuation do not count.
 * Source: domain 3.7. Twilio's own keywords know no French, so ours decide.
 */
export function readInbound(body: string): InboundText {
  if (body.trim() === '') return { act: 'nothing' };
  const text = keywordForm(body);
  if (OPT_OUT.has(text)) return { act: 'opt-out', also: null };
  if (OPT_IN.has(text)) return { act: 'opt-in' };
  if (AUTOMATIC.test(text)) return { act: 'nothing' };
  if (asksWhoOrHow(text)) return { act: 'help' };
  const stop = isShortStop(text) ? 'clearly' : asksToStop(text);
  if (stop === 'clearly') return { act: 'opt-out', also: scoreBeside(text) };
  return { act: stop === 'perhaps' ? 'to-check' : 'answer' };
}

/** Three words at most beside figures, one of them STOP: said to us, not told of something ("bus stop", "can't stop"). */
function isShortStop(text: string): boolean {
  const words = text.split(' ').filter((word) => !/^\d+$/.test(word));
  return words.length <= SHORT && words.includes('STOP') && !STOP_TOLD.test(text);
}

function scoreBeside(text: string): string | null {
  const rest = text.replace(/(?:^| )STOP(?= |$)/g, '').trim();
  if (SCORE.test(rest)) return rest.replace(' ', '/');
  const first = SCORE_FIRST.exec(text);
  return first && [first[1], first[2]].filter(Boolean).join('/');
}

function keywordForm(body: string): string {
  return body
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
