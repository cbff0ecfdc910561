import { sameAnswers, standing, toldAgain, withoutPerson } from './standing.ts';

const questions = [
  { key: 'csat', kind: 'csat' },
  { key: 'why', kind: 'text' },
  { key: 'more', kind: 'text' },
  { key: 'contact', kind: 'contact' },
  { key: 'publish', kind: 'publish' },
];

describe('what is kept beside the answers', () => {
  it.each<[string, Record<string, unknown>, string | null]>([
    ['the first text', { why: 'Long', more: 'Cher' }, 'Long'],
    ['the second when the first is open', { more: 'Cher' }, 'Cher'],
    ['none when a text is blank', { why: '  ' }, null],
    ['none when nothing was written', { csat: 2 }, null],
  ])('the comment: %s', (_, answers, comment) => {
    expect(standing(questions, answers, null)).toEqual({ metric: null, score: null, comment });
  });

  it('the score as surveys read it', () => {
    expect(standing(questions, { csat: 2 }, { metric: 'csat', score: 2 })).toMatchObject({ metric: 'csat', score: 2 });
  });
});

describe('whether answers changed', () => {
  it.each<[Record<string, unknown>, Record<string, unknown>, boolean]>([
    [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, true],
    [{ a: { displayName: 'Léa' } }, { a: { displayName: 'Léa' } }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, false],
    [{ a: 1 }, { a: 1, b: true }, false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameAnswers(one, other)).toBe(same);
  });
});

it('keeps of an erased person what was ticked, and nothing that was written', () => {
  const answers = { csat: 2, why: 'Julie m’a aidé', contact: true, publish: { displayName: 'Léa M.' } };
  expect(withoutPerson(questions, answers)).toEqual({ csat: 2 });
});

describe('what stands when some submissions no longer count', () => {
  const sent = (one: Record<string, unknown>) => ({ sent: one, answers: { never: 'read' } });

  it.each<[string, Parameters<typeof toldAgain>[0], Record<string, unknown>]>([
    ['nothing', [], {}],
    ['one over the other', [sent({ csat: 2 }), sent({ comment: 'Long' })], { csat: 2, comment: 'Long' }],
    ['an answer taken back', [sent({ csat: 2, comment: 'Long' }), sent({ comment: null })], { csat: 2 }],
    ['an old one for itself', [sent({ csat: 2, comment: 'x' }), { sent: null, answers: { csat: 5 } }], { csat: 5 }],
  ])('%s', (_, submissions, answers) => {
    expect(toldAgain(submissions)).toEqual(answers);
  });
});
