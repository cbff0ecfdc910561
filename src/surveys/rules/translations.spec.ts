import type { Question } from './questionnaire.ts';
import { untranslatedIn } from './translations.ts';

const both = { fr: 'Oui', en: 'Yes' };
const french = { fr: 'Oui' };

it.each<[string, Question[], string[]]>([
  ['both languages', [{ key: 'a', kind: 'csat', text: both }], []],
  ['a question', [{ key: 'a', kind: 'csat', text: french }], ['questions.0.text.en']],
  ['nothing written yet', [{ key: 'a', kind: 'csat', text: { fr: '' } }], []],
  ['an English text that is empty', [{ key: 'a', kind: 'csat', text: { fr: 'Oui', en: '' } }], ['questions.0.text.en']],
  [
    'a choice of the second question',
    [
      { key: 'a', kind: 'csat', text: both },
      {
        key: 'b',
        kind: 'choice',
        text: both,
        choices: [
          { key: 'x', text: both },
          { key: 'y', text: french },
        ],
      },
    ],
    ['questions.1.choices.1.text.en'],
  ],
  [
    'a row and both ends of a grid',
    [
      {
        key: 'a',
        kind: 'rating',
        text: both,
        rows: [{ key: 'x', text: french }],
        labels: { low: french, high: french },
      },
    ],
    ['questions.0.rows.0.text.en', 'questions.0.labels.low.en', 'questions.0.labels.high.en'],
  ],
])('%s', (_, questions, expected) => {
  expect(untranslatedIn(questions)).toEqual(expected);
});
