import { persons, type Member } from './persons.ts';

const key = (name: string | null) => (name === null ? null : Buffer.from(name));
const member = (id: string, phone: string | null, email: string | null, links: Partial<Member> = {}): Member => ({
  id,
  ownKey: Buffer.from(`own ${id}`),
  phoneKey: key(phone),
  emailKey: key(email),
  phoneLinks: true,
  emailLinks: true,
  ...links,
});
const keysOf = (...members: Member[]) =>
  Object.fromEntries([...persons(members)].map(([id, { keys }]) => [id, keys.map((one) => one.toString())]));

describe('the keys of a person', () => {
  it('are their own when nothing is shared, sorted', () => {
    expect(keysOf(member('a', 'p1', 'e1'), member('b', null, null))).toEqual({
      a: ['e1', 'own a', 'p1'],
      b: ['own b'],
    });
  });

  it('join over shared contact points, however indirectly and in whatever order', () => {
    const chain = [
      member('a', 'p1', null),
      member('b', 'p2', 'e1'),
      member('c', 'p1', 'e2'),
      member('d', 'p2', 'e2'),
      member('z', 'p9', 'e9'),
    ];
    const all = ['e1', 'e2', 'own a', 'own b', 'own c', 'own d', 'p1', 'p2'];
    for (const members of [chain, chain.toReversed()]) {
      expect(keysOf(...members)).toEqual({ a: all, b: all, c: all, d: all, z: ['e9', 'own z', 'p9'] });
    }
  });

  it('are told apart from those that lead to a phone or a mailbox', () => {
    const person = persons([member('a', 'p1', 'e1'), member('b', 'p1', null)]).get('a');
    expect(person?.contactKeys.map(String)).toEqual(['e1', 'p1']);
  });

  it('do not join over a contact point that too many hold', () => {
    const crowd = { phoneLinks: false };
    expect(keysOf(member('a', 'p1', null, crowd), member('b', 'p1', 'e1', crowd), member('c', null, 'e1'))).toEqual({
      a: ['own a', 'p1'],
      b: ['e1', 'own b', 'own c', 'p1'],
      c: ['e1', 'own b', 'own c', 'p1'],
    });
  });
});
