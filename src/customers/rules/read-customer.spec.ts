import { readCustomer } from './read-customer.ts';

const options = { country: 'FR', allowFiction: false };
const read = (fields: Record<string, unknown>, more: Partial<typeof options> = {}) =>
  readCustomer({ externalId: 'c-1', ...fields }, { ...options, ...more });
const errors = (input: unknown) => {
  const result = readCustomer(input, options);
  return 'errors' in result ? result.errors.map(({ path, code }) => `${path}: ${code}`) : [];
};

describe('reading a customer', () => {
  it.each([
    [{ firstName: '  Léa ' }, { firstName: 'Léa' }],
    [{ firstName: 'Le\u0301a' }, { firstName: 'Léa' }],
    [{ firstName: '' }, { firstName: null }],
    [{ firstName: null, lastName: undefined }, { firstName: null }],
    [{ email: 'Lea@EXAMPLE.fr' }, { email: 'Lea@example.fr' }],
    [{ email: ' ' }, { email: null }],
    [{ phone: null }, { phone: null }],
    [{ locale: 'fr_ca' }, { locale: 'fr-CA' }],
    [{ timeZone: 'Europe/Paris' }, { timeZone: 'Europe/Paris' }],
    [{ country: 'be' }, { country: 'BE' }],
    [{ vip: null }, { vip: false }],
    [{ employee: true }, { employee: true }],
    [{ employee: null }, { employee: false }],
    [{ since: '2024-02-29' }, { since: '2024-02-29' }],
    [{ attributes: null }, { attributes: {} }],
    [{ consents: null }, { consentSms: null, consentEmail: null }],
    [{ consents: { sms: false } }, { consentSms: false }],
    [{ consents: { email: null } }, { consentEmail: null }],
  ])('reads %j', (fields, patch) => {
    expect(read(fields)).toEqual({ value: { externalId: 'c-1', ...patch } });
  });

  it.each([
    ['06 12 34 56 78', {}, '+33612345678', true],
    ['01 42 68 53 00', {}, '+33142685300', false],
    ['+32 470 12 34 56', {}, '+32470123456', true],
    ['0470 12 34 56', { country: 'BE' }, '+32470123456', true],
  ])('reads the number %s', (phone, fields, e164, canReceiveSms) => {
    expect(read({ phone, ...fields })).toMatchObject({ value: { phone: { e164, canReceiveSms } } });
  });

  it('reads a number in the country known before when the input names none', () => {
    expect(read({ phone: '0470 12 34 56' }, { country: 'BE' })).toMatchObject({
      value: { phone: { e164: '+32470123456' } },
    });
  });

  it('takes numbers of fiction where they are allowed only', () => {
    expect(read({ phone: '06 39 98 00 01' })).toMatchObject({ errors: [{ path: 'phone', code: 'phone-invalid' }] });
    expect(read({ phone: '06 39 98 00 01' }, { allowFiction: true })).toMatchObject({
      value: { phone: { e164: '+33639980001' } },
    });
  });
});

describe('refusing a customer', () => {
  it.each([
    [null, [': wrong-type']],
    [[], [': wrong-type']],
    ['c-1', [': wrong-type']],
    [{}, ['externalId: required']],
    [{ externalId: null }, ['externalId: required']],
    [{ externalId: ' ' }, ['externalId: required']],
    [{ externalId: 7 }, ['externalId: wrong-type']],
    [{ externalId: 'x'.repeat(129) }, ['externalId: too-long']],
    [{ externalId: 'a\nb' }, ['externalId: control-characters']],
    [{ externalId: 'a', firstName: 'x'.repeat(101) }, ['firstName: too-long']],
    [{ externalId: 'a', firstName: 'x'.repeat(100) }, []],
    [{ externalId: 'a', lastName: 'Mu\uFFFDller' }, ['lastName: wrong-encoding']],
    [{ externalId: 'a', segment: 'a\u2028b' }, ['segment: control-characters']],
    [{ externalId: 'a', phone: '36 30' }, ['phone: phone-invalid']],
    [{ externalId: 'a', email: 'x@y' }, ['email: email-invalid']],
    [{ externalId: 'a', since: '01/03/2024' }, ['since: since-invalid']],
    [{ externalId: 'a', since: '2025-02-29' }, ['since: since-invalid']],
    [{ externalId: 'a', country: 'ZZ' }, ['country: country-invalid']],
    [{ externalId: 'a', vip: 1 }, ['vip: wrong-type']],
    [{ externalId: 'a', employee: 'yes' }, ['employee: wrong-type']],
    [{ externalId: 'a', consents: true }, ['consents: wrong-type']],
    [{ externalId: 'a', constructor: 1 }, ['constructor: unknown-field']],
    [
      { externalId: 'a', phone: 1, email: 1, nickname: 1 },
      ['phone: wrong-type', 'email: wrong-type', 'nickname: unknown-field'],
    ],
  ])('%j', (input, expected) => {
    expect(errors(input)).toEqual(expected);
  });
});

describe('attributes', () => {
  const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 1]));
  const sized = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 'x'.repeat(490)]));

  it.each([
    [named(50), []],
    [named(51), ['attributes: too-many']],
    [{ ['x'.repeat(64)]: 1 }, []],
    [{ ['x'.repeat(65)]: 1 }, ['attributes: bad-name']],
    [{ '': 1 }, ['attributes: bad-name']],
    [{ a: 'x'.repeat(500) }, []],
    [{ a: 'x'.repeat(501) }, ['attributes.a: too-long']],
    [sized(15), []],
    [sized(17), ['attributes: too-long']],
    [{ a: [[[1]]] }, []],
    [{ a: [[[[1]]]] }, ['attributes.a.0.0.0: too-deep']],
    [{ a: { b: '\u0000' } }, ['attributes.a.b: control-characters']],
    [{ a: '\udc00' }, ['attributes.a: wrong-encoding']],
    [JSON.parse('{"__proto__":{"a":1}}'), []],
  ])('case %#', (attributes, expected) => {
    expect(errors({ externalId: 'a', attributes })).toEqual(expected);
  });
});
