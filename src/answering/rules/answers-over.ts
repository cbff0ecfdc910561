/** What is sent is put over what was answered; null takes an answer back, what is not named stays. */
export function answersOver(
  before: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all = Object.entries({ ...before, ...sent });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined));
}
