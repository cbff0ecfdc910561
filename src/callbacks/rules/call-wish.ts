const DECLINED =
  /(?:\bne |pas la peine de |pas besoin de |inutile de |\bsans )(?:me |nous |m'|qu'on me )*(?:r?appel|recontact|contact|telephon)|\bpas (?:de |d')(?:r?appel|telephone)|(?:don'?t|do not|no need to|never|nobody|no one) (?:call|phone|ring|contact)/;

const WISHED = [
  /\b(?:r?appele[zr]?|telephone[zr]|(?:re)?contacte[zr]|joigne[zr])[\s-]+(?:moi|nous)\b/,
  /\b(?:me |m'|nous |etre |qu'on )(?:r?appele?|recontact|contact|telephon|joindre)(?!e?l)/,
  /\bqu'on (?:me|nous) (?:r?appelle|recontacte|contacte|telephone)\b/,
  /\b(?:rappel (?:souhaite|svp|urgent|demande)|(?:souhaite|voudrais|veux|demande) (?:un|votre) r?appel)/,
  /\b(?:call|phone|ring|contact) (?:me|us)\b/,
  /\b(?:give (?:me|us) a (?:call|ring)|(?:want|would like|need) a (?:call|callback))\b/,
];

/**
 * Whether the writer asks to be called: "rappelez-moi", "please call me". Saying that no call is wanted counts for more
 * than any wording of a wish; that nobody called ("vous ne rappelez jamais") is no wish.
 */
export function wishesCall(text: string): boolean {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  return !DECLINED.test(plain) && WISHED.some((wording) => wording.test(plain));
}
