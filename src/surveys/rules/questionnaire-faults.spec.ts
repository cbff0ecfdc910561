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
  it.each([0, 1, 5])('asks for a comment up to %d of 5, never at 0', (commentUpTo) => {
    expect(faults({ ...csat, commentUpTo })).toEqual([]);
  });

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
    [
      'a comment asked for up to a score off its scale',
      [{ ...csat, commentUpTo: 6 }],
      ['questions.0.commentUpTo: not-on-scale'],
    ],
    ['a comment asked for below never', [{ ...csat, commentUpTo: -1 }], ['questions.0.commentUpTo: not-on-scale']],
    [
      'a comment asked for by a text',
      [{ ...comment(undefined), commentUpTo: 1 }],
      ['questions.0.commentUpTo: not-here'],
    ],
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

describe('grids, words at the ends, looks and pages', () => {
  const rows = [
    { key: 'a', text },
    { key: 'b', text },
  ];
  const grid: Question = { key: 'grid', kind: 'rating', text, rows };
  const labels = { low: { fr: 'peu' }, high: { fr: 'très' } };
  const cold = (...questions: Question[]) =>
    questionnaireFaults({ name: 'Satisfaction', temperature: 'cold', questions }).map(
      ({ path, code }) => `${path}: ${code}`,
    );

  it('stand where they belong', () => {
    expect(cold({ ...grid, labels, page: 1 }, csat, { ...csat, key: 'csat2', look: 'stars', page: 2 })).toEqual([]);
  });

  it.each<[string, Question[], string[]]>([
    ['rows on another scale', [{ ...csat, rows }], ['questions.0.rows: not-here']],
    ['one row', [{ ...grid, rows: rows.slice(1) }], ['questions.0.rows: too-few']],
    ['the same row twice', [{ ...grid, rows: [...rows, ...rows.slice(1)] }], ['questions.0.rows.2.key: duplicate']],
    [
      'a row that every object has',
      [{ ...grid, rows: [...rows, { key: 'constructor', text }] }],
      ['questions.0.rows.2.key: reserved'],
    ],
    ['words at the ends of faces', [{ ...csat, labels }], ['questions.0.labels: not-here']],
    [
      'no word at an end',
      [{ ...grid, labels: { ...labels, low: { fr: ' ' } } }],
      ['questions.0.labels.low.fr: required'],
    ],
    ['stars for a recommendation', [{ key: 'nps', kind: 'nps', text, look: 'stars' }], ['questions.0.look: not-here']],
    [
      'a page before the one before',
      [
        { ...csat, page: 2 },
        { ...grid, page: 1 },
      ],
      ['questions.1.page: too-small'],
    ],
    [
      'a branch on a grid',
      [grid, comment({ question: 'grid', op: 'lte', value: 2 })],
      ['questions.1.showIf.question: no-branch'],
    ],
  ])('%s is refused', (_, questions, expected) => {
    expect(cold(...questions)).toEqual(expected);
  });

  it('keeps a hot questionnaire on the pages that fit', () => {
    expect(faults({ ...csat, page: 1 })).toEqual(['questions.0.page: not-here']);
  });
});
