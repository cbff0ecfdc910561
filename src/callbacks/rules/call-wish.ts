const DECLINED =
  /(?:\bne |pas la peine (?:de |d'|que |qu'on )?|pas besoin (?:de |d'|que |qu'on )?|inutile (?:de |d'|que |qu'on )?|\bsans )(?:me |nous |m'|qu'on me )*(?:r?appel|recontact|contact|telephon)|\bpas (?:de |d')(?:r?appel|telephone)|(?:don'?t|do not|no need to|never|nobody|no one) (?:call|phone|ring|contact)/;

/** A promise that was not kept is told, not asked for. */
const TOLD =
  /\b(?:devai(?:t|ent)|deviez|auri(?:ez|ons) du|censee?s? (?:me|nous|m'))\b|\b(?:said|told|promised)\b[^.!?]{0,30}\bcall/;

const WISHED = [
  /\b(?:r?appele[zr]?|telephone[zr]|(?:re)?contacte[zr]|joigne[zr])[\s-]+(?:moi|nous)\b/,
  /\b(?:me |m'|nous |etre |qu'on )(?:r?appele?|recontact|contact|telephon|joindre)(?!e?l)/,
  // "qu'un conseiller me rappelle": a wish takes "que"; what merely reminds them is a "ça".
  /\bqu(?:e |')(?!ca |cela )[^.!?]{0,40}\b(?:me |m'|nous )(?:r?appelle|recontacte|contacte|telephone)/,
  /\b(?:attends?|souhait\w*|voudrais|veux|aimerais|demande|desire|exige|espere)\b[^.!?]{0,15}\b(?:r?appel|coup de (?:fil|telephone)|contact)\b/,
  /\br?appel (?:souhaite|svp|stp|urgent|demande|des que possible)/,
  /\bjoignables?\b|\bje suis (?:dispo|libre)|\b(?:i'?m|i am) (?:free|available|reachable)\b/,
  /\b(?:call|phone|ring|contact) (?:me|us)\b|\b(?:get|be) in touch\b/,
  /\bgive (?:me|us) a (?:call|ring|bell|shout|buzz)\b|\bcall ?back (?:please|pls|asap|needed|requested)\b/,
  /\b(?:want|would like|need|expect|waiting for|like)\b[^.!?]{0,12}\b(?:call|callback)\b/,
  /\b(?:speak|talk) (?:to|with) (?:a|an|the|some|your)\b/,
];

/** Who did not call is told: "vous ne rappelez jamais", "nobody called". */
const NOBODY_CALLED =
  /\b(?:on|vous|personne|ils?|elles?) ne (?:me |nous |m')*(?:r?appel|recontact|contact|telephon)\w*|\b(?:you|they|he|she) never (?:call|phone|ring|contact)\w*|\b(?:nobody|no one|never) (?:call|phon|contact)ed\b/g;

/**
 * Whether the writer asks to be called: "rappelez-moi", "please call me". Saying that no call is wanted counts for more
 * than any wording of a wish; that nobody called ("vous ne rappelez jamais", "on devait me rappeler") is no wish.
 */
export function wishesCall(text: string): boolean {
  const plain = plainOf(text);
  return !DECLINED.test(plain) && !TOLD.test(plain) && WISHED.some((wording) => wording.test(plain));
}

/** True where the writer asks to be called, false where they ask not to be; null where they say neither. */
export function callAsked(text: string): boolean | null {
  if (wishesCall(text)) return true;
  return DECLINED.test(plainOf(text).replace(NOBODY_CALLED, '')) ? false : null;
}

function plainOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
