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
  leasedUntil: now,
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
    ['refused for now, a reminder is planned anew', refused('passing', { kind: 'reminder' }), { then: 'replan' }],
    ['refused for now, a letter waits', refused('passing', { kind: 'case' }), { then: 'offer', at: retryAt }],
    [
      'refused for now, but its time will be over',
      refused('passing', { kind: 'case', expiresAt: retryAt }),
      { then: 'end', status: 'failed' },
    ],
    ['perhaps taken, is looked up', refused('uncertain'), { then: 'look', at: soon }],
    ['perhaps taken again, is looked up later', refused('uncertain', { attempts: 1 }), { then: 'look', at: retryAt }],
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
      'not found twice, a survey is planned anew',
      { message: aMessage({ looks: 1 }), result: 'absent' },
      { then: 'replan' },
    ],
    [
      'not found twice, a reminder is planned anew',
      { message: aMessage({ looks: 1, kind: 'reminder' }), result: 'absent' },
      { then: 'replan' },
    ],
    [
      'not found twice, a letter is looked at once more, and offered',
      { message: aMessage({ looks: 1, kind: 'case' }), result: 'absent' },
      { then: 'offer', at: now },
    ],
    ['not at this hour, waits', { message: aMessage(), result: 'not-yet', at: soon }, { then: 'offer', at: soon }],
    [
      'to somebody who said stop, is cancelled',
      { message: aMessage(), result: 'too-late', cause: 'opted-out' },
      { then: 'end', status: 'cancelled' },
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
    expect(consequenceOf(outcome, { now, retryAt, inquiry: 'provider' })).toEqual(expected);
  });
});

const mail = (its: Partial<Message> = {}) => aMessage({ channel: 'email', ...its });
const at = (time: string) => new Date(`2026-05-12T${time}Z`);
const absent = (its: Partial<Message>): Outcome => ({ message: mail(its), result: 'absent' });
const unclear = (its: Partial<Message>): Outcome => ({ message: mail(its), result: 'unclear' });

describe('a mail whose fate is unknown', () => {
  it.each<[string, 'witness' | 'nobody', Outcome, Consequence]>([
    [
      'is looked for once its copy may have come',
      'witness',
      refused('uncertain', mail()),
      { then: 'look', at: at('10:01:00') },
    ],
    ['is looked for again ten minutes later', 'witness', absent({ looks: 0 }), { then: 'look', at: at('10:10:00') }],
    ['missing then, is planned anew', 'witness', absent({ looks: 1 }), { then: 'replan' }],
    [
      'not found, which may mean nothing, is looked for again',
      'witness',
      unclear({}),
      { then: 'look', at: at('10:10:00') },
    ],
    [
      'still not found, is held, and looked for each hour',
      'witness',
      unclear({ looks: 1 }),
      { then: 'hold', at: at('11:00:00') },
    ],
    ['still held, is missing after all', 'witness', absent({ looks: 5 }), { then: 'replan' }],
    [
      'is held no longer than its time',
      'witness',
      unclear({ looks: 9, expiresAt: at('10:30:00') }),
      { then: 'hold', at: at('10:30:00') },
    ],
    [
      'is held until its time ends where nobody can be asked',
      'nobody',
      refused('uncertain', mail({ expiresAt: at('23:00:00') })),
      { then: 'hold', at: at('23:00:00') },
    ],
    [
      'left by a process that is no more, is held too',
      'nobody',
      unclear({ expiresAt: at('23:00:00') }),
      { then: 'hold', at: at('23:00:00') },
    ],
  ])('%s (%s)', (_, inquiry, outcome, expected) => {
    if (outcome.result === 'accepted') throw new Error('a case of this table was accepted');
    expect(consequenceOf(outcome, { now, retryAt, inquiry })).toEqual(expected);
  });
});
