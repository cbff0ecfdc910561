import { createHash } from 'node:crypto';
import { freshBytes } from './fresh-bytes.ts';

/** 128 random bits in 22 URL-safe characters (OWASP ASVS 7.2: at least 128 bits of entropy for what grants access). */
export function newToken(): string {
  return freshBytes(16).toString('base64url');
}

/** What the database keeps of a token that grants access: a leak of the table opens nothing. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
