/** The default alphabet of 3GPP TS 23.038, one septet each; the escape sign itself is not text. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension: an escape septet goes before each. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Septets a character takes in GSM-7, 0 when it is not in the alphabet. */
export function septetsOf(character: string): 0 | 1 | 2 {
  if (BASIC.has(character)) return 1;
  return EXTENSION.has(character) ? 2 : 0;
}
