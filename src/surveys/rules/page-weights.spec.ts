import { weightFaults } from './page-weights.ts';
import type { Question } from './questionnaire.ts';

const text = { fr: 'Oui' };
const questions: Question[] = [
  { key: 'a', kind: 'csat', text, page: 1 },
  { key: 'b', kind: 'text', text, page: 1 },
  { key: 'c', kind: 'text', text, page: 2 },
];

it.each([
  ['what fits to the byte', [{ page: 1, bytes: 14_336 }], []],
  ['a byte more', [{ page: 1, bytes: 14_337 }], ['questions.0 too-heavy']],
  [
    'the second page',
    [
      { page: 1, bytes: 9_000 },
      { page: 2, bytes: 20_000 },
    ],
    ['questions.2 too-heavy'],
  ],
  [
    'both',
    [
      { page: 1, bytes: 15_000 },
      { page: 2, bytes: 20_000 },
    ],
    ['questions.0 too-heavy', 'questions.2 too-heavy'],
  ],
  ['what nobody weighed', [], []],
])('%s', (_, weights, expected) => {
  expect(weightFaults(questions, weights).map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
});
