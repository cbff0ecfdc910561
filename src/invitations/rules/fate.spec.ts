import type { Channel, Reach } from '#customers';
import { fateOf, reminderFate } from './fate.ts';
import { UNSET } from './quiet-hours.ts';
import { sendRules, sendTime } from './send-time.ts';

const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };
const paris = (wall: string) => new Date(`${wall}+02:00`);
const TUESDAY = paris('2026-05-19T12:00:00');
const EVENING = paris('2026-05-19T20:00:00');
const rules = sendRules(WINDOW, { timeZone: 'Europe/Paris', country: 'FR' }, null, UNSET);
const due = {
  channel: 'sms' as Channel,
  nextChannels: ['email'] as Channel[],
  expiresAt: paris('2026-05-25T12:00:00'),
  waitsUntil: paris('2026-05-22T12:00:00'),
};
const stop = (more: object = {}) => ({ cause: 'pressure', waits: true, nextEligibleAt: null, ...more });
const person = (sms: Reach, email: Reach = 'ok', erased = false) => ({ erased, reach: { sms, email } });

describe('fateOf', () => {
  it.each<[string, Parameters<typeof fateOf>, object]>([
    ['goes out', [due, person('ok'), null, rules, TUESDAY], { do: 'send', channel: 'sms', nextChannels: ['email'] }],
    [
      'goes out on the next channel when the first does not work',
      [due, person('blocked'), null, rules, TUESDAY],
      { do: 'send', channel: 'email', nextChannels: [] },
    ],
    [
      'goes to nobody forgotten',
      [due, person('ok', 'ok', true), null, rules, TUESDAY],
      { do: 'cancel', cause: 'erased' },
    ],
    ['goes to nobody unknown', [due, undefined, null, rules, TUESDAY], { do: 'cancel', cause: 'erased' }],
    [
      'has no second way to who said stop',
      [due, person('opted-out'), null, rules, TUESDAY],
      { do: 'cancel', cause: 'opted-out' },
    ],
    ['needs a channel', [due, person('invalid', 'none'), null, rules, TUESDAY], { do: 'cancel', cause: 'no-contact' }],
    [
      'needs its place',
      [due, person('ok'), stop({ waits: false }), rules, TUESDAY],
      { do: 'cancel', cause: 'pressure' },
    ],
    [
      'waits for the next free day where the rule says so',
      [due, person('ok'), stop({ nextEligibleAt: paris('2026-05-21T00:00:00') }), rules, TUESDAY],
      { do: 'hold', at: paris('2026-05-21T00:00:00'), until: due.waitsUntil, cause: 'pressure' },
    ],
    [
      'waits for no day past its own age, until which a place may come free',
      [due, person('ok'), stop({ nextEligibleAt: paris('2026-05-23T00:00:00') }), rules, TUESDAY],
      { do: 'hold', at: due.waitsUntil, until: due.waitsUntil, cause: 'pressure' },
    ],
    [
      'waits for the end of a callback, looked for now and then',
      [due, person('ok'), stop({ cause: 'open-callback' }), rules, TUESDAY],
      { do: 'hold', at: paris('2026-05-19T18:00:00'), until: due.waitsUntil, cause: 'open-callback' },
    ],
    [
      'does not wait once it is too old',
      [{ ...due, waitsUntil: TUESDAY }, person('ok'), stop(), rules, TUESDAY],
      { do: 'cancel', cause: 'pressure' },
    ],
    [
      'does not wait when it was not to',
      [{ ...due, waitsUntil: null }, person('ok'), stop(), rules, TUESDAY],
      { do: 'cancel', cause: 'pressure' },
    ],
    [
      'waits for the morning',
      [due, person('ok'), null, rules, EVENING],
      { do: 'move', at: paris('2026-05-20T10:00:00') },
    ],
    [
      'ends at its end',
      [{ ...due, expiresAt: TUESDAY }, person('ok'), null, rules, TUESDAY],
      { do: 'expire', cause: 'too-late' },
    ],
    [
      'ends when the morning is too late',
      [{ ...due, expiresAt: paris('2026-05-20T10:00:00') }, person('ok'), null, rules, EVENING],
      { do: 'expire', cause: 'too-late' },
    ],
  ])('%s', (_, given, fate) => {
    expect(fateOf(...given)).toEqual(fate);
  });
});

describe('a reminder', () => {
  it.each<[string, Parameters<typeof reminderFate>, object]>([
    ['goes out', [due, person('ok'), false, rules, TUESDAY], { do: 'send' }],
    [
      'waits for the morning',
      [due, person('ok'), false, rules, EVENING],
      { do: 'move', at: paris('2026-05-20T10:00:00') },
    ],
    ['is dropped when a rule stops it', [due, person('ok'), true, rules, TUESDAY], { do: 'drop' }],
    ['takes no other channel', [due, person('blocked'), false, rules, TUESDAY], { do: 'drop' }],
    [
      'is not worth a message after the end',
      [{ ...due, expiresAt: TUESDAY }, person('ok'), false, rules, TUESDAY],
      { do: 'drop' },
    ],
  ])('%s', (_, given, fate) => {
    expect(reminderFate(...given)).toEqual(fate);
  });
});

describe('when a message goes out', () => {
  const whitMonday = paris('2026-05-25T12:00:00');

  it('is never on a holiday of the person’s country, nor of the region they went to', () => {
    const next = paris('2026-05-26T10:00:00');
    expect(sendTime(whitMonday, whitMonday, rules)).toEqual(next);
    const goodFriday = paris('2027-03-26T12:00:00');
    const strasbourg = { country: 'FR', holidayRegion: 'alsace-moselle' };
    const there = sendRules(WINDOW, { timeZone: 'Europe/Paris', country: 'FR' }, strasbourg, UNSET);
    expect(sendTime(goodFriday, goodFriday, rules)).toEqual(goodFriday);
    expect(sendTime(goodFriday, goodFriday, there) > goodFriday).toBe(true);
  });

  it('is never outside the hours that nothing exceeds', () => {
    const wide = sendRules(
      { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
      { timeZone: 'Europe/Paris', country: 'FR' },
      null,
      UNSET,
    );
    const late = paris('2026-05-19T21:30:00');
    expect(sendTime(late, late, wide)).toEqual(paris(`2026-05-20T${UNSET.from}:00`));
  });

  it('is not in the past', () => {
    expect(sendTime(paris('2026-05-18T12:00:00'), TUESDAY, rules)).toEqual(TUESDAY);
  });
});
