import { changesBetween } from './questionnaire-changes.ts';
import type { Question, QuestionnaireInput } from './questionnaire.ts';

const csat: Question = { key: 'csat', kind: 'csat', text: { fr: 'A' }, required: true };
const why: Question = {
  key: 'why',
  kind: 'choice',
  text: { fr: 'B', en: 'B' },
  choices: [
    { key: 'a', text: { fr: 'x' } },
    { key: 'b', text: { fr: 'y' } },
  ],
};
const of = (...questions: Question[]): QuestionnaireInput => ({ name: 'N', temperature: 'hot', questions });

describe('what changed between two questionnaires', () => {
  it.each<[string, QuestionnaireInput, string[]]>([
    ['nothing', of(csat, why), []],
    ['the name and the moment', { ...of(csat, why), name: 'M', temperature: 'cold' }, ['name', 'temperature']],
    ['a question more', of(csat, why, { ...csat, key: 'c' }), ['added c']],
    ['a question less', of(csat), ['removed why']],
    ['another order', of(why, csat), ['order']],
    ['another order, and one less, is no order', of(why), ['removed csat']],
    ['the French', of({ ...csat, text: { fr: 'C' } }, why), ['text csat fr A→C']],
    ['English taken away', of(csat, { ...why, text: { fr: 'B' } }), ['text why en B→']],
    ['the kind', of({ ...csat, kind: 'nps' }, why), ['kind csat']],
    [
      'an answer that is no longer needed',
      of({ key: 'csat', kind: 'csat', text: { fr: 'A' } }, why),
      ['optional csat'],
    ],
    ['stars', of({ ...csat, look: 'stars' }, why), ['look csat']],
    ['a condition', of(csat, { ...why, showIf: { question: 'csat', op: 'eq', value: 1 } }), ['condition why']],
    ['the score that asks for a comment', of({ ...csat, commentUpTo: 3 }, why), ['comment csat']],
    ['the order of choices', of(csat, { ...why, choices: [...(why.choices ?? [])].reverse() }), ['option-order why']],
    [
      'choices',
      of(csat, {
        ...why,
        choices: [
          { key: 'a', text: { fr: 'z' } },
          { key: 'c', text: { fr: 'w' } },
        ],
      }),
      ['option-changed why', 'option-added why', 'option-removed why'],
    ],
  ])('%s', (_, after, expected) => {
    const told = changesBetween(of(csat, why), after).map((change) =>
      [
        change.what,
        change.question?.key,
        change.what === 'text' ? `${change.language} ${change.before}→${change.after}` : null,
      ]
        .filter(Boolean)
        .join(' '),
    );
    expect(told).toEqual(expected);
  });
});
