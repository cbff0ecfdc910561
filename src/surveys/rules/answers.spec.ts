import { readAnswers } from './answers.ts';
import type { Question } from './questionnaire.ts';

const text = { fr: '…' };
const csat: Question = { key: 'csat', kind: 'csat', text, required: true };
const why: Question = {
  key: 'why',
  kind: 'text',
  text,
  required: true,
  showIf: { question: 'csat', op: 'lte', value: 2 },
};
const one: Question = {
  key: 'one',
  kind: 'choice',
  text,
  choices: [
    { key: 'a', text },
    { key: 'b', text },
  ],
};
const many: Question = { ...one, key: 'many', kind: 'choices' };
const contact: Question = { key: 'contact', kind: 'contact', text };
const publish: Question = { key: 'publish', kind: 'publish', text };
const comment: Question = { key: 'comment', kind: 'text', text };
const nps: Question = { key: 'nps', kind: 'nps', text };

const read = (questions: Question[], raw: Record<string, unknown>, partial = true) =>
  readAnswers(questions, raw, { partial });
const codes = (questions: Question[], raw: Record<string, unknown>, partial = true) => {
  const result = read(questions, raw, partial);
  return 'errors' in result ? result.errors.map(({ path, code }) => `${path}: ${code}`) : [];
};

describe('reading answers', () => {
  it.each([
    [csat, 5, 5],
    [csat, '5', 5],
    [csat, ' 1 ', 1],
    [nps, 0, 0],
    [nps, '10', 10],
    [one, 'b', 'b'],
    [many, ['b', 'a', 'b'], ['a', 'b']],
    [many, 'b', ['b']],
    [comment, '  Très bien.\r\nMerci ', 'Très bien.\nMerci'],
    [comment, 'x'.repeat(4_000), 'x'.repeat(4_000)],
    [contact, true, true],
    [contact, 'on', true],
    [contact, false, false],
    [contact, { slot: '2026-03-02T14:00' }, { slot: '2026-03-02T14:00' }],
    [publish, { displayName: ' Léa M. ' }, { displayName: 'Léa M.' }],
    [publish, false, false],
  ])('$0.kind takes %j', (question, raw, answer) => {
    expect(read([question], { [question.key]: raw })).toEqual({ answers: { [question.key]: answer } });
  });

  it.each([null, '', undefined])('takes %j for no answer', (nothing) => {
    expect(
      read([csat, one, comment, contact, publish], {
        csat: nothing,
        one: nothing,
        comment: nothing,
        contact: nothing,
        publish: nothing,
      }),
    ).toEqual({ answers: {} });
    expect(read([many], { many: [] })).toEqual({ answers: {} });
  });

  it.each([
    [csat, 0, 'csat: not-on-scale'],
    [csat, 6, 'csat: not-on-scale'],
    [csat, 4.5, 'csat: not-on-scale'],
    [csat, '4,5', 'csat: not-on-scale'],
    [csat, true, 'csat: not-on-scale'],
    [csat, [5], 'csat: not-on-scale'],
    [nps, 11, 'nps: not-on-scale'],
    [nps, -1, 'nps: not-on-scale'],
    [one, 'c', 'one: not-one-of'],
    [one, ['a'], 'one: not-one-of'],
    [many, ['a', 'c'], 'many: not-one-of'],
    [comment, 'x'.repeat(4_001), 'comment: too-long'],
    [comment, 'a\u0000b', 'comment: control-characters'],
    [comment, 'a\ud800b', 'comment: wrong-encoding'],
    [comment, 7, 'comment: wrong-type'],
    [contact, 'maybe', 'contact: wrong-type'],
    [contact, { slot: 'x', other: 1 }, 'contact: wrong-type'],
    [contact, { slot: 'x'.repeat(65) }, 'contact.slot: too-long'],
    [publish, true, 'publish: wrong-type'],
    [publish, { displayName: ' ' }, 'publish.displayName: required'],
    [publish, { displayName: 'x'.repeat(61) }, 'publish.displayName: too-long'],
    [publish, { displayName: 'a\nb' }, 'publish.displayName: control-characters'],
  ])('$0.kind refuses %j', (question, raw, problem) => {
    expect(codes([question], { [question.key]: raw })).toEqual([problem]);
  });

  it('names what is no question of the survey, and all faults at once', () => {
    expect(codes([csat, comment], { csat: 9, comment: 3, cast: 1 })).toEqual([
      'cast: unknown-question',
      'csat: not-on-scale',
      'comment: wrong-type',
    ]);
  });

  it('asks for what is required only at the end, and only if it was shown', () => {
    expect(codes([csat, why], {}, true)).toEqual([]);
    expect(codes([csat, why], {}, false)).toEqual(['csat: required']);
    expect(codes([csat, why], { csat: 2 }, false)).toEqual(['why: required']);
    expect(codes([csat, why], { csat: 3 }, false)).toEqual([]);
    expect(codes([csat], { csat: 9 }, false)).toEqual(['csat: not-on-scale']);
  });

  it('leaves out answers to questions that are not shown', () => {
    expect(read([csat, why], { csat: 4, why: 'Trop long' }, false)).toEqual({ answers: { csat: 4 } });
  });

  it.each([
    [true, { contact: true }],
    [{ slot: 'mardi' }, { contact: { slot: 'mardi' } }],
    [false, {}],
  ])('takes %j for a call even where it is not shown', (wish, kept) => {
    const call: Question = { ...contact, showIf: { question: 'csat', op: 'lte', value: 2 } };
    expect(read([csat, call], { csat: 4, contact: wish }, false)).toEqual({ answers: { csat: 4, ...kept } });
  });
});

describe('a grid', () => {
  const grid = {
    key: 'shop',
    kind: 'rating' as const,
    text: { fr: 'Notez' },
    required: true,
    rows: [
      { key: 'wait', text: { fr: 'Attente' } },
      { key: 'team', text: { fr: 'Équipe' } },
    ],
  };
  const all = { partial: false };

  it.each<[string, unknown, unknown]>([
    ['a score by row, as figures or as a form sends them', { wait: 4, team: '5' }, { shop: { wait: 4, team: 5 } }],
  ])('is %s', (_, value, answers) => {
    expect(readAnswers([grid], { shop: value }, all)).toEqual({ answers });
  });

  it.each<[string, unknown, string]>([
    ['one score for all', 4, 'shop: wrong-type'],
    ['a list', [4, 5], 'shop: wrong-type'],
    ['a row it does not have', { wait: 4, price: 1 }, 'shop.price: not-one-of'],
    ['what every object inherits', { constructor: 1 }, 'shop.constructor: not-one-of'],
    ['a score off the scale', { wait: 6, team: 1 }, 'shop.wait: not-on-scale'],
    ['a row left out, as it is required', { wait: 4 }, 'shop: required'],
    ['nothing', {}, 'shop: required'],
  ])('is not %s', (_, value, fault) => {
    const read = readAnswers([grid], { shop: value }, all);
    expect('errors' in read && read.errors.map(({ path, code }) => `${path}: ${code}`)).toEqual([fault]);
  });

  it('may be begun', () => {
    expect(readAnswers([grid], { shop: { wait: 4 } }, { partial: true })).toEqual({ answers: { shop: { wait: 4 } } });
  });
});
