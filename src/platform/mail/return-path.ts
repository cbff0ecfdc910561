const WITNESS = 'witness';

/**
 * The envelope's sender, which names the message it was sent with (VERP): what comes back is known even where the report
 * cannot be read. Hexadecimal, because servers may change the case of an address. Tokens that are not 16 random bytes in
 * base64url (a staff letter's own key) have none.
 */
export function returnPath(address: string, token: string): string {
  if (!/^[\w-]{22}$/.test(token)) return address;
  const [local, domain] = halves(address);
  return `${local}+${Buffer.from(token, 'base64url').toString('hex')}@${domain}`;
}

/** The token in an address that `returnPath` made of this one; null for any other. */
export function tokenOfReturnPath(address: string, received: string): string | null {
  const [local, domain] = halves(address.toLowerCase());
  const [name, at] = halves(received.toLowerCase());
  const hex = at === domain && name.startsWith(`${local}+`) ? name.slice(local.length + 1) : '';
  return /^[0-9a-f]{32}$/.test(hex) ? Buffer.from(hex, 'hex').toString('base64url') : null;
}

/** Where a copy of what we hand over goes as well, in the same transaction: beside the address mail comes back to. */
export function witnessAddress(address: string): string {
  const [local, domain] = halves(address);
  return `${local}+${WITNESS}@${domain}`;
}

function halves(address: string): [local: string, domain: string] {
  const bare = /<([^>]+)>\s*$/.exec(address)?.[1] ?? address.trim();
  const at = bare.lastIndexOf('@');
  return [bare.slice(0, at), bare.slice(at + 1)];
}
