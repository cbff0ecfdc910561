/**
 * Whether so many of the last texts were filtered as unwanted, or of the last mails refused for who sends them, that no more may go.
 * The share is of `of` messages, also where fewer have gone: a few of the first few are no sign yet.
 */
export function mustStop(refused: number, { percent, of }: { readonly percent: number; readonly of: number }): boolean {
  return refused > (of * percent) / 100;
}
