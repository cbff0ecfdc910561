import { nextQuestion, takeTurn, type Turn } from './conversation.ts';
import { readReply } from './read-reply.ts';

const csat = { key: 'csat', kind: 'csat' };
const list = { key: 'reason', kind: 'choice' };
const comment = { key: 'comment', kind: 'text' };
const contact = { key: 'contact', kind: 'contact' };
const publish = { key: 'publish', kind: 'publish' };
const all = [csat, list, comment, contact, publish];

describe('the next question by text message', () => {
  it.each<[string, Record<string, unknown>, string | null, string | null]>([
    ['begins with the scale', {}, null, 'csat'],
    ['leaves lists to the page', { csat: 4 }, 'csat', 'comment'],
    ['passes what was said already', { csat: 4, comment: 'Top' }, 'csat', 'contact'],
    ['ends before leave to publish', { csat: 4, contact: true }, 'contact', null],
    ['never goes back', {}, 'comment', 'contact'],
  ])('%s', (_, answers, after, key) => {
    expect(nextQuestion(all, answers, after)?.key ?? null).toBe(key);
  });
});

type Asked = (typeof all)[number] | null;

describe('a turn', () => {
  it.each<[string, Asked, Record<string, unknown>, boolean, Turn]>([
    ['4', csat, {}, false, { answers: { csat: 4 }, say: 'next', readAs: 'score' }],
    ['5 merci Julie', csat, {}, false, { answers: { csat: 5, comment: 'merci Julie' }, say: 'next', readAs: 'score' }],
    ['merci', csat, {}, false, { answers: { comment: 'merci' }, say: 'help', readAs: 'text' }],
    [
      'merci encore',
      csat,
      { comment: 'merci' },
      true,
      { answers: { comment: 'merci\nmerci encore' }, say: 'nothing', readAs: 'text' },
    ],
    ['2 ou 3', csat, {}, false, { answers: {}, say: 'help', readAs: 'unclear' }],
    ['2 ou 3', csat, {}, true, { answers: { comment: '2 ou 3' }, say: 'nothing', readAs: 'unclear' }],
    ['', csat, {}, false, { answers: {}, say: 'nothing', readAs: 'nothing' }],
    ['Trop long', comment, { csat: 2 }, false, { answers: { comment: 'Trop long' }, say: 'next', readAs: 'text' }],
    [
      '2 heures pour rien',
      comment,
      { csat: 2 },
      false,
      { answers: { comment: '2 heures pour rien' }, say: 'next', readAs: 'text' },
    ],
    [
      '2 ou 3 détails',
      comment,
      { csat: 2 },
      false,
      { answers: { comment: '2 ou 3 détails' }, say: 'next', readAs: 'text' },
    ],
    ['non merci', comment, { csat: 2 }, false, { answers: {}, say: 'next', readAs: 'no' }],
    ['5', comment, { csat: 2 }, false, { answers: { csat: 5 }, say: 'nothing', readAs: 'score' }],
    ['Oui svp', contact, { csat: 2 }, false, { answers: { contact: true }, say: 'next', readAs: 'yes' }],
    ['Non', contact, { csat: 2 }, false, { answers: {}, say: 'next', readAs: 'no' }],
    [
      'demain matin',
      contact,
      { csat: 2 },
      false,
      { answers: { comment: 'demain matin' }, say: 'next', readAs: 'text' },
    ],
    ['3', null, { csat: 2 }, false, { answers: { csat: 3 }, say: 'nothing', readAs: 'score' }],
    [
      'Et bravo à Julie',
      null,
      { csat: 5, comment: 'Top' },
      false,
      { answers: { comment: 'Top\nEt bravo à Julie' }, say: 'nothing', readAs: 'text' },
    ],
  ])('%j', (body, question, answers, helped, turn) => {
    expect(takeTurn(all, answers, { question, helped }, body, readReply)).toEqual(turn);
  });
});
