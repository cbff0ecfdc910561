import fc from 'fast-check';
import { aPolicy, anInterleaving, goesAt, PlainPressure, type Noted } from '../../test/support/pressure-model.ts';
import { addLocalDays } from '#platform/calendar';
import { judge, type Place } from './rules/judge.ts';

const FAMILY = ['anna', 'bela', 'cleo'];
const CUSTOMERS = [...FAMILY, 'dana'];
const household = (customer: string) => (FAMILY.includes(customer) ? FAMILY : [customer]);
const START = Date.parse('2026-03-10T09:00:00Z');
const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Pacific/Auckland');

const placeOf = ({ id, at, answered, ...more }: Noted): Place => ({
  ...more,
  invitation: id,
  takenAt: at,
  goesAt: at,
  answeredAt: answered,
});

/** Whatever happens, in whatever order, under whatever policy: the same as a list kept by hand. */
describe('a policy, whatever happens', () => {
  it('grants exactly when the list says so, and names the first free day', () => {
    fc.assert(
      fc.property(aPolicy(), zones, anInterleaving(CUSTOMERS, { together: 1 }), (rules, zone, acts) => {
        const plain = new PlainPressure(rules, zone, household);
        let now = new Date(START);
        for (const act of acts) {
          if (act.do === 'wait') now = new Date(now.getTime() + act.hours * 3_600_000);
          else if (act.do === 'ask') {
            for (const wish of act.wishes) {
              const places = plain.noted
                .filter(({ released, customer }) => !released && household(wish.customer).includes(customer))
                .map(placeOf);
              const verdict = judge({ ...wish, zone, sendAt: goesAt(wish, now) }, { places, held: false }, rules, now);
              expect(verdict.granted).toBe(plain.mayAsk(wish, now));
              if (verdict.granted) plain.note(String(plain.noted.length), wish, now);
              else {
                const days = plain.daysToWait(wish, now);
                expect(verdict.nextEligibleAt).toEqual(
                  days === null ? null : addLocalDays(goesAt(wish, now), days, zone),
                );
                const stops = plain.stopping(wish, plain.dayOf(goesAt(wish, now)));
                expect(stops.map(({ key }) => key)).toContain(verdict.rule);
                expect(verdict.onExceed).toBe(stops.every(({ onExceed }) => onExceed === 'wait') ? 'wait' : 'suppress');
              }
            }
          } else change(plain, act.do, act.which, now);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function change(plain: PlainPressure, what: 'release' | 'answer' | 'remind' | 'send', which: number, now: Date): void {
  const noted = plain.noted[which % Math.max(1, plain.noted.length)];
  if (!noted || noted.released) return;
  if (what === 'release') noted.released = true;
  if (what === 'answer') noted.answered ??= now;
  if (what === 'remind') noted.reminders.push(now);
  if (what === 'send') noted.at = now;
}
