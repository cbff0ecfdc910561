/** First name and initial, as reviews are signed unless their author says otherwise: "Léa M."; empty when there is no first name. */
export function displayNameOf({ firstName, lastName }: { firstName: string | null; lastName: string | null }): string {
  const first = firstName?.trim() ?? '';
  const initial = [...(lastName?.trim() ?? '')][0]?.toUpperCase();
  return first && initial ? `${first} ${initial}.` : first;
}
