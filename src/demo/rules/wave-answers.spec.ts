import { mood } from '#platform/values';
import { ACTIVE, EVERYBODY, customerOf, personOf, quietPeople } from './people.ts';
import { Year } from './seasons.ts';
import { WAVE_DAYS, waveReaction } from './wave-answers.ts';

const SEED = 'alize';
const YEAR = new Year(new Date('2026-05-21T12:00:00Z'));
const people = [...Array.from({ length: ACTIVE }, (_, n) => personOf(SEED, n, { first: true })), ...quietPeople(SEED)];

const reactions = (wave: number, segment?: string) =>
  people
    .filter((person) => !segment || person.segment === segment)
    .map((person) => {
      const asked = { channel: 'email' as const, sentAt: YEAR.at(WAVE_DAYS[wave - 1] ?? 0, 11), reminder: false };
      return waveReaction(person, wave, asked, SEED, YEAR);
    });
const answersIn = (wave: number, segment?: string) =>
  reactions(wave, segment).flatMap((one) => (one.kind === 'answers' ? [one] : []));
const rate = (wave: number, segment: string) => answersIn(wave, segment).length / reactions(wave, segment).length;
const nps = (wave: number) => {
  const moods = answersIn(wave).map(({ answers }) => mood('nps', Number(answers['nps'])));
  return (100 * moods.reduce((sum, one) => sum + (one === 'happy' ? 1 : one === 'unhappy' ? -1 : 0), 0)) / moods.length;
};

describe('the base of the barometer', () => {
  it('has those who bought nothing too, who share no phone and no mailbox with anybody', () => {
    expect(people).toHaveLength(EVERYBODY);
    const quiet = people.slice(ACTIVE);
    expect(quiet.every(({ phone, email }) => phone === null && email !== null)).toBe(true);
    const mailboxes = people.flatMap(({ email }) => email ?? []);
    expect(new Set(quiet.map(({ email }) => email)).size).toBe(quiet.length);
    expect(new Set(mailboxes).size).toBe(mailboxes.length);
  });

  it('has been customers since their day', () => {
    expect(customerOf({ ...personOf(SEED, 0, { first: true }), sinceDays: 400 }, YEAR).since).toBe('2025-04-16');
  });
});

describe('what people say to the barometer', () => {
  it('comes from the loyal more often than from the new, and is the same at every seeding', () => {
    expect(rate(1, 'Fidèle')).toBeGreaterThan(1.4 * rate(1, 'Nouveau'));
    expect(answersIn(1).length / people.length).toBeGreaterThan(0.17);
    expect(answersIn(1).length / people.length).toBeLessThan(0.32);
    expect(reactions(2, 'pro')).toEqual(reactions(2, 'pro'));
  });

  it('is worse after prices went up, about prices more than about anything else', () => {
    expect(nps(1) - nps(3)).toBeGreaterThan(12);
    expect(Math.abs(nps(1) - nps(2))).toBeLessThan(8);
    const happyWith = (wave: number, aspect: string) => {
      const marks = answersIn(wave).flatMap(
        ({ answers }) => (answers['aspects'] as Record<string, number>)?.[aspect] ?? [],
      );
      return marks.filter((mark) => mark >= 4).length / marks.length;
    };
    expect(happyWith(1, 'prices') - happyWith(3, 'prices')).toBeGreaterThan(0.15);
    expect(happyWith(1, 'website') - happyWith(3, 'website')).toBeLessThan(0.1);
  });

  it('leaves out what comes after the first page when somebody stops there', () => {
    const [partial] = answersIn(1).filter(({ complete }) => !complete);
    expect(Object.keys(partial?.answers ?? {})).not.toContain('csat');
  });
});
