import { createPrivateKey } from 'node:crypto';

/* What a variable must look like: null when it does, else why not. */

export function isPort(value: string): string | null {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 && Number(value) > 0
    ? null
    : `"${value}" is not a port (1 to 65535)`;
}

export function isHttpUrl(value: string): string | null {
  return URL.canParse(value) && /^https?:/.test(value) ? null : `"${value}" is not an http or https address`;
}

export function isUrlOf(...schemes: string[]) {
  return (value: string) =>
    URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1))
      ? null
      : `is not a ${schemes[0]}:// address`;
}

export function isOneOf(...values: string[]) {
  return (value: string) => (values.includes(value) ? null : `"${value}" is none of ${values.join(', ')}`);
}

export function isAtLeast(length: number) {
  return (value: string) => (value.length >= length ? null : `has fewer than ${length} characters`);
}

export function isEmail(value: string): string | null {
  return /^[^\s@]+@[^\s@]+$/.test(value) || /<[^\s@]+@[^\s@]+>$/.test(value)
    ? null
    : `"${value}" is not an e-mail address`;
}

export function isMatching(pattern: RegExp, why: string) {
  return (value: string) => (pattern.test(value) ? null : why);
}

export function is32Bytes(value: string): string | null {
  return Buffer.from(value, 'base64').length === 32 ? null : 'is not 32 bytes in base64';
}

/** A key given in base64, which one line of an environment holds more easily, is unwrapped. */
export function pemOf(value: string): string {
  return value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : Buffer.from(value, 'base64').toString('utf8');
}

export function isRsaKey(value: string): string | null {
  try {
    return createPrivateKey(pemOf(value)).asymmetricKeyType === 'rsa' ? null : 'is not an RSA key';
  } catch {
    return 'is not a private key in PEM';
  }
}
