/**
 * Whether so many of the last texts were filtered as unwanted that no more may go. The share is of `of` texts, also where fewer
 * have gone: a few of the first few are no sign yet.
 */
export function mustStop(
  filtered: number,
  { percent, of }: { readonly percent: number; readonly of: number },
): boolean {
  return filtered > (of * percent) / 100;
}
