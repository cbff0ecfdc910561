import { commentAsked } from './comment-asked.ts';
import type { Answers, Question } from './questionnaire.ts';

const text = { fr: 'Oui' };
const survey = (commentUpTo?: number): Question[] => [
  { key: 'csat', kind: 'csat', text, ...(commentUpTo !== undefined && { commentUpTo }) },
  { key: 'why', kind: 'text', text },
];

it.each<[string, Question[], Answers, boolean]>([
  ['an unhappy score, as usual', survey(), { csat: 2 }, true],
  ['a middling one, as usual', survey(), { csat: 3 }, false],
  ['the score that was set', survey(4), { csat: 4 }, true],
  ['the one above', survey(4), { csat: 5 }, false],
  ['never', survey(0), { csat: 1 }, false],
  ['a comment that was written', survey(4), { csat: 1, why: 'Trop long' }, false],
  ['no score', survey(), {}, false],
  ['no question to write in', survey().slice(0, 1), { csat: 1 }, false],
  [
    'the first score given decides',
    [...survey(), { key: 'nps', kind: 'nps', text, commentUpTo: 10 }],
    { csat: 5, nps: 1 },
    false,
  ],
])('%s', (_, questions, answers, expected) => {
  expect(commentAsked(questions, answers)?.key ?? null).toBe(expected ? 'why' : null);
});
