import fc from 'fast-check';
import { Ledger, othersBefore, placeOf, reserveAll } from './ledger.ts';
import type { Ask } from './verdict.ts';

const NOW = new Date('2026-05-10T10:00:00Z');
const key = (name: string) => Buffer.from(name.padEnd(8));
const rules = [{ key: 'once', scope: 'all', windowDays: 30, cap: 1 }] as const;
const anAsk = (invitation: string, own: string[], person = own): Ask => ({
  invitation,
  customer: own[0] ?? '',
  ownKeys: own.map(key),
  personKeys: person.map(key),
  touchpoint: 'call',
  temperature: 'hot',
  channel: 'sms',
  zone: 'Europe/Paris',
});

describe('asks decided together', () => {
  it('count for each other, in order', () => {
    const verdicts = reserveAll(
      [anAsk('1', ['lea', 'phone']), anAsk('2', ['lea', 'phone']), anAsk('3', ['max'])],
      new Ledger(),
      rules,
      NOW,
    );
    expect(verdicts.map(({ granted }) => granted)).toEqual([true, false, true]);
  });

  it('count two customers who share a phone as one person', () => {
    const person = ['lea', 'max', 'phone'];
    const verdicts = reserveAll(
      [anAsk('1', ['lea', 'phone'], person), anAsk('2', ['max', 'phone'], person)],
      new Ledger(),
      rules,
      NOW,
    );
    expect(verdicts.map(({ granted }) => granted)).toEqual([true, false]);
  });

  it('count a place once, under however many keys it is written', () => {
    const twice = [{ ...rules[0], cap: 2 }];
    const ledger = new Ledger();
    ledger.take([key('lea'), key('phone'), key('mail')], placeOf(anAsk('0', []), NOW));
    expect(reserveAll([anAsk('1', ['lea', 'phone', 'mail'])], ledger, twice, NOW)[0]).toMatchObject({ granted: true });
  });

  it('never pass the cap, and never refuse below it', () => {
    const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 4 }), (asked, cap) => {
        const asks = asked.map(([person, phone], n) =>
          anAsk(
            String(n),
            [`c${person}${phone}`, `p${person}`],
            [...'0123'].map((p) => `c${person}${p}`).concat(`p${person}`),
          ),
        );
        const verdicts = reserveAll(asks, new Ledger(), [{ ...rules[0], cap }], NOW);
        for (let person = 0; person < 4; person += 1) {
          const theirs = verdicts.filter((_, n) => asked[n]?.[0] === person);
          expect(theirs.filter(({ granted }) => granted)).toHaveLength(Math.min(cap, theirs.length));
        }
      }),
    );
  });
});

describe('an ask that holds a place', () => {
  const at = (invitation: string, minutes: number) =>
    placeOf(anAsk(invitation, []), new Date(NOW.getTime() + minutes * 60_000));

  it.each([
    ['stands before those taken later', '1', ['0']],
    ['and behind those taken earlier', '2', ['0', '1']],
    ['without one, it stands behind all', '9', ['0', '1', '2']],
  ])('%s', (_, invitation, others) => {
    const history = { held: false, places: [at('2', 0), at('1', 0), at('0', -5)] };
    expect(
      othersBefore({ invitation }, history)
        .places.map((place) => place.invitation)
        .sort(),
    ).toEqual(others);
  });
});
