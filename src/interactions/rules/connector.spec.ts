import { isFresh, proofOf, type ConnectorKind, type Proof } from './connector.ts';

const AT = new Date('2026-03-02T10:15:00Z');
const request = (headers: Record<string, string>) => ({
  ...{ method: 'POST', url: 'https://x.example/webhooks/in/k', body: '{"a":1}', headers },
});
const ms = String(AT.getTime());

describe('the proof a request carries', () => {
  it.each<[ConnectorKind, Record<string, string>, Proof | null]>([
    [
      'zendesk',
      { 'x-zendesk-webhook-signature': 'S', 'x-zendesk-webhook-signature-timestamp': '2026-03-02T10:15:00Z' },
      { by: 'hmac', given: 'S', text: '2026-03-02T10:15:00Z{"a":1}', at: null },
    ],
    ['shopify', { 'x-shopify-hmac-sha256': 'S' }, { by: 'hmac', given: 'S', text: '{"a":1}', at: null }],
    [
      'hubspot',
      { 'x-hubspot-signature-v3': 'S', 'x-hubspot-request-timestamp': ms },
      { by: 'hmac', given: 'S', text: `POSThttps://x.example/webhooks/in/k{"a":1}${ms}`, at: AT },
    ],
    ['salesforce', { authorization: 'Bearer secret' }, { by: 'secret', given: 'secret' }],
    ['custom', { authorization: 'bearer secret' }, { by: 'secret', given: 'secret' }],
    ['custom', { authorization: 'Basic secret' }, null],
    ['zendesk', { authorization: 'Bearer secret' }, null],
    ['shopify', {}, null],
    ['hubspot', {}, null],
  ])('%s %j', (kind, headers, proof) => {
    expect(proofOf(kind, request(headers))).toEqual(proof);
  });

  it.each([
    [AT, 5 * 60_000, true],
    [AT, 5 * 60_000 + 1, false],
    [AT, -5 * 60_000 - 1, false],
    [null, 1e12, true],
    [new Date(NaN), 0, false],
  ])('signed at %s and looked at %i ms later is fresh: %s', (at, later, fresh) => {
    expect(isFresh({ at }, new Date(AT.getTime() + later))).toBe(fresh);
  });
});
