export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly fallback?: string;
  /** Null when the value is good, else why it is not. */
  readonly check?: (value: string) => string | null;
}

export interface Fault {
  readonly variable: string;
  readonly why: string;
}

/** Links are made by appending a path, so the base never ends with a slash. */
export function normalisePublicUrl(url: string): string {
  return url.replace(/\/+$/, '');
}
