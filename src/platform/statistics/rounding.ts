/** Rounds half away from zero: 2.5 to 3, −2.5 to −3. Never −0. */
export function round(value: number, decimals = 0): number {
  const factor = 10 ** decimals;
  const magnitude = Math.round(Math.abs(value) * factor * (1 + Number.EPSILON)) / factor;
  return magnitude === 0 ? 0 : Math.sign(value) * magnitude;
}

/** A score as people read it: whole, with its sign: `+35`, `−12`, `0`. */
export function signed(score: number): string {
  const whole = round(score);
  if (whole === 0) return '0';
  return whole > 0 ? `+${whole}` : `−${-whole}`;
}
