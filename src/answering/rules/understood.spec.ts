import { understoodOf, understoodWish } from './understood.ts';

const csat = { key: 'csat', kind: 'csat' };
const comment = { key: 'why', kind: 'text' };
const contact = { key: 'contact', kind: 'contact' };
const NOTHING = { metric: null, score: null, comment: false, call: null, hour: false };
const said = (answers: object, readAs = 'text', slot: object | null = null) => ({
  answers: answers as Record<string, unknown>,
  readAs,
  slot,
});

describe('what a text was taken for', () => {
  it.each([
    ['a score', said({ csat: 2 }, 'score'), csat, { metric: 'csat', score: 2 }],
    ['a score of zero', said({ nps: 0 }, 'score'), csat, { metric: 'nps', score: 0 }],
    [
      'a score and its reason',
      said({ csat: 1, why: 'Trop long' }, 'score'),
      csat,
      { metric: 'csat', score: 1, comment: true },
    ],
    ['words', said({ why: 'Trop long' }), comment, { comment: true }],
    ['a wish to be called', said({ contact: true }, 'yes'), contact, { call: true }],
    ['a wish and its hour', said({ contact: true }, 'text', { day: 'any' }), contact, { call: true, hour: true }],
    ['no wish to be called', said({}, 'no'), contact, { call: false }],
    ['no comment', said({}, 'no'), comment, {}],
    ['nothing clear', said({}, 'unclear'), csat, {}],
    ['an hour after all was said', said({}, 'text', { day: 'any' }), null, { hour: true }],
  ])('%s', (_, turn, asked, expected) => {
    const questions = [csat, { key: 'nps', kind: 'nps' }, comment, contact];
    expect(understoodOf(questions, turn, asked)).toEqual({ ...NOTHING, ...expected });
  });

  it('is a wish where no survey was open', () => {
    expect(understoodWish(null)).toEqual({ ...NOTHING, call: true });
    expect(understoodWish({ day: 'any' })).toEqual({ ...NOTHING, call: true, hour: true });
  });
});
