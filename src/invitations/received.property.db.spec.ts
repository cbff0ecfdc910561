import fc from 'fast-check';
import { CustomersModule, CustomersService, type Channel, type Customer } from '#customers';
import { InvitationsModule, InvitationsService, type PlanRequest } from '#invitations';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import { PressureModule, PressureService, type PressureRule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import {
  aPolicy,
  anInterleaving,
  goesAt,
  PlainPressure,
  type Act,
  type Noted,
  type Wished,
} from '../../test/support/pressure-model.ts';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';

const NAMES = ['anna', 'bela', 'dana'];
const household = (name: string) => (name === 'dana' ? ['dana'] : ['anna', 'bela']);
const START = Date.parse('2026-03-10T09:00:00Z');
const DAY = 86_400_000;
const WINDOW = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' };
const OTHER: Readonly<Record<Channel, Channel>> = { sms: 'email', email: 'sms' };

let station: Station;
let invitations: InvitationsService;
let clock: Clock;
let version: string;
let run = 0;

beforeAll(async () => {
  station = await startStation(...aroundPages(), CustomersModule, SurveysModule, PressureModule, InvitationsModule);
  invitations = station.get(InvitationsService);
  clock = station.get(Clock);
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
      phone: `+3363${String(run).padStart(4, '0')}${String(name === 'bela' ? 0 : n).padStart(3, '0')}`,
      email: `${name}-${run}@exemple.fr`,
    })),
  );
  return new Map(NAMES.map((name, n) => [name, (upserted[n] as { customer: Customer }).customer]));
}

/** What people of one household and one who lives alone were asked, and what they received of it. */
class Mailbox {
  readonly #asked = new Map<string, Wished>();
  readonly #received = new Map<string, Noted>();
  readonly #rules: PlainPressure;
  /** Of the rules that count reminders, what they say of one. */
  readonly #reminding: PlainPressure;

  constructor(
    rules: readonly PressureRule[],
    private readonly customers: ReadonlyMap<string, Customer>,
  ) {
    this.#rules = new PlainPressure(rules, 'Europe/Paris', household);
    const capsOnly = rules
      .filter(({ countReminders }) => countReminders)
      .map(({ minGapDays: _, restAfterAnswerDays: __, ...rule }) => rule);
    this.#reminding = new PlainPressure(capsOnly, 'Europe/Paris', household);
  }

  async ask(wishes: readonly Wished[], now: Date): Promise<void> {
    const requests = wishes.map((wish) => this.#requestOf(wish, now));
    const planned = await invitations.planMany(requests);
    planned.forEach((one, n) => {
      const id = ('refused' in one ? one.held : one.invitation)?.id;
      if (id) this.#asked.set(id, wishes[n] as Wished);
    });
  }

  /** Every message is allowed by the rules as a person who keeps a list of what came would read them. */
  async collect(now: Date): Promise<void> {
    const claimed = await invitations.claimDue(100);
    for (const { id, channel, reminder } of claimed) {
      const wish = this.#asked.get(id);
      if (!wish) continue;
      const message = { ...wish, channel, delayDays: 0 };
      if (reminder) {
        expect(this.#reminding.stopping(message, this.#rules.dayOf(now))).toEqual([]);
        this.#received.get(id)?.reminders.push(now);
      } else {
        expect(this.#rules.stopping(message, this.#rules.dayOf(now))).toEqual([]);
        const noted = this.#rules.note(id, message, now);
        this.#reminding.noted.push(noted);
        this.#received.set(id, noted);
      }
    }
    await invitations.markSent(claimed.flatMap(({ id, reminder }) => (reminder ? [] : [id])));
  }

  async change(what: 'release' | 'answer', which: number, now: Date): Promise<void> {
    const of = [...this.#received.values()].filter(({ released, answered }) => !released && !answered);
    const noted = of[which % Math.max(1, of.length)];
    if (!noted) return;
    if (what === 'answer') {
      noted.answered = now;
      await invitations.markAnswered(noted.id);
    } else if (noted.reminders.length === 0) {
      noted.released = true;
      await invitations.fail(noted.id, { cause: '30005', permanent: true });
    }
  }

  #requestOf(wish: Wished, now: Date): PlanRequest {
    const earliest = goesAt(wish, now);
    return {
      ...{ customer: this.customers.get(wish.customer) as Customer, touchpoint: wish.touchpoint },
      ...{ temperature: wish.temperature, exempt: wish.exempt, priority: wish.priority },
      ...{ questionnaireVersion: version, channels: [wish.channel, OTHER[wish.channel]] },
      ...{ occurredAt: now, sendAt: earliest, window: WINDOW, expiresAfter: 90 * DAY, reminders: [3 * DAY, 9 * DAY] },
      waitsUntil: new Date(earliest.getTime() + 40 * DAY),
    };
  }
}

async function happens(mailbox: Mailbox, act: Exclude<Act, { do: 'wait' }>, now: Date): Promise<void> {
  if (act.do === 'ask') return mailbox.ask(act.wishes, now);
  if (act.do === 'answer' || act.do === 'release')
    return mailbox.change(act.which === 0 ? 'answer' : act.do, act.which, now);
  await station.get(Sweeps).run('invitations.held');
  await mailbox.collect(now);
}

describe('what people receive', () => {
  it('is never above the cap: however long messages wait, are late, fail or are reminded of', async () => {
    await fc.assert(
      fc.asyncProperty(aPolicy(), anInterleaving(NAMES, { together: 3 }), async (policy, acts) => {
        const rules = policy.map((rule, n) => ({
          ...rule,
          onExceed: n % 2 ? ('suppress' as const) : ('wait' as const),
        }));
        await station.get(PressureService).changePolicy(rules);
        const mailbox = new Mailbox(rules, await people());
        let now = new Date(START);
        for (const act of acts.slice(0, 25)) {
          if (act.do === 'wait') now = new Date(now.getTime() + act.hours * 3_600_000);
          else await clock.at(now, () => happens(mailbox, act, now));
        }
        for (let days = 0; days < 12; days += 1) {
          now = new Date(now.getTime() + 5 * DAY);
          await clock.at(now, () => happens(mailbox, { do: 'send', which: 0 }, now));
        }
      }),
      { numRuns: 8 },
    );
  }, 240_000);
});
