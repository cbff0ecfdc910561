import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { parsePhone } from './phone.ts';

const invalid = { problem: 'invalid' };

describe('a phone number', () => {
  it.each([
    ['06 12 34 56 78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['06.12.34.56.78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['0033 6 12 34 56 78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['+33 (0)6 12 34 56 78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['6 12 34 56 78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['06\u00a012\u202f34-56-78', 'FR', '+33612345678', 'mobile', 'FR'],
    ['+33612345678', 'BE', '+33612345678', 'mobile', 'FR'],
    ['07 56 78 90 12', 'FR', '+33756789012', 'mobile', 'FR'],
    ['0692 12 34 56', 'RE', '+262692123456', 'mobile', 'RE'],
    ['0690 12 34 56', 'GP', '+590690123456', 'mobile', 'GP'],
    ['0696 12 34 56', 'MQ', '+596696123456', 'mobile', 'MQ'],
    ['0694 12 34 56', 'GF', '+594694123456', 'mobile', 'GF'],
    ['0639 01 23 45', 'YT', '+262639012345', 'mobile', 'YT'],
    ['+32 470 12 34 56', 'FR', '+32470123456', 'mobile', 'BE'],
    ['+1 415 867 5309', 'FR', '+14158675309', 'mobile', 'US'],
  ])('%s in %s is %s, a %s of %s that can receive texts', (input, country, e164, type, of) => {
    expect(parsePhone(input, country)).toEqual({ e164, type, country: of, canReceiveSms: true });
  });

  it.each([
    ['01 42 68 53 00', '+33142685300', 'fixed'],
    ['09 72 12 34 56', '+33972123456', 'voip'],
    ['08 92 70 70 70', '+33892707070', 'premium'],
    ['08 00 12 34 56', '+33800123456', 'other'],
    ['08 10 12 34 56', '+33810123456', 'other'],
  ])('%s is %s, %s, and never receives texts', (input, e164, type) => {
    expect(parsePhone(input, 'FR')).toEqual({ e164, type, country: 'FR', canReceiveSms: false });
  });

  it.each([
    ['0692 12 34 56', 'FR', '+262692123456', 'RE'],
    ['0693 12 34 56', 'FR', '+262693123456', 'RE'],
    ['0690 12 34 56', 'FR', '+590690123456', 'GP'],
    ['0696 12 34 56', 'FR', '+596696123456', 'MQ'],
    ['0694 12 34 56', 'FR', '+594694123456', 'GF'],
    ['0639 01 23 45', 'FR', '+262639012345', 'YT'],
    ['+33 692 12 34 56', 'FR', '+262692123456', 'RE'],
    ['0696 12 34 56', 'RE', '+596696123456', 'MQ'],
    ['06 12 34 56 78', 'RE', '+33612345678', 'FR'],
  ])('%s given as a number of %s is found in the French plan as %s (%s)', (input, country, e164, of) => {
    expect(parsePhone(input, country)).toEqual({ e164, type: 'mobile', country: of, canReceiveSms: true });
  });

  it.each([
    ['06 12 34 56 7', 'FR'],
    ['06 12 34 56 789', 'FR'],
    ['36 30', 'FR'],
    ['', 'FR'],
    ['bonjour', 'FR'],
    ['appelez le 06 12 34 56 78', 'FR'],
    ['0692 12 34 56', 'BE'],
    ['06 12 34 56 78', 'ZZ'],
    ['0'.repeat(5000), 'FR'],
  ])('%s in %s is invalid', (input, country) => {
    expect(parsePhone(input, country)).toEqual(invalid);
  });

  it.each([
    ['06 39 98 00 01', '+33639980001', 'mobile'],
    ['+33639980001', '+33639980001', 'mobile'],
    ['01 99 00 12 34', '+33199001234', 'fixed'],
    ['02 61 91 12 34', '+33261911234', 'fixed'],
  ])('%s belongs to fiction: refused, unless the data is fiction too', (input, e164, type) => {
    expect(parsePhone(input, 'FR')).toEqual(invalid);
    expect(parsePhone(input, 'FR', { allowFiction: true })).toMatchObject({ e164, type });
  });

  it('agrees with the library on every range of 06 and 07', () => {
    for (let range = 600; range < 800; range += 1) {
      const number = `+33${range}123456`;
      const library = parsePhoneNumberFromString(number);
      const ours = parsePhone(number, 'FR');
      expect([number, 'e164' in ours && ours.e164 === number]).toEqual([number, library?.isValid()]);
    }
  });

  it('reads what it has written as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e8, max: 999_999_999 }), (national) => {
        const first = parsePhone(`0${national}`, 'FR');
        if ('e164' in first) expect(parsePhone(first.e164, 'US')).toEqual(first);
      }),
    );
  });
});
