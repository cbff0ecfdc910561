import { said } from './said.ts';

const text = (fr: string, en?: string) => (en === undefined ? { fr } : { fr, en });
const options = [
  { key: 'a', text: text('Accueil', 'Welcome') },
  { key: 'b', text: text('Prix') },
];

describe('what was answered', () => {
  it.each<[string, object, unknown, object]>([
    ['a score', { kind: 'csat' }, 4, { figures: [{ label: null, value: 4, max: 5 }] }],
    ['a score of nothing', { kind: 'nps' }, 0, { figures: [{ label: null, value: 0, max: 10 }] }],
    ['a thumb up', { kind: 'thumbs' }, 1, { yes: 'yes' }],
    ['a thumb down', { kind: 'thumbs' }, 0, { yes: 'no' }],
    [
      'a grid half filled',
      { kind: 'rating', rows: options },
      { a: 3 },
      { figures: [{ label: 'Welcome', value: 3, max: 5 }] },
    ],
    ['a choice', { kind: 'choice', choices: options }, 'b', { words: ['Prix'] }],
    ['choices', { kind: 'choices', choices: options }, ['a', 'b'], { words: ['Welcome', 'Prix'] }],
    ['words', { kind: 'text' }, 'Très bien', { words: ['Très bien'] }],
    ['a wish to be called', { kind: 'contact' }, true, { yes: 'yes' }],
    ['no wish', { kind: 'contact' }, false, { yes: 'no' }],
    ['a wish and its hour', { kind: 'contact' }, { slot: 'mardi' }, { yes: 'yes', words: ['mardi'] }],
    ['leave to publish', { kind: 'publish' }, { displayName: 'Léa M.' }, { yes: 'yes', words: ['Léa M.'] }],
  ])('is told back: %s', (_, question, answer, expected) => {
    const asked = { key: 'q', kind: '', text: text('Question ?', 'Question?'), ...question };
    const told = said([asked, { ...asked, key: 'unanswered' }], { q: answer }, 'en');
    expect(told).toEqual([{ question: 'Question?', figures: [], yes: null, words: [], ...expected }]);
  });

  it('is told in French where there is nothing else', () => {
    expect(said([{ key: 'q', kind: 'text', text: text('Quoi ?') }], { q: 'a' }, 'en')[0]?.question).toBe('Quoi ?');
  });
});
