import { isPersonLooking, personOrMachine, type Earlier, type Origin } from './person-or-machine.ts';

const phone = 'Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
const origin = (changes: Partial<Origin> = {}): Origin => ({
  via: 'web',
  method: 'POST',
  userAgent: phone,
  prefetch: false,
  honeypot: false,
  secondsSinceSent: 7200,
  ...changes,
});
const before = (value: string, secondsAgo: number, changes: Partial<Earlier> = {}): Earlier => ({
  value,
  secondsAgo,
  complete: true,
  via: 'web',
  label: 'person',
  userAgent: phone,
  hand: false,
  marked: false,
  ...changes,
});

describe('who submitted', () => {
  it.each<[string, Origin, Earlier[], string, string]>([
    ['a phone, two hours after the message', origin(), [], 'person', 'posted'],
    [
      'a text message',
      origin({ via: 'sms', method: 'SMS', userAgent: null, secondsSinceSent: 1 }),
      [],
      'person',
      'sms-reply',
    ],
    ['a GET', origin({ method: 'GET' }), [], 'machine', 'only-looked'],
    ['a HEAD', origin({ method: 'HEAD' }), [], 'machine', 'only-looked'],
    ['the hidden field filled', origin({ honeypot: true }), [], 'machine', 'honeypot'],
    ['a browser looking ahead', origin({ prefetch: true }), [], 'machine', 'prefetch'],
    [
      'a mail gateway by its name',
      origin({ userAgent: 'BarracudaCentral Link Protect/1.0' }),
      [],
      'machine',
      'scanner-name',
    ],
    [
      'a preview by its name, as JSON',
      origin({ via: 'api', userAgent: 'Slackbot-LinkExpanding 1.0' }),
      [],
      'machine',
      'scanner-name',
    ],
    [
      'no name, 1.9 s after sending',
      origin({ userAgent: null, secondsSinceSent: 1.9 }),
      [],
      'machine',
      'no-name-at-once',
    ],
    ['no name, 2 s after sending', origin({ userAgent: null, secondsSinceSent: 2 }), [], 'person', 'posted'],
    ['an empty name, at once', origin({ userAgent: '', secondsSinceSent: 0 }), [], 'machine', 'no-name-at-once'],
    [
      'a browser that was given no page, 1.9 s after sending',
      origin({ secondsSinceSent: 1.9 }),
      [],
      'machine',
      'never-fetched',
    ],
    ['a browser that was given no page, 2 s after sending', origin({ secondsSinceSent: 2 }), [], 'person', 'posted'],
    [
      'a browser that was given the page, at once',
      origin({ secondsSinceSent: 0, secondsSinceGiven: 0.3 }),
      [],
      'person',
      'posted',
    ],
    ['a hand, at once', origin({ secondsSinceSent: 0, hand: true, secondsOnPage: 0.8 }), [], 'person', 'posted'],
    ['a program, at once', origin({ userAgent: 'node', secondsSinceSent: 0 }), [], 'person', 'posted'],
    [
      'a program without a name through JSON, at once',
      origin({ via: 'api', userAgent: null, secondsSinceSent: 0 }),
      [],
      'person',
      'posted',
    ],
    ['no name, sending time unknown', origin({ userAgent: null, secondsSinceSent: null }), [], 'person', 'posted'],
    ['a correction at once', origin(), [before('2', 1)], 'person', 'posted'],
    ['a third value within 10 s', origin(), [before('1', 9.9), before('2', 5)], 'machine', 'burst-of-values'],
    ['a third value, the first 10 s ago', origin(), [before('1', 10), before('2', 5)], 'person', 'posted'],
    ['the same value three times', origin(), [before('5', 2), before('5', 1)], 'person', 'posted'],
    [
      'a change of mind saved as it is given',
      origin(),
      [before('1', 2, { complete: false }), before('2', 1, { complete: false })],
      'person',
      'posted',
    ],
    ['a script without a hand', origin({ hand: false, secondsOnPage: 4 }), [], 'machine', 'no-hand'],
    ['a hand', origin({ hand: true, secondsOnPage: 4 }), [], 'person', 'posted'],
    ['0.4 s after the page is there', origin({ hand: true, secondsOnPage: 0.4 }), [], 'machine', 'at-once-on-page'],
    ['0.5 s after the page is there', origin({ hand: true, secondsOnPage: 0.5 }), [], 'person', 'posted'],
    ['no script', origin({ hand: null, secondsOnPage: null }), [], 'person', 'posted'],
    [
      'another answer by another client, 59 s later',
      origin({ userAgent: 'Mozilla/5.0 Sandbox' }),
      [before('2', 59)],
      'machine',
      'other-client-at-once',
    ],
    [
      'another answer by another client, a minute later, nothing shown',
      origin({ userAgent: 'Mozilla/5.0 Sandbox' }),
      [before('2', 60)],
      'machine',
      'other-client-no-hand',
    ],
    [
      'another client, with a hand',
      origin({ userAgent: 'Tablet', hand: true, secondsOnPage: 4 }),
      [before('2', 60)],
      'person',
      'posted',
    ],
    [
      'another client, 2.9 s with the page',
      origin({ userAgent: 'Tablet', secondsSinceGiven: 2.9 }),
      [before('2', 86_400)],
      'machine',
      'other-client-no-hand',
    ],
    [
      'another client, 3 s with the page',
      origin({ userAgent: 'Tablet', secondsSinceGiven: 3 }),
      [before('2', 86_400)],
      'person',
      'posted',
    ],
    [
      'another client once a partial answer stands',
      origin({ userAgent: 'Tablet' }),
      [before('2', 3600, { complete: false })],
      'machine',
      'other-client-no-hand',
    ],
    [
      'the client of the person before, after another one',
      origin(),
      [before('2', 90, { userAgent: 'Tablet' }), before('3', 900)],
      'person',
      'posted',
    ],
    [
      'the same name without the hand it showed',
      origin(),
      [before('2', 3600, { hand: true })],
      'machine',
      'other-client-no-hand',
    ],
    [
      'the same name without the mark it had',
      origin(),
      [before('2', 3600, { marked: true })],
      'machine',
      'other-client-no-hand',
    ],
    [
      'the same name, again with its mark',
      origin({ secondsSinceGiven: 1 }),
      [before('2', 3600, { marked: true })],
      'person',
      'posted',
    ],
    [
      'a page after an answer by text',
      origin(),
      [before('2', 3600, { via: 'sms', userAgent: null })],
      'person',
      'posted',
    ],
    [
      'the same answer by another client',
      origin({ userAgent: 'Mozilla/5.0 Sandbox' }),
      [before('5', 5)],
      'person',
      'posted',
    ],
    [
      'another client after a machine',
      origin({ userAgent: 'Mozilla/5.0 Sandbox' }),
      [before('2', 5, { label: 'machine' })],
      'person',
      'posted',
    ],
    [
      'many values through JSON',
      origin({ via: 'api' }),
      [before('1', 2, { via: 'api' }), before('2', 1, { via: 'api' })],
      'person',
      'posted',
    ],
  ])('%s', (_, from, earlier, label, why) => {
    const overwrites = earlier.some((one) => one.label === 'person' && one.value !== '5');
    expect(personOrMachine(from, { value: '5', overwrites }, earlier)).toEqual({ label, why });
  });
});

describe('who looks at the page', () => {
  it.each<[string, Partial<Origin>, boolean]>([
    ['a phone', { method: 'GET' }, true],
    ['a HEAD', { method: 'HEAD' }, false],
    ['no name', { method: 'GET', userAgent: null }, false],
    ['a browser looking ahead', { method: 'GET', prefetch: true }, false],
    ['a message preview', { method: 'GET', userAgent: 'WhatsApp/2.23.20.0' }, false],
    ['a browser inside a chat app', { method: 'GET', userAgent: `${phone} WhatsApp/2.23` }, true],
    ['a search engine', { method: 'GET', userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, false],
    [
      'a phone whose maker is called Cubot',
      { method: 'GET', userAgent: 'Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) Mobile' },
      true,
    ],
  ])('%s', (_, changes, looking) => {
    expect(isPersonLooking(origin(changes))).toBe(looking);
  });
});
