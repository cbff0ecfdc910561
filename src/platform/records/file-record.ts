/** One record of an uploaded file, with the line it ends on (the first is 1), or why it could not be read. */
export type FileRecord =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly errors: { path: string; code: string; message: string }[] };

/** In characters; a longer record is refused rather than held in memory. */
export const LONGEST_RECORD = 100_000;

export function unreadable(line: number, code: string, message: string): FileRecord {
  return { line, errors: [{ path: '', code, message }] };
}
