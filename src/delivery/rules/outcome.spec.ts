import type { Message } from './message.ts';
import { consequenceOf, type Consequence, type Outcome } from './outcome.ts';

const now = new Date('2026-05-12T10:00:00Z');
const retryAt = new Date('2026-05-12T10:00:15Z');
const soon = new Date('2026-05-12T10:00:10Z');

const aMessage = (its: Partial<Message> = {}): Message => ({
  id: 'm',
  token: 't',
  invitation: 'i',
  customer: 'c',
  kind: 'invitation',
  step: 1,
  channel: 'sms',
  to: '+33612345678',
  contactKey: Buffer.alloc(32),
  subject: null,
  text: 'Bonjour',
  html: null,
  headers: {},
  segments: 1,
  touchpoint: null,
  country: 'FR',
  status: 'sending',
  attempts: 0,
  looks: 0,
  createdAt: now,
  expiresAt: new Date('2026-05-20T10:00:00Z'),
  ...its,
});

const refused = (kind: 'permanent' | 'passing' | 'uncertain', its: Partial<Message> = {}): Outcome => ({
  message: aMessage(its),
  result: 'refused',
  kind,
  code: '1',
  cause: 'x',
});

describe('a message that was not accepted', () => {
  it.each<[string, Outcome, Consequence]>([
    ['refused for ever, ends', refused('permanent'), { then: 'end', status: 'failed' }],
    ['refused for now, a survey is planned anew', refused('passing'), { then: 'replan' }],
    ['refused for now, a reminder waits', refused('passing', { kind: 'reminder' }), { then: 'offer', at: retryAt }],
    ['refused for now, a letter waits', refused('passing', { kind: 'case' }), { then: 'offer', at: retryAt }],
    [
      'refused for now, but its time will be over',
      refused('passing', { kind: 'reminder', expiresAt: retryAt }),
      { then: 'end', status: 'failed' },
    ],
    ['perhaps taken, is looked up', refused('uncertain'), { then: 'look', at: soon }],
    ['perhaps taken again, is looked up later', refused('uncertain', { attempts: 1 }), { then: 'look', at: retryAt }],
    [
      'perhaps taken by a mail server, is offered again',
      refused('uncertain', { channel: 'email' }),
      { then: 'offer', at: soon },
    ],
    ['not even offered, a survey is planned anew', { message: aMessage(), result: 'not-offered' }, { then: 'replan' }],
    [
      'not even offered, a letter waits',
      { message: aMessage({ kind: 'case' }), result: 'not-offered' },
      { then: 'offer', at: retryAt },
    ],
    [
      'not found once, is looked up again',
      { message: aMessage({ looks: 0 }), result: 'absent' },
      { then: 'look', at: new Date('2026-05-12T10:01:00Z') },
    ],
    [
      'not found twice, is offered again',
      { message: aMessage({ looks: 1 }), result: 'absent' },
      { then: 'offer', at: now },
    ],
    [
      'of an ended survey, is cancelled',
      { message: aMessage(), result: 'too-late', cause: 'ended' },
      { then: 'end', status: 'cancelled' },
    ],
    [
      'whose time is over, fails',
      { message: aMessage(), result: 'too-late', cause: 'expired' },
      { then: 'end', status: 'failed' },
    ],
  ])('%s', (_, outcome, expected) => {
    if (outcome.result === 'accepted') throw new Error('a case of this table was accepted');
    expect(consequenceOf(outcome, now, retryAt)).toEqual(expected);
  });
});
