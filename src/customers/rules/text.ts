/** One fault of an input: where it is, a stable word for programs, a sentence for people. */
export interface InputError {
  path: string;
  code: string;
  message: string;
}

const CONTROLS = /[\p{Cc}\u2028\u2029\uFFFE\uFFFF]/u;
const BROKEN = /[\p{Surrogate}\uFFFD]/u;

export function problem(path: string, code: string, message: string): InputError {
  return { path, code, message };
}

export function expected(path: string, what: string): InputError {
  return problem(path, 'wrong-type', `must be ${what}`);
}

/**
 * One line of text, trimmed and in NFC; null or an empty text is null.
 * Refused: longer than `max` UTF-16 units; control characters; what a wrong encoding leaves behind (U+FFFD, lone surrogates).
 */
export function readText(path: string, value: unknown, max: number): { value: string | null } | { error: InputError } {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return { error: expected(path, 'a text') };
  if (value.length > max * 4) return { error: tooLong(path, max) };
  const text = value.trim().normalize('NFC');
  const fault = textFault(path, text);
  if (fault) return { error: fault };
  return text.length > max ? { error: tooLong(path, max) } : { value: text || null };
}

/** Why the text cannot be kept as it is, or null. */
export function textFault(path: string, text: string): InputError | null {
  if (CONTROLS.test(text)) return problem(path, 'control-characters', 'holds control characters');
  return BROKEN.test(text) ? problem(path, 'wrong-encoding', 'is not valid UTF-8 text') : null;
}

export function tooLong(path: string, max: number): InputError {
  return problem(path, 'too-long', `is longer than ${max} characters`);
}
