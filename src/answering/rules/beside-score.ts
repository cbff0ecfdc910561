/**
 * Words that say nothing of their own beside a figure: who gives it, the giving, what it is called, courtesy, hedging.
 * "Je vous mettrais un 4", "probably a 3 from me" are figures; a word that is not here is the reason for one.
 */
const SAYS_NOTHING =
  "j|je|j'ai|ai|moi|ma|mon|vous|me|on|va|nous|c'est|ce|cest|c|ca|sera|serait|est|etait|vaut|pour|part|avis|le|la|l|" +
  'mets|met|mettrais?|mettrai|mettez|mettre|mis|donne|donnez|donner|donnerais?|donnerai|attribue|vote|voterai|choisis|' +
  'dis|dit|dire|dirais?|dirai|disons|reponds|repond|note|notes|noter|score|reponse|chiffre|nombre|numero|n|no|' +
  'plutot|donc|alors|environ|euh|bah|ben|franchement|honnetement|ok|okay|bonjour|bjr|bonsoir|salut|slt|coucou|cc|svp|stp|' +
  "i|i'd|id|i'll|ill|i'm|im|would|give|giving|say|saying|go|going|went|with|for|it|it's|its|that's|thats|that|is|my|the|from|" +
  'put|down|as|rating|answer|reply|number|probably|maybe|definitely|honestly|around|about|ish|so|well|hi|hey|hiya|hello|there|' +
  'please|pls|plz|you|d|s|ll|m';
/** Only before a figure: after one, "bon" is a comment. */
const BEFORE_ONLY = "un|une|a|an|bon|petit|gros|joli|grand|good|solid|strong|big|d'|de la part de";
const JOINT = `[\\s,.:;!=°º#()"«»'’–-]`;

const LED = new RegExp(`^(?:(?:${SAYS_NOTHING}|${BEFORE_ONLY})(?![\\p{L}\\p{N}])${JOINT}*|[\\s("'«“=:#])+`, 'iu');
const EMPTY = new RegExp(`^(?:${JOINT}|(?:${SAYS_NOTHING}|de|d'un)(?![\\p{L}\\p{N}]))*$`, 'iu');

/** The text from its figure on, when nothing but such words stand before it; else as it was. */
export function withoutLead(text: string, beginsWithFigure: (rest: string) => boolean): string {
  if (beginsWithFigure(text)) return text;
  const lead = LED.exec(plain(text))?.[0] ?? '';
  const rest = text.slice(lead.length);
  return lead !== '' && beginsWithFigure(rest) ? rest : text;
}

/** Whether what stands beside a figure says nothing of its own. */
export function saysNothing(rest: string): boolean {
  return EMPTY.test(plain(rest));
}

/** Without accents, letter for letter: places stay the same. */
function plain(text: string): string {
  return Array.from(text, (letter) => {
    const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '');
    return bare.length === letter.length ? bare : letter;
  })
    .join('')
    .replaceAll('’', "'");
}
