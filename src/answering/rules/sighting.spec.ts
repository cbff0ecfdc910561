import { sightingOf } from './sighting.ts';

it.each<
  [
    string,
    Record<string, string>,
    { honeypot?: string; seen?: string; mark?: string; secondsSinceGiven?: number },
    object,
  ]
>([
  ['a phone', { 'user-agent': 'Mozilla/5.0' }, {}, { userAgent: 'Mozilla/5.0', prefetch: false, honeypot: false }],
  ['no name', {}, {}, { userAgent: null }],
  ['a blank name', { 'user-agent': ' ' }, {}, { userAgent: null }],
  ['a browser that looks ahead', { 'sec-purpose': 'prefetch;prerender' }, {}, { prefetch: true }],
  ['a preview', { 'x-purpose': 'preview' }, {}, { prefetch: true }],
  ['the hidden field filled', {}, { honeypot: 'http://spam.example' }, { honeypot: true }],
  ['a hand', {}, { seen: '1:5320' }, { hand: true, secondsOnPage: 5.32 }],
  ['a script alone', {}, { seen: '0:20' }, { hand: false, secondsOnPage: 0.02 }],
  ['no script', {}, { seen: '' }, { hand: null, secondsOnPage: null }],
  ['a mark of its own', {}, { mark: 'ours', secondsSinceGiven: 4 }, { secondsSinceGiven: 4, foreignMark: false }],
  ['a mark of another', {}, { mark: 'theirs' }, { secondsSinceGiven: null, foreignMark: true }],
  ['no mark', {}, {}, { secondsSinceGiven: null, foreignMark: false }],
  ['what no page of ours sends', {}, { seen: '1:-5' }, { hand: null, secondsOnPage: null }],
])('%s', (_, headers, form, seen) => {
  expect(sightingOf({ method: 'POST', headers }, form)).toMatchObject({ method: 'POST', ...seen });
});
