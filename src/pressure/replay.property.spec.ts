import fc from 'fast-check';
import { aPolicy, anInterleaving, goesAt, type Act } from '../../test/support/pressure-model.ts';
import { judge, type Place } from './rules/judge.ts';
import type { PressureRule } from './rules/policy.ts';
import type { Verdict } from './rules/verdict.ts';
import { Replay, type Happening, type Replayed } from './rules/replay.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2, 10);
const BLANK = { zone: 'Europe/Paris', site: 'lyon', settledBy: null } as const;

describe('a replay', () => {
  it('decides as was decided, whatever the policy and whatever came of the places', () => {
    const people = ['anna', 'bela', 'dana'];
    const personOf = (customer: string) => (customer === 'dana' ? 2 : 1);
    fc.assert(
      fc.property(aPolicy(), anInterleaving(people, { together: 2 }), (policy, acts) => {
        const rules = policy.map((rule) => ({ ...rule, onExceed: 'suppress' as const }));
        const lived = live(rules, acts, people, personOf);
        const replayed = new Replay(rules);
        const outcomes = lived.map(({ happening, barometer }) =>
          barometer ? (replayed.given(happening), null) : replayed.hear(happening),
        );
        expect(outcomes).toEqual(lived.map(({ decided }) => decided));
      }),
      { numRuns: 150 },
    );
  });
});

interface Lived {
  readonly happening: Happening;
  /** Asked by what no interaction led to, under an exemption. */
  readonly barometer: boolean;
  readonly decided: Replayed | null;
}

interface Kept extends Place {
  readonly person: number;
  readonly reminders: Date[];
  readonly past: { sentAt: number | null; releasedAt: number | null; answeredAt: number | null; reminders: number[] };
  goesAt: Date;
}

/** The same events decided one by one, with what came of each place written down. */
function live(
  rules: PressureRule[],
  acts: readonly Act[],
  people: readonly string[],
  personOf: (customer: string) => number,
): Lived[] {
  const lived: Lived[] = [];
  const places: Kept[] = [];
  let now = START;
  for (const act of acts) {
    if (act.do === 'wait') now += act.hours * HOUR;
    else if (act.do !== 'ask') change(places[act.which % Math.max(1, places.length)], act.do, (now += 1));
    else
      for (const wish of act.wishes) {
        now += 1;
        const person = personOf(wish.customer);
        const known = places
          .filter((place) => place.person === person && place.past.releasedAt === null)
          .map((place) => ({
            ...place,
            answeredAt: place.past.answeredAt === null ? null : new Date(place.past.answeredAt),
          }));
        const sendAt = goesAt(wish, new Date(now));
        const other = wish.channel === 'sms' ? 'email' : 'sms';
        const [first, second] = ([wish.channel, other] as const).map((channel) =>
          judge(
            { ...wish, channel, sendAt, zone: 'Europe/Paris' },
            { places: known, held: false },
            rules,
            new Date(now),
          ),
        ) as [Verdict, Verdict];
        const stops = first.steps.filter(({ verdict: said }) => said === 'stop');
        const turns = !first.granted && stops.every(({ params }) => String(params['scope']).startsWith('channel:'));
        const [verdict, channel] = turns ? [second, other] : [first, wish.channel];
        const barometer = wish.exempt !== null;
        if (barometer && !verdict.granted) continue;
        const kept: Kept['past'] = { sentAt: null, releasedAt: null, answeredAt: null, reminders: [] };
        if (verdict.granted) {
          const taken = {
            invitation: String(now),
            takenAt: new Date(now),
            goesAt: sendAt,
            sent: false,
            reminders: [],
            answeredAt: null,
          };
          places.push({ ...wish, channel, ...taken, person, past: kept });
        }
        const decided: Replayed = verdict.granted ? { outcome: 'asked' } : { outcome: 'refused', rule: verdict.rule };
        const of = {
          ...wish,
          otherChannels: [other],
          customer: people.indexOf(wish.customer),
          at: now,
          goesAt: sendAt.getTime(),
          past: verdict.granted ? kept : null,
        };
        lived.push({
          happening: { ...BLANK, ...of, person, waitsUntil: now },
          barometer,
          decided: barometer ? null : decided,
        });
      }
  }
  return lived;
}

function change(place: Kept | undefined, what: 'release' | 'answer' | 'remind' | 'send', now: number): void {
  if (!place || place.past.releasedAt !== null) return;
  if (what === 'release') place.past.releasedAt = now;
  if (what === 'answer') place.past.answeredAt ??= now;
  if (what === 'send' && place.past.sentAt === null) {
    place.goesAt = new Date(now);
    place.past.sentAt = now;
  }
  if (what === 'remind') {
    place.reminders.push(new Date(now));
    place.past.reminders.push(now);
  }
}
