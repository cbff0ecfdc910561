/** More than so many people on one phone or mailbox are no household: it links nobody. `customer_sharing` and `customer_records` say the same. */
export const HOUSEHOLD = 50;

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
  return [ownKey, phoneKey, emailKey].filter((key) => key !== null).sort((a, b) => a.compare(b));
}

/** Keys of one person, over all the customers they are; sorted. */
export interface Person {
  keys: Buffer[];
  /** Only phones and e-mails. */
  contactKeys: Buffer[];
}

/**
 * Each member's person: their own keys and those of everyone linked through a shared contact point, however indirectly.
 * Members must hold all who are linked.
 */
export function persons(members: readonly Member[]): Map<string, Person> {
  const rootOf = grouped(members);
  const byGroup = new Map<string, Member[]>();
  for (const member of members) {
    const group = rootOf(member.id);
    byGroup.set(group, [...(byGroup.get(group) ?? []), member]);
  }
  const people = new Map([...byGroup].map(([group, theirs]) => [group, personOf(theirs)]));
  return new Map(members.map((member) => [member.id, people.get(rootOf(member.id)) ?? personOf([member])]));
}

function personOf(members: readonly Member[]): Person {
  const contacts = members.flatMap(({ phoneKey, emailKey }) => [phoneKey, emailKey].filter((key) => key !== null));
  return { keys: distinct([...contacts, ...members.map(({ ownKey }) => ownKey)]), contactKeys: distinct(contacts) };
}

function distinct(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()].sort((a, b) => a.compare(b));
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
