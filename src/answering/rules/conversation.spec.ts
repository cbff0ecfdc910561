import { askedByText, nextQuestion, takeTurn, type Turn } from './conversation.ts';
import { readMessage } from './read-message.ts';

const csat = { key: 'csat', kind: 'csat' };
const list = {
  key: 'reason',
  kind: 'choice',
  choices: [
    { key: 'wait', text: { fr: 'L’attente' } },
    { key: 'price', text: { fr: 'Les prix' } },
  ],
};
const comment = { key: 'comment', kind: 'text' };
const contact = { key: 'contact', kind: 'contact' };
const publish = { key: 'publish', kind: 'publish' };
const all = [csat, list, comment, contact, publish];
const callAsked = (text: string) => text.includes('rappelez') || null;
const read: Parameters<typeof takeTurn>[4] = (body, scale) => readMessage(body, scale, callAsked);

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
  it.each<[string, Asked, Record<string, unknown>, boolean, Omit<Turn, 'slot'>]>([
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
    [
      'Très bruyant',
      comment,
      { csat: 2 },
      false,
      { answers: { comment: 'Très bruyant' }, say: 'next', readAs: 'text' },
    ],
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
    ['3', null, { csat: 2 }, false, { answers: { csat: 3 }, say: 'nothing', readAs: 'score' }],
    [
      'Et bravo à Julie',
      null,
      { csat: 5, comment: 'Top' },
      false,
      { answers: { comment: 'Top\nEt bravo à Julie' }, say: 'nothing', readAs: 'text' },
    ],
  ])('%j', (body, question, answers, helped, turn) => {
    expect(takeTurn(all, answers, { question, helped, all }, body, read)).toEqual({ ...turn, slot: null });
  });
});

describe('what is asked by text message', () => {
  const page = [
    { key: 'nps', kind: 'nps' },
    { key: 'grid', kind: 'rating', rows: [{}] },
    { key: 'why', kind: 'text' },
    { key: 'csat', kind: 'csat' },
    { key: 'more', kind: 'text' },
    { key: 'contact', kind: 'contact' },
    { key: 'publish', kind: 'publish' },
  ];
  it.each<['hot' | 'cold', string[]]>([
    ['hot', ['nps', 'why', 'csat', 'more', 'contact']],
    ['cold', ['nps', 'why', 'contact']],
  ])('of a %s survey', (temperature, keys) => {
    expect(askedByText(page, temperature).map(({ key }) => key)).toEqual(keys);
  });
});

describe('several things said at once', () => {
  it('are a score, its reason, a wish to be called and its time', () => {
    const turn = takeTurn(
      all,
      {},
      { question: csat, helped: false, all },
      '1 trop d’attente, rappelez-moi demain matin',
      read,
    );
    expect(turn).toEqual({
      answers: { csat: 1, comment: 'trop d’attente, rappelez-moi demain matin', reason: 'wait', contact: true },
      say: 'next',
      readAs: 'score',
      slot: { day: 'tomorrow', from: '09:00', to: '12:00' },
    });
  });

  it('leave a list open that could be answered in two ways, and one that was answered', () => {
    const say = (body: string, answers: Record<string, unknown>) =>
      takeTurn(all, answers, { question: comment, helped: false, all }, body, read).answers;
    expect(say('attente et prix', { csat: 2 })).not.toHaveProperty('reason');
    expect(say('attente', { csat: 2, reason: 'price' })).not.toHaveProperty('reason');
  });

  it.each<[string, Asked, Record<string, unknown>]>([
    ['mardi matin', contact, { contact: true, comment: 'mardi matin' }],
    ['mardi matin', null, { comment: 'mardi matin' }],
  ])('%j is a time where a call was offered, and at the end', (body, question, answers) => {
    const turn = takeTurn(all, {}, { question, helped: false, all }, body, read);
    expect(turn).toMatchObject({ answers, slot: { day: 'tue' } });
  });
});
