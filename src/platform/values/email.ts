const ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u');
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?';
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`, 'u');
const LONGEST_LOCAL = 64;
const LONGEST = 254;

/**
 * The address to write to and to match on, or null when it cannot be one.
 * The domain is in lower case; the part before the @ is kept as given, dots and +tags included: they may tell people apart.
 * Quoted local parts and bare host names are refused. Lengths: RFC 5321.
 */
export function normaliseEmail(input: string): string | null {
  const trimmed = input.trim();
  if (trimmed.length > LONGEST) return null;
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at).normalize('NFC');
  const domain = trimmed
    .slice(at + 1)
    .normalize('NFC')
    .toLowerCase();
  if (at < 1 || local.length > LONGEST_LOCAL || !LOCAL.test(local) || !DOMAIN.test(domain)) return null;
  return `${local}@${domain}`;
}
