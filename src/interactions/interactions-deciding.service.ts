import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Customer } from '#customers';
import { InvitationsService, type Planned, type PlanRequest } from '#invitations';
import { Facts } from '#platform/facts';
import { PressureService } from '#pressure';
import { SurveysService } from '#surveys';
import { InteractionsRepository } from './interactions.repository.ts';
import { decide, type Event, type Finding } from './rules/decide.ts';
import type { Decision } from './rules/interaction.ts';
import { InteractionsSurroundings } from './interactions-surroundings.service.ts';
import {
  personOf,
  requestOf,
  Round,
  settle,
  settles,
  takeOver,
  targetKey,
  type Entered,
  type Moment,
  type Waiting,
} from './rules/moment.ts';
import { seasonOf } from './rules/season.ts';
import { msOf, type Touchpoint } from './rules/touchpoint.ts';

/** From what happened to who is asked: every interaction gets a decision, whatever it is. */
@Injectable()
export class InteractionsDeciding {
  constructor(
    private readonly facts: Facts,
    private readonly surroundings: InteractionsSurroundings,
    private readonly surveys: SurveysService,
    private readonly pressure: PressureService,
    private readonly invitations: InvitationsService,
    private readonly repository: InteractionsRepository,
  ) {}

  /**
   * In order, in as few statements as the rules allow.
   * - Most go in one round. Who might settle into an earlier event of the same call, or might take the last answer that a site
   *   still wants, waits for the round after, when it is known what became of the earlier one.
   */
  async decideAll(entered: readonly Entered[], now: Date): Promise<Map<string, Decision>> {
    if (entered.length === 0) return new Map();
    const moment = await this.#moment(entered, now);
    for (let pending = entered; pending.length > 0;) pending = await this.#round(pending, moment);
    await this.#merge(moment);
    await this.#keep(entered, moment);
    return moment.decisions;
  }

  /** The rules before pressure, for a person nothing has happened to yet, and what pressure would be asked. */
  async preview(
    customer: Customer,
    touchpoint: Touchpoint,
    now: Date,
  ): Promise<{ finding: Finding; request: PlanRequest }> {
    const one: Entered = {
      id: '',
      touchpoint,
      customer,
      site: customer.site,
      agent: null,
      occurredAt: now,
      happened: null,
    };
    const [targets, versions] = [
      await this.surroundings.targets([one], now),
      await this.surveys.currents([touchpoint.questionnaire]),
    ];
    const finding = findingOf(one, { now, season: seasonOf(now), targets, unsent: new Map() });
    const channels = finding.next === 'ask' ? finding.channels : touchpoint.channels;
    return { finding, request: requestOf({ one, finding: { channels: [...channels] } }, { versions }) };
  }

  async #moment(entered: readonly Entered[], now: Date): Promise<Moment> {
    return {
      now,
      season: seasonOf(now),
      versions: await this.surveys.currents([...new Set(entered.map(({ touchpoint }) => touchpoint.questionnaire))]),
      targets: await this.surroundings.targets(entered, now),
      unsent: await this.surroundings.unsent(entered.filter(settles)),
      refused: new Set(),
      decisions: new Map(),
      later: new Map(),
      merged: [],
    };
  }

  async #round(pending: readonly Entered[], moment: Moment): Promise<Entered[]> {
    const round = new Round();
    const left: Entered[] = [];
    for (const one of pending) {
      if (round.mustWait(one, moment)) left.push(one);
      else this.#look(one, round, moment);
    }
    const planned = await this.invitations.planMany(round.asking.map((ask) => requestOf(ask, moment)));
    round.asking.forEach((asking, n) => settle(asking, planned[n] as Planned, moment));
    return left;
  }

  #look(one: Entered, round: Round, moment: Moment): void {
    const finding = findingOf(one, moment);
    if (finding.next === 'ask') round.add({ one, finding });
    if (finding.next === 'suppress') {
      const { reason, rule, nextEligibleAt, steps } = finding;
      moment.decisions.set(one.id, {
        ...{ outcome: 'suppressed', reason, rule, nextEligibleAt, invitation: null, askedFor: null, channels: null },
        steps,
      });
    }
    if (finding.next === 'merge') {
      const { into, takesOver, channels, steps } = finding;
      moment.merged.push({ one, into, steps });
      if (takesOver) takeOver(one, into, channels, moment);
    }
  }

  async #merge({ merged, later, decisions }: Moment): Promise<void> {
    const followed = await this.surroundings.follow([...later.values()]);
    for (const { one, into, steps } of merged) {
      const { id, channel, sendAt } = followed.get(into.id) ?? into;
      decisions.set(one.id, {
        outcome: 'merged',
        reason: null,
        rule: 'settle',
        nextEligibleAt: null,
        invitation: { id, channel, sendAt },
        askedFor: null,
        channels: null,
        steps,
      });
    }
  }

  async #keep(entered: readonly Entered[], { decisions, now }: Moment): Promise<void> {
    const rows = entered.map(({ id, customer }) => ({
      ...(decisions.get(id) as Decision),
      interaction: id,
      customer: customer.id,
    }));
    await this.repository.insertDecisions(rows, (await this.pressure.policy()).version, now);
    await this.facts.record(
      ...rows.map(({ interaction, customer, outcome, reason }, n) => ({
        name: 'interaction.recorded' as const,
        subject: interaction,
        customer,
        data: { outcome, reason, touchpoint: entered[n]?.touchpoint.key ?? '' },
      })),
    );
  }
}

function findingOf(
  one: Entered,
  { now, season, targets, unsent }: Pick<Moment, 'now' | 'season' | 'targets' | 'unsent'>,
): Finding<Waiting> {
  const { touchpoint, customer, occurredAt, site, happened } = one;
  const quota = targets.get(targetKey(one) ?? '') ?? null;
  const draw = touchpoint.sampling < 1 ? drawOf(`${season.name}|${touchpoint.key}|${personOf(customer)}`) : 0;
  const event: Event & { unsent: Waiting[] } = {
    record: customer.id,
    occurredAt,
    circumstances: { site, customer, happened },
    reach: customer.reach,
    insider: customer.insider,
    draw,
    nextDraw: season.next,
    quota,
    unsent: settles(one) ? (unsent.get(personOf(customer)) ?? []) : [],
  };
  return decide(event, { ...touchpoint, maxAge: msOf(touchpoint.maxAge), settle: msOf(touchpoint.settle) }, now);
}

/** Evenly spread over 0..1, and always the same for the same text. */
function drawOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
