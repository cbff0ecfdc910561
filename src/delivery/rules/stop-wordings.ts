const ABOUT_MESSAGES = '(?:SMS|TEXTOS?|MESSAGES?|MSG|ENQUETES?|SONDAGES?|QUESTIONNAIRES?|SPAMS?|TEXTS?|SURVEYS?)';
const WRITE_TO_ME = '(?:ENVOYER|ECRIRE|CONTACTER|SOLLICITER|RELANCER|DERANGER|HARCELER|SPAMMER|TEXTER)';
const HALT = '(?:ARRETE[RZ]?|CESSE[RZ]?|STOPPE[RZ]?|STOP)';
const LINKING = '(?: (?:DE|D|A|AU|AUX|AVEC|VOS|VOTRE|LES|LE|CES|TOUS|M|ME|NOUS))*';

const REMOVE =
  '(?:RETIRE[RZ]?|ENLEVE[RZ]?|SUPPRIME[RZ]?|EFFACE[RZ]?|OUBLIE[RZ]?|RAYE[RZ]?|VIRE[RZ]?|SORTE[RZ]|SORTIR|REMOVE|TAKE|DELETE|ERASE|LOSE|FORGET|WIPE|DROP)';
const LIST = '(?:LISTES?|LISTING|FICHIERS?|BASE|CONTACTS|REPERTOIRE|LISTS?|DATABASE|FILES?|RECORDS)';
const NUMBER = '(?:NUMEROS?|NUM|TEL|TELEPHONE|PORTABLE|COORDONNEES|NUMBERS?|PHONE|DETAILS)';
/** Whoever tells what others do does not ask for it: "vous ne m'envoyez pas ma facture", "they never send it". */
const NOT_TOLD = '(?<!\\b(?:YOU|THEY|WE|I|IT|HE|SHE|WHO|STAFF|PEOPLE|ILS|ELLES|VOUS|VOUS NE) )';

/** Wordings that can mean one thing only: no more messages. In the form of keywords: capitals, no accents, single spaces. */
const CLEAR = [
  /^S+ ?T+ ?O+ ?P+$|^SOTP$|^STPO$|^STOPP?(?:E[RZ]?|ED|ES)$|^(?:STOP )+STOP$|^STOP (?:AU )?\d{5}$/,
  /^(?:ARRET|ARRETE[RZ]?)(?: (?:SVP|STP|MERCI|S IL VOUS PLAIT))?$/,
  /\bOPT (?:ME )?OUT\b|\bUNSUB(?:SCRIBE)?\b/,
  /^(?:\w+ ){0,5}DES(?:ABON|INSCR)\w*(?: \w+){0,4}$/,
  new RegExp(
    `${NOT_TOLD}\\b(?:M|ME|NOUS) (?:ENVOYEZ|ENVOIE|ECRIVEZ|CONTACTEZ|SOLLICITEZ|RELANCEZ|DERANGEZ|SPAMMEZ) (?:PLUS|PAS)\\b`,
  ),
  new RegExp(`\\bNE PLUS (?:M|ME|NOUS) ${WRITE_TO_ME}\\b`),
  /\b(?:NE )?PLUS (?:RECEVOIR|ETRE (?:SOLLICITEE?|CONTACTEE?|DERANGEE?))\b/,
  /\b(?:VEUX|SOUHAITE|DESIRE|VOULONS) (?:PLUS|PAS) (?:RIEN )?(?:RECEVOIR|ETRE (?:SOLLICITEE?|CONTACTEE?|DERANGEE?))\b/,
  new RegExp(`\\b(?:VEUX|SOUHAITE) (?:PLUS|PAS) (?:DE |VOS |DE VOS )${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\bREFUSE[RZ]?(?: \\w+){0,3} ${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\b${HALT}${LINKING} (?:${ABOUT_MESSAGES}|${WRITE_TO_ME})\\b`),
  new RegExp(`^(?:PLUS|PAS) (?:DE|D|AUCUNE?) ${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\b${REMOVE}(?: \\w+){0,2} (?:MON|MES|NOTRE|NOS|MY|OUR|CE|THIS) ${NUMBER}\\b`),
  new RegExp(`\\b${REMOVE}(?: \\w+){0,4} (?:VOTRE|VOS|TA|TES|CETTE|YOUR|THIS|THESE|MAILING) ${LIST}\\b`),
  new RegExp(
    `\\b${REMOVE} (?:MOI|NOUS|ME|US)(?: (?:OFF|OUT|DE LA|DU|DES|FROM|THE))* ?(?:$|SVP|STP|MERCI|PLEASE|PLS|${LIST})`,
  ),
  /\b(?:M|ME|NOUS) (?:RETIRER|ENLEVER|SUPPRIMER|RAYER|EFFACER)(?:$| (?:SVP|MERCI|DE|DES|DU)\b)/,
  /\b(?:STOP|QUIT|CEASE) (?:TEXTING|MESSAGING|CONTACTING|SPAMMING|BOTHERING|SENDING)\b/,
  new RegExp(
    `${NOT_TOLD}\\b(?:DON ?T|DO NOT|NEVER) (?:TEXT|MESSAGE|CONTACT|SEND|WRITE)(?: (?:TO )?(?:ME|US|ANY\\w*|THESE|THIS|AGAIN|HERE)\\b|$)`,
  ),
  new RegExp(`\\bNO MORE ${ABOUT_MESSAGES}\\b`),
  new RegExp(`\\b(?:DON ?T|DO NOT|NO LONGER) (?:WANT|WISH|NEED|LIKE)(?: \\w+){0,4} ${ABOUT_MESSAGES}\\b`),
];

/** Wordings of somebody who has had enough, of us or of something else: a person reads them before anything is sent. */
const PERHAPS = [
  /^(?:STOP|ARRET|CESSE|DESABONN|DESINSCRI|UNSUBSCRIBE)/,
  /\b(?:MOI|NOUS) (?:LA PAIX|TRANQUILLES?)\b|\bLACHEZ (?:MOI|NOUS)\b/,
  new RegExp(
    `\\b(?:CA SUFFIT|MARRE|BASTA|ASSEZ|RAS LE BOL|ENOUGH|SICK|FED UP|TIRED|HARCELEMENT|HARASSMENT)\\b.*\\b${ABOUT_MESSAGES}\\b`,
  ),
  new RegExp(`^PAS (?:\\w+ ){0,2}${ABOUT_MESSAGES}\\b`),
  /\bLEAVE (?:ME|US) ALONE\b/,
];

/** How plainly a text in the form of keywords asks for silence. */
export function asksToStop(text: string): 'clearly' | 'perhaps' | 'no' {
  if (CLEAR.some((wording) => wording.test(text))) return 'clearly';
  return PERHAPS.some((wording) => wording.test(text)) ? 'perhaps' : 'no';
}
