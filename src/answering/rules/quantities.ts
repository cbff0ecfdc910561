/** What people count or measure when they tell of a shop, a call or a delivery: after a figure, it is no score. */
const UNITS = [
  'h', 'heures?', 'min', 'mn', 'minutes?', 's', 'sec', 'secondes?', 'jours?', 'j', 'nuits?', 'semaines?', 'mois', 'ans?', 'annees?',
  'fois', 'km', 'kms', 'kilometres?', 'm', 'metres?', 'euros?', 'eur', 'cts?', 'centimes?', 'balles',
  'personnes?', 'gens', 'clients?', 'clientes?', 'seuls?', 'seules?', 'caisses?', 'caissiers?', 'caissieres?', 'vendeurs?',
  'vendeuses?', 'conseillers?', 'conseilleres?', 'employes?', 'employees?', 'hotesses?', 'guichets?', 'articles?', 'produits?', 'colis', 'paquets?',
  'commandes?', 'livraisons?', 'appels?', 'coups', 'mails?', 'emails?', 'sms', 'messages?', 'relances?', 'magasins?', 'boutiques?', 'places?',
  'interlocuteurs?', 'transferts?', 'erreurs?', 'passages?', 'visites?',
  'hours?', 'hrs?', 'mins?', 'seconds?', 'secs?', 'days?', 'nights?', 'weeks?', 'months?', 'years?', 'times', 'miles?', 'pounds?', 'dollars?',
  'people', 'persons?', 'customers?', 'staff', 'cashiers?', 'tills?', 'items?', 'products?', 'parcels?', 'orders?', 'calls?(?! (?:me|us|back))', 'shops?', 'stores?',
  'pieces?', 'janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre',
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
  'more', 'of', 'autres?', 'eme', 'e', 'er', 'ere', 'nd', 'nde', 'st', 'rd', 'th',
]; // prettier-ignore

const QUANTITY = new RegExp(`^(?:\\s*[€$£%°]|\\s*(?:${UNITS.join('|')})(?![a-z])|h\\d)`);

/** Whether what follows a figure makes it a quantity or a rank: "2 heures d'attente", "1 seul caissier", "3e fois". */
export function followsAsQuantity(rest: string): boolean {
  return QUANTITY.test(rest.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
}
