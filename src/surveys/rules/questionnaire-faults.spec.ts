import { questionnaireFaults } from './questionnaire-faults.ts';
import type { Question } from './questionnaire.ts';

const text = { fr: 'Question ?' };
const csat: Question = { key: 'csat', kind: 'csat', text };
const choice: Question = {
  key: 'reason',
  kind: 'choice',
  text,
  choices: [
    { key: 'a', text },
    { key: 'b', text },
  ],
};
const comment = (showIf: Question['showIf']): Question => ({
  key: 'comment',
  kind: 'text',
  text,
  ...(showIf && { showIf }),
});
const faults = (...questions: Question[]) =>
  questionnaireFaults({ name: 'Satisfaction', temperature: 'hot', questions }).map(
    ({ path, code }) => `${path}: ${code}`,
  );

describe('a questionnaire that can be published', () => {
  it('has nothing wrong', () => {
    expect(
      faults(csat, choice, comment({ question: 'csat', op: 'in', value: [1, 2] }), {
        key: 'more',
        kind: 'text',
        text,
        showIf: { question: 'reason', op: 'eq', value: 'b' },
      }),
    ).toEqual([]);
  });
});

describe('what keeps a questionnaire from being published', () => {
  it.each<[string, Question[], string[]]>([
    ['a key used twice', [csat, { ...csat }], ['questions.1.key: duplicate']],
    ['a key that every object has', [{ ...csat, key: 'constructor' }], ['questions.0.key: reserved']],
    [
      'an empty text',
      [{ ...csat, text: { fr: ' ', en: '' } }],
      ['questions.0.text.fr: required', 'questions.0.text.en: required'],
    ],
    ['a text cut inside a character', [{ ...csat, text: { fr: '\ud83d' } }], ['questions.0.text.fr: wrong-encoding']],
    ['choices on a score', [{ ...csat, choices: choice.choices ?? [] }], ['questions.0.choices: not-here']],
    ['a choice without choices', [{ key: 'reason', kind: 'choices', text }], ['questions.0.choices: too-few']],
    ['one choice only', [{ ...choice, choices: [{ key: 'a', text }] }], ['questions.0.choices: too-few']],
    [
      'the same choice twice',
      [
        {
          ...choice,
          choices: [
            { key: 'a', text },
            { key: 'a', text },
          ],
        },
      ],
      ['questions.0.choices.1.key: duplicate'],
    ],
    [
      'a branch on a later question',
      [comment({ question: 'csat', op: 'lte', value: 2 }), csat],
      ['questions.0.showIf.question: not-earlier'],
    ],
    [
      'a branch on itself',
      [comment({ question: 'comment', op: 'eq', value: 'x' })],
      ['questions.0.showIf.question: not-earlier'],
    ],
    [
      'a branch on a text',
      [comment(undefined), { ...csat, showIf: { question: 'comment', op: 'eq', value: 'x' } }],
      ['questions.1.showIf.question: no-branch'],
    ],
    [
      'a score that the scale does not have',
      [csat, comment({ question: 'csat', op: 'lte', value: 6 })],
      ['questions.1.showIf.value: not-on-scale'],
    ],
    [
      'a text for a score',
      [csat, comment({ question: 'csat', op: 'eq', value: '2' })],
      ['questions.1.showIf.value: not-on-scale'],
    ],
    [
      'a choice that is not there',
      [choice, comment({ question: 'reason', op: 'eq', value: 'c' })],
      ['questions.1.showIf.value: not-one-of'],
    ],
    [
      'an order between choices',
      [choice, comment({ question: 'reason', op: 'lte', value: 'a' })],
      ['questions.1.showIf.op: not-a-score'],
    ],
    [
      'a list where one value belongs',
      [csat, comment({ question: 'csat', op: 'lte', value: [2] })],
      ['questions.1.showIf.value: wrong-type'],
    ],
    [
      'one value where a list belongs',
      [csat, comment({ question: 'csat', op: 'in', value: 2 })],
      ['questions.1.showIf.value: wrong-type'],
    ],
  ])('%s', (_, questions, expected) => {
    expect(faults(...questions)).toEqual(expected);
  });
});
