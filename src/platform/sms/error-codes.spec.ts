import { verdictOfCode } from './index.ts';
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
