/** A customer and the keys that may link them to others. */
export interface Member {
  id: string;
  ownKey: Buffer;
  phoneKey: Buffer | null;
  emailKey: Buffer | null;
  /** False when too many hold the phone, or the e-mail, for it to be a household: a switchboard, a shop's own address. */
  phoneLinks: boolean;
  emailLinks: boolean;
}

/** The customer's own keys, sorted. */
export function ownKeys({ ownKey, phoneKey, emailKey }: Pick<Member, 'ownKey' | 'phoneKey' | 'emailKey'>): Buffer[] {
  return [ownKey, phoneKey, emailKey].filter((key) => key !== null).sort(Buffer.compare);
}

/**
 * The keys of each member's person: their own and those of everyone linked through a shared contact point, however
 * indirectly, sorted. Members must hold all who are linked.
 */
export function persons(members: readonly Member[]): Map<string, Buffer[]> {
  const rootOf = grouped(members);
  const keys = new Map<string, Map<string, Buffer>>();
  for (const member of members) {
    const group = rootOf(member.id);
    const known = keys.get(group) ?? keys.set(group, new Map()).get(group);
    for (const key of ownKeys(member)) known?.set(key.toString('latin1'), key);
  }
  const sorted = new Map([...keys].map(([group, known]) => [group, [...known.values()].sort(Buffer.compare)]));
  return new Map(members.map(({ id }) => [id, sorted.get(rootOf(id)) ?? []]));
}

/** Union-find: members and linking keys that touch have one root. */
function grouped(members: readonly Member[]): (node: string) => string {
  const parents = new Map<string, string>();
  const root = (node: string): string => {
    let top = node;
    for (let next = parents.get(top); next !== undefined && next !== top; next = parents.get(top)) top = next;
    parents.set(node, top);
    return top;
  };
  for (const { id, phoneKey, emailKey, phoneLinks, emailLinks } of members) {
    if (phoneKey && phoneLinks) parents.set(root(phoneKey.toString('latin1')), root(id));
    if (emailKey && emailLinks) parents.set(root(emailKey.toString('latin1')), root(id));
  }
  return root;
}
