import { mergedDrafts } from './draft-merge.ts';
import type { Question, QuestionnaireInput } from './questionnaire.ts';

const a: Question = { key: 'a', kind: 'csat', text: { fr: 'A', en: 'A' } };
const b: Question = { key: 'b', kind: 'text', text: { fr: 'B' } };
const c: Question = { key: 'c', kind: 'nps', text: { fr: 'C' } };
const d: Question = { key: 'd', kind: 'nps', text: { fr: 'D' } };
const of = (...questions: Question[]): QuestionnaireInput => ({ name: 'N', temperature: 'hot', questions });
const base = of(a, b, c);
const inFrench = (question: Question, fr: string): Question => ({ ...question, text: { ...question.text, fr } });

describe('what two people wrote, put together', () => {
  it.each<[string, QuestionnaireInput, QuestionnaireInput, QuestionnaireInput]>([
    ['nothing', base, base, base],
    ['mine alone', of(inFrench(a, 'mine'), b, c), base, of(inFrench(a, 'mine'), b, c)],
    ['theirs alone', base, of(inFrench(a, 'theirs'), b, c), of(inFrench(a, 'theirs'), b, c)],
    [
      'other questions',
      of(inFrench(a, 'mine'), b, c),
      of(a, inFrench(b, 'theirs'), c),
      of(inFrench(a, 'mine'), inFrench(b, 'theirs'), c),
    ],
    [
      'other languages of one question',
      of(inFrench(a, 'mine'), b, c),
      of({ ...a, text: { fr: 'A', en: 'theirs' } }, b, c),
      of({ ...a, text: { fr: 'mine', en: 'theirs' } }, b, c),
    ],
    ['the same words', of(inFrench(a, 'mine'), b, c), of(inFrench(a, 'theirs'), b, c), of(inFrench(a, 'mine'), b, c)],
    ['a question each', of(a, b, c, d), of({ ...d, key: 'e' }, a, b, c), of({ ...d, key: 'e' }, a, b, c, d)],
    ['one removed, another changed', of(a, c), of(a, b, inFrench(c, 'theirs')), of(a, inFrench(c, 'theirs'))],
    ['one removed that the other changed', of(a, c), of(a, inFrench(b, 'theirs'), c), of(a, inFrench(b, 'theirs'), c)],
    ['an order and words', of(c, a, b), of(a, inFrench(b, 'theirs'), c), of(c, a, inFrench(b, 'theirs'))],
    ['their order and my words', of(inFrench(a, 'mine'), b, c), of(c, b, a), of(c, b, inFrench(a, 'mine'))],
  ])('%s', (_, mine, theirs, merged) => {
    expect(mergedDrafts(base, mine, theirs)).toEqual(merged);
  });

  it('joins what was settled about a question, and keeps what was taken off', () => {
    const mine = of({ ...a, required: true }, b, c);
    const theirs = of({ ...a, showIf: { question: 'b', op: 'eq', value: 'x' } }, b, c);
    expect(mergedDrafts(base, mine, theirs).questions[0]).toMatchObject({ required: true, showIf: { question: 'b' } });
    const before = of({ ...a, required: true });
    expect(mergedDrafts(before, of(a), of(inFrench({ ...a, required: true }, 'theirs'))).questions).toEqual([
      inFrench(a, 'theirs'),
    ]);
  });
});
