export type Theme =
  'wait' | 'welcome' | 'skill' | 'stock' | 'price' | 'product' | 'delivery' | 'service' | 'digital' | 'place';

/** Beginnings of words, without accents. Source: domain reference 8. */
const WORDS: Readonly<Record<Theme, RegExp>> = {
  wait: /\b(?:attent|attendu|attend(?:re|s)?\b|queue|file d'attente|trop long|long\b|longue|interminable|delai|retard|poireaut|wait|slow|late\b)/,
  welcome: /\b(?:accueil|a l'ecoute|souri|aimable|desagreable|hautain|agreable|sympa|adorable|bonjour\b(?! [,.!]| \d)|impoli|vendeuse? (?:desagreable|adorable)|rude|polite|friendly|lovely staff|welcom)/,
  skill: /\b(?:conseill|competen|incompeten|ne connai|renseign|advice|knowledg)/,
  stock: /\b(?:rupture|plus en stock|rayons? vides?|indisponible|out of stock|empty shel|not in stock)/,
  price: /\b(?:chers?\b|cheres?\b|prix|promo|etiquet|euros? de (?:plus|trop)|erreur de caisse|tarif|expensive|price|overcharg)/,
  product: /\b(?:qualite|casse\b|cassee?s?\b|defectueu|perime|produits? |broken|faulty|defective|quality|expired)/,
  delivery: /\b(?:colis|livr(?:ai|eu|e\b|ee)|jamais recu|relais|parcel|deliver|courier)/,
  service: /\b(?:sav\b|service client|apres[- ]vente|retours?\b|rembours|echange|garantie|aucune reponse|personne ne repond|refund|returns?\b|warranty)/,
  digital: /\b(?:site\b|appli|bug|paiement|compte\b|internet|web ?site|app\b|checkout|log ?in)/,
  place: /\b(?:proprete|propre|sales?\b|parking|toilette|climatisation|clean|dirty|parking|toilet)/,
}; // prettier-ignore

export const THEMES = Object.keys(WORDS) as Theme[];

/** What a text is about, as far as its words tell. */
export function themesIn(text: string): Theme[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  return THEMES.filter((theme) => WORDS[theme].test(plain));
}
