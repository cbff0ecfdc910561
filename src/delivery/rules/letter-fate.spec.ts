import { letterFate, type LetterFate } from './letter-fate.ts';

const QUIET = { from: '08:00', to: '21:30' };
const paris = (at: string) => new Date(`2026-05-12T${at}:00+02:00`);
const aPerson = (its: object = {}) => ({
  erased: false,
  timeZone: 'Europe/Paris',
  country: 'FR',
  reach: { sms: 'ok' as const, email: 'ok' as const },
  ...its,
});
const optedOut = aPerson({ reach: { sms: 'opted-out', email: 'opted-out' } });
const aLetter = (its: object = {}) => ({
  kind: 'case' as const,
  channel: 'sms' as const,
  createdAt: paris('19:00'),
  expiresAt: new Date('2026-05-13T19:00:00+02:00'),
  ...its,
});
const send = (by: string | null): LetterFate => ({ do: 'send', by: by === null ? null : paris(by) });
const morning: LetterFate = { do: 'wait', at: new Date('2026-05-13T08:00:00+02:00') };
const drop = (cause: 'expired' | 'erased' | 'opted-out'): LetterFate => ({ do: 'drop', cause });

describe('a letter about to be offered', () => {
  it.each([
    ['by text, before the evening ends', aLetter(), aPerson(), '21:29', send('21:30')],
    ['by text, once it has ended, waits for the morning', aLetter(), aPerson(), '21:30', morning],
    ['by text, before the morning', aLetter(), aPerson(), '23:00', morning],
    [
      'by text, to somebody where it is earlier',
      aLetter(),
      aPerson({ timeZone: 'Europe/London' }),
      '21:30',
      send('22:30'),
    ],
    ['by mail, at any hour', aLetter({ channel: 'email' }), aPerson(), '23:00', send(null)],
    [
      'whose time ends in the night',
      aLetter({ expiresAt: new Date('2026-05-13T08:00:00+02:00') }),
      aPerson(),
      '23:00',
      drop('expired'),
    ],
    ['whose time is over', aLetter({ expiresAt: paris('20:00') }), aPerson(), '20:00', drop('expired')],
    ['to somebody who is gone', aLetter(), aPerson({ erased: true }), '20:00', drop('erased')],
    ['to nobody we know', aLetter(), undefined, '20:00', drop('erased')],
    ['by text, to somebody who said STOP', aLetter(), optedOut, '20:00', drop('opted-out')],
    ['by mail, to somebody who wants no more surveys', aLetter({ channel: 'email' }), optedOut, '20:00', send(null)],
    [
      'that confirms the STOP',
      aLetter({ kind: 'conversation', createdAt: paris('23:00') }),
      optedOut,
      '23:00',
      send(null),
    ],
    [
      'that answers a text of the night',
      aLetter({ kind: 'conversation', createdAt: paris('23:00') }),
      aPerson(),
      '23:14',
      send(null),
    ],
    [
      'that would answer it too late',
      aLetter({ kind: 'conversation', createdAt: paris('23:00') }),
      aPerson(),
      '23:15',
      morning,
    ],
  ] as const)('%s', (_, letter, person, at, fate) => {
    expect(letterFate(letter, person, QUIET, paris(at))).toEqual(fate);
  });
});
