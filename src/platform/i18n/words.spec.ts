import { checkWords, readWords, Words } from './index.ts';

const fr = {
  kit: {
    greeting: "Bonjour {{name}} : l'avis compte !",
    answers_one: '{{count}} réponse',
    answers_other: '{{count}} réponses',
    sms: { stop: "L'avis : STOP !" },
  },
};
const en = {
  kit: {
    greeting: 'Hello {{name}}: it’s your view!',
    answers_one: 'one answer',
    answers_other: '{{count}} answers',
    sms: { stop: 'Your view: STOP!' },
  },
};
const words = new Words({ fr, en, missing: 'throw' });

describe('words', () => {
  it('typesets French as printers do, whatever its writer typed', () => {
    expect(words.t('fr', 'kit.greeting', { name: 'Zoé' })).toBe('Bonjour Zoé\u00a0: l’avis compte\u202f!');
  });

  it('leaves a text message in the characters it was written with', () => {
    expect(words.t('fr', 'kit.sms.stop')).toBe("L'avis : STOP !");
  });

  it.each([
    ['fr', 0, '0 réponse'],
    ['fr', 1, '1 réponse'],
    ['fr', 2, '2 réponses'],
    ['fr', 1_000_000, '1\u202f000\u202f000 réponses'],
    ['en', 0, '0 answers'],
    ['en', 1, 'one answer'],
    ['en', 12_345, '12,345 answers'],
  ] as const)('chooses the plural of %s for %i', (language, count, text) => {
    expect(words.t(language, 'kit.answers', { count })).toBe(text);
  });

  it('refuses a missing word and an empty place in tests, and shows them elsewhere', () => {
    expect(() => words.t('fr', 'kit.nothing')).toThrow('kit.nothing');
    expect(() => words.t('fr', 'kit')).toThrow('kit');
    expect(() => words.t('fr', 'kit.greeting')).toThrow('empty');
    expect(new Words({ fr, en }).t('fr', 'kit.nothing')).toBe('⟦kit.nothing⟧');
  });

  it('does not fill a place from what a customer wrote in another', () => {
    expect(words.t('en', 'kit.greeting', { name: '$t(kit.sms.stop)' })).toContain('$t(kit.sms.stop)');
    expect(words.t('en', 'kit.greeting', { name: '{{name}}' })).toContain('{{name}}');
  });
});

describe('checkWords', () => {
  it('finds nothing to say of our own words', () => {
    expect(checkWords(readWords('fr'), readWords('en'))).toEqual([]);
  });

  it('names a key on one side only and places that differ', () => {
    expect(checkWords({ a: { b: 'x', c: '{{n}}' } }, { a: { c: '{{m}}', d: 'y' } })).toEqual([
      'a.b is missing in English',
      'a.c has other places: French {n}, English {m}',
      'a.d is missing in French',
    ]);
  });
});
