import type { Config } from '#platform/config';
import { SmsTransport } from './index.ts';

const H = '0123456789abcdef0123456789abcdef';

/** A transport of the account and public address that a case names. */
const transport = (publicUrl: string, authToken: string, secondaryToken: string | null = null) =>
  new SmsTransport({
    publicUrl,
    twilio: { accountSid: `AC${H}`, authToken, secondaryToken, sender: { from: '38111' } },
  } as Config);

const call = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const status = {
  AccountSid: `AC${H}`,
  ApiVersion: '2010-04-01',
  ErrorCode: '30003',
  From: 'BOUTIQUE',
  MessageSid: `SM${H}`,
  MessageStatus: 'undelivered',
  MessagingServiceSid: `MG${H}`,
  SmsSid: `SM${H}`,
  SmsStatus: 'undelivered',
  To: '+33612345678',
};
const inbound = {
  AccountSid: `AC${H}`,
  ApiVersion: '2010-04-01',
  Body: '4 très déçu par l’attente',
  From: '+33612345678',
  FromCountry: 'FR',
  MessageSid: `SM${H}`,
  MessagingServiceSid: `MG${H}`,
  NumMedia: '0',
  NumSegments: '1',
  SmsMessageSid: `SM${H}`,
  SmsSid: `SM${H}`,
  SmsStatus: 'received',
  To: '38111',
  ToCountry: 'FR',
};
const site = 'https://csat.example.fr';
const mine = 'https://mycompany.com';
const page = '/myapp.php?foo=1&bar=2';

describe('a webhook', () => {
  it.each([
    ['a form', mine, '12345', page, call, 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
    [
      'another number',
      mine,
      '12345',
      page,
      { ...call, Caller: '+12349013030', From: '+12349013030' },
      '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
    ],
    [
      'a name that comes three times',
      mine,
      '12345',
      page,
      { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] },
      'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
    ],
    ['the port written out', mine, '12345', page, call, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    ['the port of http written out', 'http://mycompany.com', '12345', page, call, '0ZXoZLH/DfblKGATFgpif+LLRf4='],
    ['a status', site, 'test_auth_token_0001', '/hooks/twilio/status?inv=42', status, 'R6xOB2IqJ/SIXZ0B0fvFukNT254='],
    [
      'a text with accents',
      site,
      'test_auth_token_0001',
      '/hooks/twilio/inbound',
      inbound,
      'OqGDpY7PRbuqmWnpfu0ucXIklBQ=',
    ],
    [
      'an empty text',
      site,
      'test_auth_token_0001',
      '/hooks/twilio/inbound',
      { Body: '', From: '+33612345678' },
      'uOGm0OiNPonEpGev6m8iiy7W8gE=',
    ],
  ])('is the provider’s: %s', (_, publicUrl, token, path, params, signature) => {
    expect(transport(publicUrl, token).isFromProvider({ path, params, signature })).toBe(true);
    expect(transport(publicUrl, `${token}x`).isFromProvider({ path, params, signature })).toBe(false);
    expect(transport(publicUrl, token).isFromProvider({ path: `${path}x`, params, signature })).toBe(false);
    expect(transport(publicUrl, token).isFromProvider({ path, params: { ...params, More: '1' }, signature })).toBe(
      false,
    );
  });

  describe('with a body that is no form', () => {
    const hashed = `${page}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
    const signature = 'a9nBmqA0ju/hNViExpshrM61xv4=';
    const body = '{"property": "value", "boolean": true}';

    it('is the provider’s by its hash', () => {
      const raw = Buffer.from(body);
      const params = JSON.parse(body) as Record<string, unknown>;
      expect(transport(mine, '12345').isFromProvider({ path: hashed, params, signature, raw })).toBe(true);
      const other = Buffer.from(body.replace('value', 'other'));
      expect(transport(mine, '12345').isFromProvider({ path: hashed, params, signature, raw: other })).toBe(false);
      expect(transport(mine, '12345').isFromProvider({ path: hashed, params, signature })).toBe(false);
      expect(transport(mine, '54321').isFromProvider({ path: hashed, params, signature, raw })).toBe(false);
    });
  });

  it('is the provider’s under the token before or after ours, while they are changed', () => {
    const call = { path: '/hooks/twilio/inbound', params: inbound, signature: 'OqGDpY7PRbuqmWnpfu0ucXIklBQ=' };
    expect(transport(site, 'the_token_after_it_1', 'test_auth_token_0001').isFromProvider(call)).toBe(true);
    expect(transport(site, 'the_token_after_it_1', 'the_token_before_it1').isFromProvider(call)).toBe(false);
  });

  it('without a signature is nobody’s', () => {
    expect(
      transport(site, 'test_auth_token_0001').isFromProvider({ path: '/x', params: {}, signature: undefined }),
    ).toBe(false);
  });
});
