import { mailFate, smsFate, type Fault } from './fault.ts';

const fault = (kind: Fault['kind'], code: number | null = null): Fault => ({ kind, code });

describe('a text message', () => {
  it.each([
    ['is delivered without a fault', null, { answer: 'accept', code: null }],
    ['is refused as an invalid number', fault('reject'), { answer: 'refuse', status: 400, code: 21_211 }],
    ['is refused with the code asked for', fault('reject', 21_610), { answer: 'refuse', status: 400, code: 21_610 }],
    ['meets a provider that is too busy', fault('reject', 20_429), { answer: 'refuse', status: 429, code: 20_429 }],
    [
      'is accepted and does not arrive, for a code of delivery',
      fault('reject', 30_005),
      { answer: 'accept', code: 30_005 },
    ],
    ['is accepted and does not arrive', fault('bounce'), { answer: 'accept', code: 30_003 }],
    ['is accepted without an answer', fault('timeout-after-accept'), { answer: 'silence', code: null }],
    ['meets a provider that is away', fault('unavailable'), { answer: 'refuse', status: 503, code: 20_503 }],
    ['arrives where nobody can complain', fault('complaint'), { answer: 'accept', code: null }],
  ])('%s', (_, given, expected) => {
    expect(smsFate(given)).toMatchObject(expected);
  });
});

describe('a mail', () => {
  it.each([
    ['is accepted without a fault', null, { answer: 'accept' }],
    ['is refused as an unknown mailbox', fault('reject'), { answer: 'refuse', code: 550 }],
    ['is refused with the reply asked for', fault('reject', 450), { answer: 'refuse', code: 450 }],
    ['is refused where the code is no reply', fault('reject', 30_003), { answer: 'refuse', code: 550 }],
    ['meets a server that is away', fault('unavailable'), { answer: 'refuse', code: 451 }],
    ['is accepted without an answer', fault('timeout-after-accept'), { answer: 'silence' }],
    ['is accepted and comes back', fault('bounce'), { answer: 'bounce' }],
    ['is accepted and called abuse', fault('complaint'), { answer: 'complaint' }],
  ])('%s', (_, given, expected) => {
    expect(mailFate(given)).toMatchObject(expected);
  });
});
