import { verdictOfCode } from './index.ts';
import { readCodes } from './error-codes.ts';
import { deliveryErrorOf } from './failure.ts';

describe('a code of the provider', () => {
  it.each([
    [20_003, 'passing', null],
    [20_429, 'passing', null],
    [21_211, 'permanent', 'invalid'],
    [21_408, 'permanent', null],
    [21_606, 'passing', null],
    [21_610, 'permanent', 'opted-out'],
    [21_611, 'passing', null],
    [21_614, 'permanent', 'landline'],
    [21_635, 'permanent', 'landline'],
    [30_003, 'permanent', null],
    [30_004, 'permanent', 'blocked'],
    [30_005, 'permanent', 'invalid'],
    [30_006, 'permanent', 'landline'],
    [30_007, 'permanent', null],
    [21_999, 'permanent', null],
    [30_999, 'permanent', null],
  ])('%p is %s and says of the number: %p', (code, kind, cause) => {
    expect([verdictOfCode(code).kind, verdictOfCode(code).contact?.cause ?? null]).toEqual([kind, cause]);
  });
});

describe('a text that was taken and did not arrive', () => {
  it.each([
    [30_003, { times: 1, afterMinutes: 240 }],
    [30_008, { times: 1, afterMinutes: 60 }],
    [30_036, { times: 3, afterMinutes: 0 }],
    [30_999, { times: 1, afterMinutes: 60 }],
    [30_005, null],
    [30_007, null],
  ])('because of %p may be sent again: %p', (code, again) => {
    expect(verdictOfCode(code).again).toEqual(again);
  });

  it('because it was filtered, more than twice in a hundred, stops the rest', () => {
    expect(verdictOfCode(30_007).stops).toEqual({ percent: 2, of: 200 });
  });
});

describe('the table of codes', () => {
  it.each([
    ['a word that is none', '{ "30003": { "kind": "often", "meaning": "Nobody knows." } }'],
    ['a code that is none', '{ "3003": { "kind": "passing", "meaning": "Nobody knows." } }'],
    ['a field nobody reads', '{ "30003": { "kind": "passing", "meaning": "Nobody knows.", "retry": 1 } }'],
    ['no meaning', '{ "30003": { "kind": "passing" } }'],
  ])('is refused at start with %s', (_, text) => {
    expect(() => readCodes(text)).toThrow('twilio.json');
  });
});

describe('a call that failed', () => {
  it.each([
    ['nobody listens', { code: 'ECONNREFUSED' }, 'passing'],
    ['the name is unknown', { code: 'ENOTFOUND' }, 'passing'],
    ['no answer came', { code: 'ECONNABORTED' }, 'uncertain'],
    ['the line was cut', { code: 'ECONNRESET' }, 'uncertain'],
    ['the provider broke', { status: 500, code: 20_500 }, 'uncertain'],
    ['a proxy answered for it', { status: 502 }, 'uncertain'],
    ['we are too fast', { status: 429 }, 'passing'],
    ['the key is wrong', { status: 401, code: 20_003 }, 'passing'],
    ['the account is closed', { status: 403 }, 'passing'],
    ['the number is wrong', { status: 400, code: 21_211 }, 'permanent'],
    ['a reason it does not name', { status: 400 }, 'permanent'],
  ])('because %s', (_, error, kind) => {
    expect(deliveryErrorOf(error).kind).toBe(kind);
  });
});
