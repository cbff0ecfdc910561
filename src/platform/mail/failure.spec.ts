import { deliveryErrorOf } from './failure.ts';
import { verdictOfStatus } from './index.ts';

describe('a status of a mail server', () => {
  it.each([
    ['5.1.1', 'permanent'],
    ['5.1.2', 'permanent'],
    ['5.1.10', 'permanent'],
    ['5.1.8', 'permanent'],
    ['5.2.1', 'permanent'],
    ['5.2.2', 'permanent'],
    ['5.3.4', 'permanent'],
    ['5.7.1', 'passing'],
    ['5.7.26', 'passing'],
    ['5.0.0', 'permanent'],
    ['4.2.2', 'passing'],
    ['4.7.1', 'passing'],
    ['550', 'permanent'],
    ['421', 'passing'],
  ])('%s is %s', (status, kind) => {
    expect(verdictOfStatus(status).kind).toBe(kind);
  });
});

describe('a hand-over that failed', () => {
  it.each([
    [
      'at the recipient, for ever',
      { responseCode: 550, response: '550 5.1.1 No such user', command: 'RCPT TO' },
      false,
      'permanent',
      '5.1.1',
    ],
    [
      'at the recipient, for now',
      { responseCode: 451, response: '451-4.7.1 Greylisted', command: 'RCPT TO' },
      false,
      'passing',
      '4.7.1',
    ],
    [
      'at the recipient, without a status',
      { responseCode: 550, response: '550 no', command: 'RCPT TO' },
      false,
      'permanent',
      '550',
    ],
    [
      'at the password, which is our fault',
      { responseCode: 535, response: '535 5.7.8 Wrong', code: 'EAUTH', command: 'AUTH PLAIN' },
      false,
      'passing',
      '5.7.8',
    ],
    [
      'at the greeting, which is our fault',
      { responseCode: 554, response: '554 5.7.1 Go away', command: 'CONN' },
      false,
      'passing',
      '5.7.1',
    ],
    [
      'after the text, refused',
      { responseCode: 552, response: '552 5.3.4 Too big', command: 'DATA' },
      true,
      'permanent',
      '5.3.4',
    ],
    ['before anyone listened', { code: 'ESOCKET', command: 'CONN' }, false, 'passing', 'ESOCKET'],
    ['in the middle of the text', { code: 'ECONNECTION', command: 'CONN' }, false, 'passing', 'ECONNECTION'],
    ['after the text, without an answer', { code: 'ETIMEDOUT', command: 'CONN' }, true, 'uncertain', 'ETIMEDOUT'],
    ['because the address is none', { code: 'EENVELOPE', command: 'API' }, false, 'permanent', 'EENVELOPE'],
  ])('%s', (_, error, writtenWhole, kind, code) => {
    expect(deliveryErrorOf(error, writtenWhole)).toMatchObject({ kind, code });
  });
});
