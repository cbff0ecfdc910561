const KEYWORD = /^(?:AIDE|HELP|INFOS?|CONTACT)(?: MOI| ME)?(?: SVP| PLEASE)?$/;
const LOST = /^(?:J(?:E)? (?:NE )?COMPRENDS (?:PAS|RIEN)|I DON ?T (?:UNDERSTAND|GET IT))(?: \w+){0,2}$/;
const ASKS = /\b(?:QUI|KI|QUOI|KOI|QUEL(?:LE)?S?|COMMENT|POURQUOI|CONNAIT|WHO|WHOS|WHAT|WHATS|WHICH|HOW|WHY)\b/;

/** Words of which a question about the message itself is made: who writes, what it is, how to answer. */
const ABOUT_US = new Set(
  (
    'C CEST EST CE CA CECI CELA CET CETTE CES LE LA LES L DE D DU UN UNE A AU POUR JUSTE DONC SVP STP MERCI BONJOUR BJR DESOLE ' +
    'QUI KI QUOI KOI QUEL QUELLE QUE QU COMMENT POURQUOI VOUS TU T ETES ES ETE M ME MOI J JE ON NOUS IL SE S CONNAIT ' +
    'MESSAGE MESSAGES SMS TEXTO TEXTOS MSG TRUC NUMERO ENQUETE SONDAGE QUESTIONNAIRE ENTREPRISE SOCIETE MARQUE ENSEIGNE ' +
    'REPONDRE REPONDS REPOND REPONDEZ DOIS DOIT PEUX PEUT FAUT FAIRE FAIS FAIT METTRE FONCTIONNE MARCHE VEUT DIRE PARLE PARLEZ ECRIT ECRIVEZ ENVOIE ' +
    'WHO WHOS WHAT WHATS WHICH HOW WHY IS ARE R U YOU THIS THAT IT ITS THE AN TEXT TEXTS SURVEY ABOUT FOR FROM TO DO DOES I ' +
    'WE ANSWER REPLY RESPOND WORK WORKS MEAN MEANS KNOW COMPANY BUSINESS FIRM NUMBER PLEASE PLS SORRY HI HELLO HEY CAN SHOULD SEND TEXTING AM MY MESSAGING'
  ).split(' '),
);
const LONGEST = 8;

/**
 * Whether somebody asks who we are, what the message is, or how to answer. Such a question is short and made of nothing else:
 * a word that is about a shop or a visit makes it a comment. In the form of keywords: capitals, no accents, single spaces.
 */
export function asksWhoOrHow(text: string): boolean {
  if (KEYWORD.test(text) || LOST.test(text)) return true;
  const words = text.split(' ');
  return words.length <= LONGEST && ASKS.test(text) && words.every((word) => ABOUT_US.has(word));
}
