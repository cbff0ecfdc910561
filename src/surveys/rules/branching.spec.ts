import { shownQuestions } from './branching.ts';
import type { Answers, Question, ShowIf } from './questionnaire.ts';
import { scored } from './scored.ts';

const text = { fr: '…' };
const question = (key: string, kind: Question['kind'], showIf?: ShowIf): Question => ({
  key,
  kind,
  text,
  ...(showIf && { showIf }),
});
const shown = (questions: Question[], answers: Answers) => shownQuestions(questions, answers).map(({ key }) => key);

describe('branching', () => {
  it.each<[ShowIf['op'], ShowIf['value'], Answers, boolean]>([
    ['lte', 6, { first: 6 }, true],
    ['lte', 6, { first: 7 }, false],
    ['gte', 9, { first: 9 }, true],
    ['gte', 9, { first: 8 }, false],
    ['eq', 0, { first: 0 }, true],
    ['eq', 0, {}, false],
    ['eq', 'a', { first: 'a' }, true],
    ['eq', 'a', { first: ['b', 'a'] }, true],
    ['in', [1, 2], { first: 2 }, true],
    ['in', [1, 2], { first: 3 }, false],
    ['in', ['a', 'b'], { first: ['c', 'b'] }, true],
    ['lte', 6, { first: '3' }, false],
  ])('%s %j with %j: %s', (op, value, answers, expected) => {
    const questions = [question('first', 'nps'), question('next', 'text', { question: 'first', op, value })];
    expect(shown(questions, answers)).toEqual(expected ? ['first', 'next'] : ['first']);
  });

  it('opens nothing from an answer that is itself hidden', () => {
    const questions = [
      question('nps', 'nps'),
      question('csat', 'csat', { question: 'nps', op: 'lte', value: 6 }),
      question('why', 'text', { question: 'csat', op: 'lte', value: 2 }),
    ];
    expect(shown(questions, { nps: 3, csat: 1 })).toEqual(['nps', 'csat', 'why']);
    expect(shown(questions, { nps: 9, csat: 1 })).toEqual(['nps']);
  });

  it('does not take what every object inherits for an answer', () => {
    const questions = [
      question('toString', 'choice'),
      question('next', 'text', { question: 'toString', op: 'eq', value: 'a' }),
    ];
    expect(shown(questions, {})).toEqual(['toString']);
  });
});

describe('the score of a response', () => {
  const questions = [
    question('why', 'text'),
    question('csat', 'csat'),
    question('nps', 'nps', { question: 'csat', op: 'gte', value: 4 }),
  ];

  it.each<[Answers, ReturnType<typeof scored>]>([
    [
      { csat: 2, nps: 9 },
      { metric: 'csat', score: 2 },
    ],
    [{ why: 'Rien' }, null],
    [{ nps: 9 }, null],
    [{}, null],
  ])('of %j is %j', (answers, expected) => {
    expect(scored(questions, answers)).toEqual(expected);
  });

  it('may be zero', () => {
    expect(scored([question('nps', 'nps')], { nps: 0 })).toEqual({ metric: 'nps', score: 0 });
  });
});
