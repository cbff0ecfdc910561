import { answersOver } from './answers-over.ts';
import { keepingTexts, readForm, typedIn } from './read-form.ts';

const questions = [
  { key: 'csat', kind: 'csat' },
  { key: 'reasons', kind: 'choices' },
  { key: 'comment', kind: 'text' },
  { key: 'contact', kind: 'contact' },
  { key: 'publish', kind: 'publish' },
];
const all = new Set(questions.map(({ key }) => key));
const page = { asked: all, defaultName: 'Léa M.' };

describe('a form of the page', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a score', { csat: '4' }, { csat: '4' }],
    ['the last of a score given twice', { csat: ['4', '5'] }, { csat: '5' }],
    ['one of several', { reasons: 'wait' }, { reasons: ['wait'] }],
    ['several', { reasons: ['wait', 'price'] }, { reasons: ['wait', 'price'] }],
    ['a text of two lines', { comment: ' Long.\r\nTrès long. ' }, { comment: 'Long.\nTrès long.' }],
    ['what nobody sees or meant', { comment: 'a\u0000b\u000bc\u2028d\ud800' }, { comment: 'abc\nd' }],
    ['marks of direction', { comment: '\u202bשלום\u202c 🙂' }, { comment: '\u202bשלום\u202c 🙂' }],
    ['a wish to be called', { contact: 'true' }, { contact: true }],
    ['a box as browsers send it', { contact: 'on' }, { contact: true }],
    ['a hidden field before the box', { contact: ['false', 'true'] }, { contact: true }],
    ['leave to publish', { publish: 'on', 'publish.displayName': 'Zoé' }, { publish: { displayName: 'Zoé' } }],
    [
      'leave to publish without a name',
      { publish: 'on', 'publish.displayName': ' ' },
      { publish: { displayName: 'Léa M.' } },
    ],
    ['a name without leave', { 'publish.displayName': 'Zoé' }, {}],
  ])('%s', (_, body, answers) => {
    const nothing = Object.fromEntries([...all].map((key) => [key, null]));
    expect(readForm(questions, body, page)).toEqual({ ...nothing, ...answers });
  });
});

it('takes from a form that does not say what it asked only what it sent', () => {
  expect(readForm(questions, { csat: '2', other: 'x', contact: 'false' }, { ...page, asked: new Set() })).toEqual({
    csat: '2',
    contact: null,
  });
});

it('puts what was sent over what was answered', () => {
  expect(answersOver({ csat: 1, comment: 'Long', contact: true }, { csat: 5, comment: null })).toEqual({
    csat: 5,
    contact: true,
  });
});

describe('a grid in a form', () => {
  const grid = [{ key: 'shop', kind: 'rating', rows: [{ key: 'wait' }, { key: 'team' }] }];
  it.each<[string, Record<string, unknown>, unknown]>([
    ['every row', { 'shop.wait': '4', 'shop.team': '5' }, { shop: { wait: '4', team: '5' } }],
    ['one row', { 'shop.team': '5' }, { shop: { team: '5' } }],
    ['no row', {}, { shop: null }],
  ])('is read with %s', (_, body, answers) => {
    expect(readForm(grid, body, { asked: new Set(['shop']), defaultName: '' })).toEqual(answers);
  });

  it('counts by its rows where the page does not say what it asked', () => {
    expect(readForm(grid, { 'shop.wait': '1' }, { asked: new Set(), defaultName: '' })).toEqual({
      shop: { wait: '1' },
    });
  });
});

it('takes no text back from a page that was opened before it was written', () => {
  expect(keepingTexts(questions, { csat: '4', comment: null, contact: null })).toEqual({ csat: '4', contact: null });
});

it('gives back what was written by hand, and no score, choice, name or field of ours', () => {
  const body = { csat: '4', reasons: 'wait', comment: 'Trop long.', 'publish.displayName': 'Léa M.', _lang: 'fr fr' };
  expect(typedIn(body)).toEqual(['Trop long.']);
});
