import { refusalOf } from './twilio-request.ts';

const good = { To: '+33612345678', From: '38111', Body: 'Bonjour' };

describe('a request to send a text', () => {
  it.each([
    ['is taken', good, null],
    ['is taken from a pool of senders', { ...good, From: undefined, MessagingServiceSid: 'MG1' }, null],
    ['needs a number', { ...good, To: '' }, 21_604],
    ['needs a number in E.164', { ...good, To: '0612345678' }, 21_211],
    ['needs a sender', { ...good, From: undefined }, 21_603],
    ['is not to oneself', { ...good, From: '+33612345678' }, 21_266],
    ['says something', { ...good, Body: '' }, 21_602],
    ['says 1,600 characters', { ...good, Body: 'a'.repeat(1_600) }, null],
    ['says no more', { ...good, Body: 'a'.repeat(1_601) }, 21_617],
  ])('%s', (_, form, code) => {
    expect(refusalOf(form)?.code ?? null).toBe(code);
  });
});
