import { acted, readAct, settled } from './draft-acts.ts';
import type { Question, QuestionnaireInput } from './questionnaire.ts';

const text = { fr: 'Question' };
const csat: Question = { key: 'csat', kind: 'csat', text };
const list: Question = { key: 'why', kind: 'choices', text, choices: [{ key: 'a', text }] };
const content: QuestionnaireInput = { name: 'N', temperature: 'cold', questions: [csat, list] };
const starter = () => ({ fr: 'Usuel', en: 'Usual' });
const keys = (act: string) => {
  const read = readAct(act);
  if (!read) return null;
  const { content: after, at } = acted(content, read, starter);
  return `${after.questions.map(({ key }) => key).join(' ')} @${at}`;
};

describe('the buttons of the editor', () => {
  it.each([
    ['up:1', 'why csat @0'],
    ['down:0', 'why csat @1'],
    ['up:0', 'csat why @0'],
    ['down:1', 'csat why @1'],
    ['remove:0', 'why @0'],
    ['remove:1', 'csat @0'],
    ['copy:0', 'csat csat2 why @1'],
    ['add:text', 'csat why comment @2'],
    ['add:csat', 'csat why csat2 @2'],
    ['remove:9', 'csat why @null'],
    ['add:constructor', null],
    ['up:x', null],
    ['remove-choice:0', null],
    ['', null],
  ])('%s', (act, expected) => {
    expect(keys(act)).toBe(expected);
  });

  it('begin a question with its usual words, and a grid with two rows', () => {
    const { content: after } = acted(content, { do: 'add', kind: 'grid' }, starter);
    expect(after.questions.at(-1)).toMatchObject({
      key: 'grid',
      kind: 'rating',
      text: { fr: 'Usuel', en: 'Usual' },
      rows: [{ key: 'row1' }, { key: 'row2' }],
    });
  });

  it('add choices under keys of their own, and take one away', () => {
    const more = acted(content, { do: 'add-choice', at: 1 }, starter).content;
    expect(more.questions[1]?.choices?.map(({ key }) => key)).toEqual(['a', 'choice1']);
    const less = acted(more, { do: 'remove-choice', at: 1, option: 0 }, starter).content;
    expect(less.questions[1]?.choices?.map(({ key }) => key)).toEqual(['choice1']);
  });

  it.each([
    ['up-choice:1:1', 'b a c'],
    ['down-choice:1:1', 'a c b'],
    ['up-choice:1:0', 'a b c'],
    ['down-choice:1:2', 'a b c'],
    ['remove-choice:1:1', 'a c'],
    ['up-choice:1:9', 'a b c'],
    ['up-choice:0:1', 'a b c'],
  ])('put the choices in order: %s', (act, expected) => {
    const three = { ...list, choices: ['a', 'b', 'c'].map((key) => ({ key, text })) };
    const read = readAct(act);
    const after = read && acted({ ...content, questions: [csat, three] }, read, starter).content;
    expect(after?.questions[1]?.choices?.map(({ key }) => key).join(' ')).toBe(expected);
  });

  it('put the rows of a grid in order', () => {
    const grid: Question = { key: 'g', kind: 'rating', text, rows: ['a', 'b'].map((key) => ({ key, text })) };
    const after = acted({ ...content, questions: [grid] }, { do: 'down-row', at: 0, option: 0 }, starter).content;
    expect(after.questions[0]?.rows?.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('leave what is published as it was', () => {
    const before = JSON.stringify(content);
    for (const act of ['up:1', 'remove:0', 'copy:0', 'add-choice:1', 'add:nps']) keys(act);
    expect(JSON.stringify(content)).toBe(before);
  });
});

describe('a question whose kind was changed', () => {
  const labels = { low: text, high: text };
  it.each<[string, Question, 'hot' | 'cold', Partial<Question>]>([
    [
      'a list has choices',
      { ...csat, kind: 'choice' },
      'hot',
      {
        choices: [
          { key: 'choice1', text: { fr: '' } },
          { key: 'choice2', text: { fr: '' } },
        ],
      },
    ],
    ['a text has none', { ...list, kind: 'text' }, 'hot', {}],
    ['faces have no words at their ends', { ...csat, labels }, 'hot', {}],
    ['a recommendation has', { ...csat, kind: 'nps', labels }, 'hot', { labels }],
    ['a hot one has no pages', { ...csat, page: 2 }, 'hot', {}],
    ['a cold one has', { ...csat, page: 2 }, 'cold', { page: 2 }],
  ])('%s', (_, question, temperature, members) => {
    const { key, kind } = question;
    expect(settled(question, temperature)).toEqual({ key, kind, text, ...members });
  });
});
