import { alertMarks, alertWords } from './alert-words.ts';
import { heardIn, mayOpen, mustOpen, raised, type Heard, type Known } from './opening.ts';

const heard = (more: Partial<Heard> = {}): Heard => ({
  temperature: 'hot',
  metric: null,
  score: null,
  texts: [],
  callAsked: false,
  ...more,
});
const anyone: Known = { vip: false, repeated: false };

describe('an answer that must be called back', () => {
  it.each([
    ['nps', 6, 3],
    ['nps', 4, 3],
    ['nps', 3, 2],
    ['nps', 0, 2],
    ['csat', 2, 3],
    ['csat', 1, 2],
    ['ces7', 3, 3],
    ['ces7', 1, 2],
    ['ces5', 2, 3],
    ['ces5', 1, 2],
    ['thumbs', 0, 3],
  ] as const)('opens on %s %i, priority %i', (metric, score, priority) => {
    expect(mustOpen(heard({ metric, score }), anyone)).toEqual({ reason: 'low-score', priority, words: [] });
  });

  it.each([
    ['nps', 7],
    ['csat', 3],
    ['ces7', 4],
    ['ces5', 3],
    ['thumbs', 1],
    ['rating', 1],
  ] as const)('is not one on %s %i', (metric, score) => {
    expect(mustOpen(heard({ metric, score, texts: ['bof'] }), anyone)).toBeNull();
  });

  it('is urgent when somebody furious says why, and not by a blank', () => {
    expect(mustOpen(heard({ metric: 'nps', score: 1, texts: ['Nul.'] }), anyone)?.priority).toBe(1);
    expect(mustOpen(heard({ metric: 'nps', score: 1, texts: ['  '] }), anyone)?.priority).toBe(2);
    expect(mustOpen(heard({ metric: 'nps', score: 2, texts: ['Nul.'] }), anyone)?.priority).toBe(2);
    expect(mustOpen(heard({ metric: 'thumbs', score: 0, texts: ['Nul.'] }), anyone)?.priority).toBe(3);
  });

  it('is one whatever the score when a call is asked for, or an alert word said', () => {
    expect(mustOpen(heard({ metric: 'nps', score: 10, callAsked: true }), anyone)).toMatchObject({
      reason: 'call-asked',
      priority: 3,
    });
    expect(mustOpen(heard({ metric: 'nps', score: 9, texts: ['Je porte plainte'] }), anyone)).toEqual({
      reason: 'alert-words',
      priority: 1,
      words: ['plainte'],
    });
  });

  it('is none in a barometer on the score alone, though somebody may decide to call', () => {
    const cold = heard({ temperature: 'cold', metric: 'nps', score: 0 });
    expect(mustOpen(cold, anyone)).toBeNull();
    expect(mayOpen(cold, anyone)).toEqual({ reason: 'low-score', priority: 2, words: [] });
    expect(mustOpen({ ...cold, callAsked: true }, anyone)).toEqual({ reason: 'call-asked', priority: 2, words: [] });
    expect(mustOpen({ ...cold, texts: ['Je porte plainte'] }, anyone)?.reason).toBe('alert-words');
    expect(mayOpen(heard({ temperature: 'cold', metric: 'nps', score: 7 }), anyone)).toBeNull();
    const marked = (score: number) => mayOpen(heard({ temperature: 'cold', metric: 'rating', score }), anyone);
    expect([marked(2)?.reason, marked(3)]).toEqual(['low-score', null]);
  });

  it('presses for a VIP, and for whoever had a case lately', () => {
    const low = heard({ metric: 'nps', score: 6 });
    expect(mustOpen(low, { vip: true, repeated: false })?.priority).toBe(2);
    expect(mustOpen(low, { vip: false, repeated: true })?.priority).toBe(2);
  });
});

describe('an alert word', () => {
  it.each([
    ['Mon AVOCAT vous écrira', ['avocat']],
    ['je me suis brulée la main', ['brûlé']],
    ['Brûlées !', ['brûlé']],
    ['mise en demeure envoyée', ['mise en demeure']],
    ['le mediateur, puis la presse', ['médiateur', 'presse']],
    ['mes DONNÉES ont fuité', ['données']],
    ['j’ai été agressé par un vigile raciste', ['agressé', 'raciste']],
    ['My lawyer will call', ['lawyer']],
  ])('is found in %j', (text, found) => {
    expect(alertWords(text)).toEqual(found);
  });

  it.each(['je suis pressé', 'on est pressées', 'avocatier', 'un volume', 'la mise en rayon', 'envol', ''])(
    'is not found in %j',
    (text) => {
      expect(alertWords(text)).toEqual([]);
    },
  );
});

it('shows where the alert words stand', () => {
  expect(alertMarks('Une MISE en demeure !')).toEqual([{ start: 4, end: 19, word: 'mise en demeure' }]);
});

describe('what answers say', () => {
  const questions = [
    { key: 'csat', kind: 'csat' },
    { key: 'comment', kind: 'text' },
    { key: 'more', kind: 'text' },
    { key: 'contact', kind: 'contact' },
    { key: 'publish', kind: 'publish' },
  ];

  it.each([
    [
      { csat: 1, comment: 'a', more: 'b', contact: true },
      { texts: ['a', 'b'], callAsked: true },
    ],
    [{ contact: { slot: '2026-05-26T08:00:00Z' } }, { texts: [], callAsked: true }],
    [
      { contact: false, publish: true },
      { texts: [], callAsked: false },
    ],
  ])('%j', (answers, said) => {
    expect(heardIn(questions, answers)).toEqual(said);
  });
});

it.each([
  [3, 3, 2],
  [3, 1, 1],
  [2, 3, 1],
  [1, 3, 1],
] as const)('a case of priority %i joined by an answer of %i becomes %i', (before, answer, after) => {
  expect(raised(before, answer)).toBe(after);
});
