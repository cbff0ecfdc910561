import {
  LETTER_KINDS,
  LETTER_NEEDS,
  LETTER_VARIABLES,
  letterValues,
  type LetterKind,
  type LetterValues,
} from './edited-letter.ts';

const word = (key: string) => `<${key}>`;

it.each<[LetterKind, object, LetterValues]>([
  [
    'answering-question',
    { brand: 'Alizé', question: 'Satisfait ?', how: 'csat' },
    { brand: 'Alizé', question: 'Satisfait ?', how: '<answering.sms.how.csat>' },
  ],
  [
    'answering-thanks',
    {
      brand: 'Alizé',
      team: null,
      by: 'mardi',
      slot: { day: 'jeudi', from: '15:00', to: '16:00' },
      hours: null,
      rest: null,
    },
    { brand: 'Alizé', team: null, by: 'mardi', day: 'jeudi', from: '15:00', to: '16:00', hours: null, rest: null },
  ],
  [
    'review-refused',
    { brand: 'Alizé', reason: 'off-topic', note: 'un\n mot', link: 'https://x' },
    { brand: 'Alizé', reason: '<reviews.reason.off-topic>', note: 'un mot', link: 'https://x' },
  ],
  ['help', { brand: 'Alizé', stray: 'x' }, { brand: 'Alizé' }],
])('%s shows what its sender gave', (kind, view, expected) => {
  expect(letterValues(kind, view, word)).toEqual(expected);
});

it.each(LETTER_KINDS)('%s needs nothing that it cannot show', (kind) => {
  expect(LETTER_NEEDS[kind].filter((name) => !LETTER_VARIABLES[kind].includes(name))).toEqual([]);
});
