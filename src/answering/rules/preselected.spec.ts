import { preselected } from './preselected.ts';

const questions = [
  { key: 'nps', kind: 'nps' },
  { key: 'why', kind: 'choice', choices: [{ key: 'price' }] },
  { key: 'comment', kind: 'text' },
  { key: 'contact', kind: 'contact' },
];

it.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ nps: '9' }, { nps: 9 }],
  [{ nps: '0' }, { nps: 0 }],
  [{ nps: '11' }, {}],
  [{ nps: '9.5' }, {}],
  [{ nps: '' }, {}],
  [{ nps: ['9', '1'] }, {}],
  [{ why: 'price' }, { why: 'price' }],
  [{ why: 'other' }, {}],
  [{ comment: 'x', contact: 'true', toString: '1' }, {}],
])('%j chooses %j', (query, chosen) => {
  expect(preselected(questions, query)).toEqual(chosen);
});
