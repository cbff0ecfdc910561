import { STATUS_TOPICS } from '#platform/mail';
import { KNOWN_CODES } from '#platform/sms';
import { Words } from '#platform/i18n';
import { LANGUAGES } from '#platform/values';
import { causeText } from './delivery-operations.views.ts';

const words = new Words({ missing: 'throw' });

describe.each(LANGUAGES)('why a message failed, in %s', (language) => {
  it('has a sentence for every code of the provider that we know', () => {
    expect(KNOWN_CODES.length).toBeGreaterThan(25);
    for (const code of KNOWN_CODES) expect(words.has(language, `delivery.code.twilio.${code}`)).toBe(true);
    for (const topic of STATUS_TOPICS) expect(words.has(language, `delivery.code.email.${topic}`)).toBe(true);
  });
});

describe('why a message failed', () => {
  it.each([
    ['sms', '21610', null, 'The person has opted out.'],
    ['sms', '39999', null, 'The provider refused with code 39999, which we do not know.'],
    ['sms', 'ECONNREFUSED', null, 'The line to the provider was cut or did not answer.'],
    ['sms', null, 'expired', 'It was too late to send it.'],
    ['sms', null, null, 'Without an explanation.'],
    ['email', '5.1.1', null, 'The address or its domain does not exist.'],
    ['email', '550', null, 'The server refused the message.'],
  ] as const)('by %s, code %p, cause %p, is said in words', (channel, code, cause, sentence) => {
    expect(causeText(words, 'en', channel, code, cause)).toBe(sentence);
  });
});
