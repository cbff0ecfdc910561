import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { lookBackDays, PressureService, Replay, type PressureRule, type ReplayFigures } from '#pressure';
import { SurveysService } from '#surveys';
import { InteractionsRepository, type Replayable } from './interactions.repository.ts';
import { msOf, type Touchpoint } from './rules/touchpoint.ts';
import { TouchpointsService } from './touchpoints.service.ts';

interface People {
  /** By customer: the person they are, and where they live. */
  readonly persons: Map<string, { person: string; zone: string }>;
  readonly touchpoints: Map<string, Touchpoint & { temperature: 'hot' | 'cold' }>;
}

const PAGE = 5_000;
const DAY_MS = 86_400_000;

/** What happened, played again under two policies side by side. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly surveys: SurveysService,
    private readonly pressure: PressureService,
    private readonly repository: InteractionsRepository,
  ) {}

  /** @param from when it was recorded, included. @param to not included. */
  async simulate(
    draft: readonly PressureRule[],
    from: Date,
    to: Date,
  ): Promise<{ current: ReplayFigures; draft: ReplayFigures }> {
    const { rules } = await this.pressure.policy();
    const replays = [new Replay(rules), new Replay(draft)] as const;
    const people: People = { persons: new Map(), touchpoints: await this.#touchpoints() };
    const warmUp = new Date(from.getTime() - lookBackDays([...rules, ...draft]) * DAY_MS);
    for await (const recorded of this.#recorded(warmUp, to)) {
      await this.#meet(recorded, people);
      for (const one of recorded) for (const replay of replays) replay.hear(eventOf(one, people, one.at >= from));
    }
    return { current: replays[0].figures(), draft: replays[1].figures() };
  }

  async *#recorded(from: Date, to: Date): AsyncGenerator<Replayable[]> {
    for (let after: Replayable | null = null; ;) {
      const page: Replayable[] = await this.repository.replayable(from, to, after, PAGE);
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page.at(-1) ?? null;
    }
  }

  async #meet(recorded: readonly Replayable[], { persons }: People): Promise<void> {
    const unknown = [...new Set(recorded.map(({ customer }) => customer))].filter((id) => !persons.has(id));
    for (const [id, { personKeys, timeZone }] of await this.customers.byIds(unknown)) {
      persons.set(id, { person: personKeys[0]?.toString('latin1') ?? id, zone: timeZone });
    }
  }

  async #touchpoints(): Promise<People['touchpoints']> {
    const all = await this.touchpoints.all();
    const versions = await this.surveys.currents();
    return new Map(
      all.map((one) => [one.key, { ...one, temperature: versions.get(one.questionnaire)?.temperature ?? 'hot' }]),
    );
  }
}

function eventOf(
  { at, occurredAt, customer, touchpoint, channel, settledBy }: Replayable,
  { persons, touchpoints }: People,
  counted: boolean,
) {
  const known = touchpoints.get(touchpoint);
  const { person, zone } = persons.get(customer) ?? { person: customer, zone: 'Europe/Paris' };
  return {
    person,
    at,
    touchpoint,
    temperature: known?.temperature ?? ('hot' as const),
    channel: channel ?? known?.channels[0] ?? 'sms',
    zone,
    settledBy,
    waitsUntil: new Date(occurredAt.getTime() + (known ? msOf(known.maxAge) : 0)),
    counted,
  };
}
