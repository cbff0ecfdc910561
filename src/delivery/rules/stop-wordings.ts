const ABOUT_MESSAGES = '(?:SMS|TEXTOS?|MESSAGES?|MSG|ENQUETES?|SONDAGES?|QUESTIONNAIRES?|SPAMS?|TEXTS?|SURVEYS?)';
const WRITE_TO_ME = '(?:ENVOYER|ECRIRE|CONTACTER|SOLLICITER|RELANCER|DERANGER|HARCELER|SPAMMER|TEXTER)';
const HALT = '(?:ARRETE[RZ]?|CESSE[RZ]?|STOPPE[RZ]?|STOP)';
const LINKING = '(?: (?:DE|D|A|AU|AUX|AVEC|VOS|VOTRE|LES|LE|CES|TOUS|M|ME|NOUS))*';

/** Wordings that can mean one thing only: no more messages. In the form of keywords: capitals, no accents, single spaces. */
const CLEAR = [
  /^S ?T ?O ?P+$|^SOTP$|^STPO$|^(?:STOP )+STOP$|^STOP (?:AU )?\d{5}$/,
  /^(?:ARRET|ARRETE[RZ]?)(?: (?:SVP|STP|MERCI|S IL VOUS PLAIT))?$/,
  /\bOPT (?:ME )?OUT\b|\bUNSUBSCRIBE\b/,
  /^(?:\w+ ){0,5}DES(?:ABONN|INSCRI)\w*(?: \w+){0,4}$/,
  /\b(?:M|ME|NOUS) (?:ENVOYEZ|ENVOIE|ECRIVEZ|CONTACTEZ|SOLLICITEZ|RELANCEZ|DERANGEZ|SPAMMEZ) (?:PLUS|PAS)\b/,
  new RegExp(`\\bNE PLUS (?:M|ME|NOUS) ${WRITE_TO_ME}\\b`),
  /\bNE PLUS (?:RECEVOIR|ETRE (?:SOLLICITEE?|CONTACTEE?))\b/,
  /\b(?:VEUX|SOUHAITE|DESIRE|VOULONS) (?:PLUS|PAS) (?:RECEVOIR|ETRE (?:SOLLICITEE?|CONTACTEE?|DERANGEE?))\b/,
  new RegExp(`\\b(?:VEUX|SOUHAITE) (?:PLUS|PAS) (?:DE |VOS |DE VOS )${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\b${HALT}${LINKING} (?:${ABOUT_MESSAGES}|${WRITE_TO_ME})\\b`),
  new RegExp(`^PLUS (?:DE|D|AUCUNE?) ${ABOUT_MESSAGES}\\b`),
  /\b(?:RETIRE[RZ]?|ENLEVE[RZ]?|SUPPRIME[RZ]?|EFFACE[RZ]?|OUBLIE[RZ]?|RAYE[RZ]?)(?: \w+){0,3} (?:NUMERO|LISTES?|FICHIERS?|BASE|COORDONNEES)\b/,
  /\b(?:STOP|QUIT) (?:TEXTING|MESSAGING|CONTACTING|SENDING|SPAMMING|BOTHERING)\b/,
  /\b(?:DON ?T|DO NOT|NEVER) (?:TEXT|MESSAGE|CONTACT|SEND|WRITE)\b/,
  /\b(?:REMOVE|TAKE|DELETE|ERASE)(?: \w+){0,3} (?:LIST|NUMBER|DATABASE)\b/,
  new RegExp(`\\bNO MORE ${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\b(?:DON ?T|DO NOT) WANT(?: \\w+){0,3} ${ABOUT_MESSAGES}\\b`),
];

/** Wordings of somebody who has had enough, of us or of something else: a person reads them before anything is sent. */
const PERHAPS = [
  /^(?:STOP|ARRET|CESSE|DESABONN|DESINSCRI|UNSUBSCRIBE)/,
  /\bMOI (?:LA PAIX|TRANQUILLE)\b/,
  new RegExp(`\\b(?:CA SUFFIT|MARRE)\\b.*\\b${ABOUT_MESSAGES}\\b`),
  /\bLEAVE ME ALONE\b/,
];

/** How plainly a text in the form of keywords asks for silence. */
export function asksToStop(text: string): 'clearly' | 'perhaps' | 'no' {
  if (CLEAR.some((wording) => wording.test(text))) return 'clearly';
  return PERHAPS.some((wording) => wording.test(text)) ? 'perhaps' : 'no';
}
