import fc from 'fast-check';
import { CustomersModule, CustomersService, type Customer } from '#customers';
import { InvitationsModule, InvitationsService, type Planned, type PlanRequest } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { PressureModule, PressureService, type PressureRule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { aPolicy, anInterleaving, goesAt, PlainPressure, type Wished } from '../../test/support/pressure-model.ts';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';
import { UNSET } from './rules/quiet-hours.ts';
import { sendRules, sendTime } from './rules/send-time.ts';

const NAMES = ['anna', 'bela', 'dana'];
const household = (name: string) => (name === 'dana' ? ['dana'] : ['anna', 'bela']);
const START = Date.parse('2026-03-10T09:00:00Z');
const DAY = 86_400_000;

interface Wanted {
  readonly id: string;
  readonly wish: Wished;
  readonly until: Date;
  readonly earliest: Date;
}
interface Row {
  readonly id: string;
  readonly status: string;
  readonly sendAt: Date;
  readonly score: number | null;
}

let station: Station;
let clock: Clock;
let db: Database;
let version: string;
let run = 0;

beforeAll(async () => {
  station = await startStation(...aroundPages(), CustomersModule, SurveysModule, PressureModule, InvitationsModule);
  clock = station.get(Clock);
  db = station.get(Database);
  ({ id: version } = await station.get(SurveysService).publishVersion('csat', {
    name: 'CSAT',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?' } }],
  }));
}, 60_000);

afterAll(() => station.close());

async function people(): Promise<Map<string, Customer>> {
  run += 1;
  const upserted = await station.get(CustomersService).upsertMany(
    NAMES.map((name, n) => ({
      externalId: `${name}-${run}`,
      phone: `+3362${String(run).padStart(4, '0')}${String(name === 'bela' ? 0 : n).padStart(3, '0')}`,
      email: `${name}-${run}@exemple.fr`,
    })),
  );
  return new Map(NAMES.map((name, n) => [name, (upserted[n] as { customer: Customer }).customer]));
}

const idOf = (planned: Planned) => ('refused' in planned ? planned.held : planned.invitation)?.id ?? '';
const rowsOf = async (customers: Map<string, Customer>): Promise<Row[]> =>
  db.query<Row>(
    `select id, status, send_at as "sendAt", (worth->>'score')::float8 as score from invitation
     where customer_id = any($1::uuid[]) order by priority, created_at, id`,
    [[...customers.values()].map(({ id }) => id)],
  );

const WINDOW = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' };
const HOURS = sendRules(WINDOW, { timeZone: 'Europe/Paris', country: 'FR' }, null, UNSET);
const latest = (one: Date, other: Date) => (one > other ? one : other);

const requestOf = (wish: Wished, customer: Customer, now: Date, until: Date): PlanRequest => ({
  ...{ customer, touchpoint: wish.touchpoint, temperature: wish.temperature, exempt: wish.exempt },
  ...{ questionnaireVersion: version, occurredAt: now, priority: wish.priority, channels: [wish.channel] },
  ...{ sendAt: goesAt(wish, now), window: WINDOW, expiresAfter: 90 * DAY, reminders: [], waitsUntil: until },
});

/** Of those who wanted a place at one moment, whom the plain model lets have one, those worth most first. */
function greedy(plain: PlainPressure, wanted: readonly Wanted[], scores: Map<string, number>, now: Date): string[] {
  const scoreOf = ({ id, wish }: Wanted) => (wish.exempt ? Infinity : (scores.get(id) ?? Infinity));
  const ordered = [...wanted].sort((a, b) => (scoreOf(a) === scoreOf(b) ? 0 : scoreOf(b) - scoreOf(a)));
  return ordered.flatMap(({ id, wish: wanting, earliest }) => {
    const [wish, at] = [{ ...wanting, delayDays: 0 }, sendTime(earliest, now, HOURS)];
    return plain.mayAsk(wish, at) && plain.note(id, wish, at) ? [id] : [];
  });
}

describe('who gets a place, newcomers and those who wait together', () => {
  it('is whoever teaches most, and nobody is left out who could be asked', async () => {
    await fc.assert(
      fc.asyncProperty(aPolicy(), anInterleaving(NAMES, { together: 3 }), async (policy, acts) => {
        const rules: PressureRule[] = policy.map((rule) => ({ ...rule, onExceed: 'wait' }));
        const customers = await people();
        await station.get(PressureService).changePolicy(rules);
        const plain = new PlainPressure(rules, 'Europe/Paris', household);
        const waiting = new Map<string, Wanted>();
        let now = new Date(START);
        /** Everyone who was due or came is where the plain model puts them. */
        const agrees = async (wanted: Wanted[]) => {
          const rows = new Map((await rowsOf(customers)).map((row) => [row.id, row]));
          const scores = new Map([...rows].flatMap(([id, { score }]) => (score === null ? [] : [[id, score]])));
          const went = wanted.filter(({ id }) => rows.get(id)?.status === 'planned').map(({ id }) => id);
          expect(went.sort()).toEqual(greedy(plain, wanted, scores, now).sort());
          for (const one of wanted) {
            if (went.includes(one.id)) waiting.delete(one.id);
            else waiting.set(one.id, one);
          }
        };
        const dueOf = async (names: readonly string[]) => {
          const held = (await rowsOf(customers)).filter(({ status, sendAt }) => status === 'held' && sendAt <= now);
          return held.flatMap(({ id }) => {
            const one = waiting.get(id);
            return one && one.until > now && names.includes(one.wish.customer) ? [one] : [];
          });
        };
        for (const act of acts.slice(0, 10)) {
          if (act.do === 'wait') now = new Date(now.getTime() + act.hours * 3_600_000);
          else if (act.do === 'ask') {
            const due = await dueOf(act.wishes.flatMap(({ customer }) => household(customer)));
            const wanted = act.wishes.map((wish) => {
              const earliest = goesAt(wish, now);
              return { wish, earliest, until: latest(new Date(now.getTime() + 20 * DAY), earliest) };
            });
            const planned = await clock.at(now, () =>
              station
                .get(InvitationsService)
                .planMany(
                  wanted.map(({ wish, until }) =>
                    requestOf(wish, customers.get(wish.customer) as Customer, now, until),
                  ),
                ),
            );
            const came = wanted.map((one, n) => ({ ...one, id: idOf(planned[n] as Planned) }));
            await agrees([...due, ...came]);
          } else if (act.do === 'release') {
            const place = plain.noted.filter(({ released }) => !released)[act.which % 3];
            if (!place) continue;
            await clock.at(now, () => station.get(InvitationsService).cancel(place.id, 'staff'));
            place.released = true;
          } else {
            const due = await dueOf(NAMES);
            await clock.at(now, () => station.get(Sweeps).run('invitations.held'));
            await agrees(due);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 240_000);
});
