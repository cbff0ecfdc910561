import { mood } from '#platform/values';
import { reactionTo, type Reaction } from './answers.ts';
import { SCALE_OF } from './feelings.ts';
import { happeningsOf, type Happening } from './happenings.ts';
import { SITES, WRONG } from './network.ts';
import { personOf, type DemoPerson } from './people.ts';
import { Year } from './seasons.ts';

const SEED = 'alize';
const TODAY = new Date('2026-05-21T12:00:00Z');
const YEAR = new Year(TODAY);
const COUNT = 7_000;

const people = Array.from({ length: COUNT }, (_, n) => personOf(SEED, n, { first: n % 1_000 === 0 }));
const happenings = people.flatMap((person) => happeningsOf(person, SEED, YEAR));
const asked = (one: Happening) =>
  reactionTo(one, { channel: one.person.phone ? 'sms' : 'email', sentAt: one.at, reminder: false }, SEED, YEAR);

describe('the people of the demonstration', () => {
  it('are the same at every seeding', () => {
    expect(personOf(SEED, 4_321, { first: false })).toEqual(people[4_321]);
  });

  it('have numbers and addresses of fiction, and leave the last numbers to others', () => {
    for (const { phone, email } of people) {
      if (phone) expect(phone).toMatch(/^(06 39 98|01 99 00) [0-6]\d \d\d$/);
      if (email) expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@example\.test$/);
    }
  });

  it('share a phone or an e-mail with somebody else, about one in twelve', () => {
    const holders = new Map<string, number>();
    for (const { phone, email } of people)
      for (const point of [phone, email]) if (point) holders.set(point, (holders.get(point) ?? 0) + 1);
    const shared = [...holders.values()].filter((count) => count > 1).length;
    expect(shared / COUNT).toBeGreaterThan(0.06);
    expect(shared / COUNT).toBeLessThan(0.09);
    expect(Math.max(...holders.values())).toBeLessThanOrEqual(4);
  });

  it('speak English, six in a hundred', () => {
    expect(share(people, ({ language }) => language === 'en')).toBeCloseTo(0.06, 1);
  });
});

describe('the year of the network', () => {
  it('has about 20,000 interactions at five touchpoints and twelve shops, all before the last day’s moment', () => {
    expect(happenings.length).toBeGreaterThan(18_000);
    expect(happenings.length).toBeLessThan(22_000);
    expect(new Set(happenings.map(({ touchpoint }) => touchpoint)).size).toBe(5);
    expect(new Set(happenings.flatMap(({ site }) => site ?? [])).size).toBe(SITES.length);
    expect(happenings.every(({ at }) => at < TODAY)).toBe(true);
    expect(new Set(happenings.map(({ id }) => id)).size).toBe(happenings.length);
  });

  it('is the same at every seeding', () => {
    const one = people[17] as DemoPerson;
    expect(happeningsOf(one, SEED, YEAR)).toEqual(happenings.filter(({ person }) => person === one));
  });

  it('has no visit on a Sunday', () => {
    const visits = happenings.filter(({ touchpoint }) => touchpoint === 'store-visit');
    expect(share(visits, ({ at }) => at.getUTCDay() === 0)).toBeLessThan(0.01);
  });
});

describe('what people say', () => {
  const told = happenings.map((one) => ({ one, reaction: asked(one) }));
  const answers = told.flatMap(({ one, reaction }) =>
    reaction.kind === 'answers' ? [{ one, reaction, felt: feltIn(one, reaction) }] : [],
  );
  const unhappyAt = (those: typeof answers) => share(those, ({ felt }) => felt === 'unhappy');

  it('comes from two in five of those who are asked', () => {
    expect(answers.length / told.length).toBeGreaterThan(0.38);
    expect(answers.length / told.length).toBeLessThan(0.52);
  });

  it('is mostly kind', () => {
    expect(unhappyAt(answers)).toBeGreaterThan(0.1);
    expect(unhappyAt(answers)).toBeLessThan(0.22);
  });

  it('goes wrong at one shop since ten weeks, and nowhere else', () => {
    const of = (site: string, from: number, to: number) =>
      answers.filter(({ one }) => one.site === site && one.daysAgo >= from && one.daysAgo < to);
    const days = WRONG.weeks * 7;
    expect(unhappyAt(of(WRONG.site, 0, days))).toBeGreaterThan(2 * unhappyAt(of(WRONG.site, days, 365)));
    expect(unhappyAt(of('bordeaux', 0, days))).toBeLessThan(0.25);
  });

  it('gets better on the phone', () => {
    const calls = answers.filter(({ one }) => one.touchpoint === 'call');
    const [lately, before] = [
      calls.filter(({ one }) => one.daysAgo < 90),
      calls.filter(({ one }) => one.daysAgo > 270),
    ];
    expect(unhappyAt(lately)).toBeLessThan(unhappyAt(before));
  });

  it('is answered between eight in the morning and eleven at night', () => {
    const hours = answers.map(({ reaction }) =>
      Number(reaction.at.toLocaleString('en-GB', { hour: '2-digit', timeZone: 'Europe/Paris' })),
    );
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...hours)).toBeLessThan(23);
  });

  it('has comments in which every gap is filled', () => {
    const comments = answers.flatMap(({ reaction }) => (reaction.answers['comment'] as string | undefined) ?? []);
    expect(comments.length).toBeGreaterThan(3_000);
    expect(comments.filter((comment) => /[{}]|undefined/.test(comment))).toEqual([]);
    const queues = answers.filter(({ one }) => one.site === WRONG.site && one.daysAgo < 70);
    const words = queues.flatMap(({ reaction }) => (reaction.answers['comment'] as string | undefined) ?? []);
    expect(share(words, (comment) => /attente|interminable|trop de monde|queue/i.test(comment))).toBeGreaterThan(0.3);
  });
});

function feltIn({ touchpoint }: Happening, { answers }: Extract<Reaction, { kind: 'answers' }>) {
  const scale = SCALE_OF[touchpoint];
  return mood(scale, Number(answers[scale]));
}

function share<T>(of: readonly T[], is: (one: T) => boolean): number {
  return of.filter(is).length / of.length;
}
