import { sightingOf } from './sighting.ts';

it.each<[string, Record<string, string>, string, object]>([
  ['a phone', { 'user-agent': 'Mozilla/5.0' }, '', { userAgent: 'Mozilla/5.0', prefetch: false, honeypot: false }],
  ['no name', {}, '', { userAgent: null }],
  ['a blank name', { 'user-agent': ' ' }, '', { userAgent: null }],
  ['a browser that looks ahead', { 'sec-purpose': 'prefetch;prerender' }, '', { prefetch: true }],
  ['a preview', { 'x-purpose': 'preview' }, '', { prefetch: true }],
  ['the hidden field filled', {}, 'http://spam.example', { honeypot: true }],
])('%s', (_, headers, honeypot, seen) => {
  expect(sightingOf({ method: 'POST', headers }, honeypot)).toMatchObject({ method: 'POST', ...seen });
});
