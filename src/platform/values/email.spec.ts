import { normaliseEmail } from './email.ts';

describe('an e-mail address', () => {
  it.each([
    ['  Lea.Martin@Example.TEST \n', 'Lea.Martin@example.test'],
    ['jean.dupont+avis@gmail.com', 'jean.dupont+avis@gmail.com'],
    ["o'neil@sub.domain.example.fr", "o'neil@sub.domain.example.fr"],
    ['renée@société.fr', 'renée@société.fr'],
    ['rene\u0301e@socie\u0301te\u0301.fr', 'renée@société.fr'],
    ['a@b.co', 'a@b.co'],
    ['x@xn--socit-esab.fr', 'x@xn--socit-esab.fr'],
  ])('%j is written %s', (input, expected) => {
    expect(normaliseEmail(input)).toBe(expected);
  });

  it.each([
    [''],
    ['lea'],
    ['@example.fr'],
    ['lea@'],
    ['lea@localhost'],
    ['lea@example..fr'],
    ['lea@-example.fr'],
    ['lea@example-.fr'],
    ['lea@127.0.0.1'],
    ['.lea@example.fr'],
    ['lea.@example.fr'],
    ['lea..martin@example.fr'],
    ['lea martin@example.fr'],
    ['"lea martin"@example.fr'],
    ['lea@example.fr\nBcc: all@example.fr'],
    ['lea@exa mple.fr'],
    ['Léa <lea@example.fr>'],
    ['lea@example.fr, bob@example.fr'],
    ['a@b@example.fr'],
  ])('%j is not one', (input) => {
    expect(normaliseEmail(input)).toBeNull();
  });

  it('holds 64 characters before the @, not 65', () => {
    expect(normaliseEmail(`${'a'.repeat(64)}@example.fr`)).not.toBeNull();
    expect(normaliseEmail(`${'a'.repeat(65)}@example.fr`)).toBeNull();
  });

  it('holds 254 characters in all, not 255', () => {
    const domain = `${'d'.repeat(60)}.`.repeat(4);
    const address = (tail: number): string => `aaaa@${domain}${'e'.repeat(tail)}`;
    expect(address(5)).toHaveLength(254);
    expect(normaliseEmail(address(5))).not.toBeNull();
    expect(normaliseEmail(address(6))).toBeNull();
  });
});
