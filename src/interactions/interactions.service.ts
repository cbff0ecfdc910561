import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { newId } from '#platform/crypto';
import { Database } from '#platform/database';
import { actors, type Actor } from '#platform/facts';
import { GroupCommit } from '#platform/group-commit';
import { invalid, pageOf, positionOf, Problem, type Page } from '#platform/http';
import { InteractionsDeciding } from './interactions-deciding.service.ts';
import {
  InteractionsRepository,
  type DecisionFilter,
  type NewInteraction,
  type Recorded,
} from './interactions.repository.ts';
import { canonical, faultsOf, type Decision, type InteractionInput } from './rules/interaction.ts';
import type { Entered } from './rules/moment.ts';
import type { Touchpoint } from './rules/touchpoint.ts';
import { TouchpointsService } from './touchpoints.service.ts';

export type RecordResult =
  | { readonly id: string; readonly interaction: string; readonly status: 200 | 202; readonly decision: Decision }
  | { readonly id: string; readonly status: 409 | 422; readonly problem: Problem };

interface Fresh {
  readonly id: string;
  readonly input: InteractionInput;
  readonly hash: Buffer;
  readonly touchpoint: Touchpoint;
}

type Entering = Entered & Omit<NewInteraction, 'touchpoint' | 'customer'>;

const GROUP = { most: 128, waitMs: 2, lanes: 3 };
const PAGE = 50;

/** What happened, and the decision it led to. */
@Injectable()
export class InteractionsService {
  readonly #together = new GroupCommit<{ input: InteractionInput; actor: Actor }, RecordResult>(
    (items) => this.#recordFor(items),
    GROUP,
  );

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly touchpoints: TouchpointsService,
    private readonly deciding: InteractionsDeciding,
    private readonly repository: InteractionsRepository,
  ) {}

  /** One transaction for all; answers in order, and one bad item spoils no other. */
  async recordMany(inputs: readonly InteractionInput[]): Promise<RecordResult[]> {
    if (inputs.length === 0) return [];
    return this.db.transaction(async () => {
      const firstOf = new Map<string, number>();
      inputs.forEach(({ id }, n) => void (firstOf.has(id) || firstOf.set(id, n)));
      const isFirst = (input: InteractionInput, n: number) => firstOf.get(input.id) === n;
      const first = await this.#recordOnce(inputs.filter(isFirst));
      const again = await this.recordMany(inputs.filter((input, n) => !isFirst(input, n)));
      return inputs.map((input, n) => (isFirst(input, n) ? first.shift() : again.shift()) as RecordResult);
    });
  }

  /** Those that arrive together share one transaction, each with its own answer. */
  async record(input: InteractionInput): Promise<RecordResult> {
    if (!this.db.isInTransaction) return this.#together.add({ input, actor: actors.current() });
    const [result] = await this.recordMany([input]);
    return result as RecordResult;
  }

  /** @throws Problem 404. @param id the sender's own. */
  async one(id: string): Promise<Recorded> {
    const recorded = (await this.repository.byExternalIds([id])).get(id);
    if (!recorded) throw Problem.notFound('interaction', id);
    return recorded;
  }

  /** Ids of the invitations an interaction led to, or merged into; none when it is unknown. @param id the sender's own. */
  async invitationsOf(id: string): Promise<string[]> {
    const invitation = (await this.repository.byExternalIds([id])).get(id)?.decision.invitation;
    return invitation ? [invitation.id] : [];
  }

  /** @throws Problem 404. @param id ours. */
  async decided(id: string): Promise<Recorded> {
    const recorded = await this.repository.byId(id);
    if (!recorded) throw Problem.notFound('interaction', id);
    return recorded;
  }

  /** What an invitation is about: the interaction it was planned for, and those that merged into it. */
  async leadingTo(invitation: string): Promise<Recorded[]> {
    return this.repository.byInvitation(invitation);
  }

  /** Decisions, the latest first. */
  async list({
    limit = PAGE,
    cursor,
    ...filter
  }: Omit<DecisionFilter, 'before' | 'limit'> & { limit?: number; cursor?: string }): Promise<Page<Recorded>> {
    const before = positionOf(cursor);
    const rows = await this.repository.list({ ...filter, before, limit: limit + 1 });
    return pageOf(rows, limit, ({ decidedAt, id }) => [decidedAt.toISOString(), id]);
  }

  async forget(customers: readonly string[]): Promise<void> {
    await this.repository.forget(customers);
  }

  /** Ids all different. */
  async #recordOnce(inputs: readonly InteractionInput[]): Promise<RecordResult[]> {
    const now = this.clock.now();
    const known = await this.repository.byExternalIds(inputs.map(({ id }) => id));
    const touchpoints = await this.touchpoints.byKeys(inputs.map(({ touchpoint }) => touchpoint));
    const sorted = inputs.map((input) =>
      this.#sort(input, known.get(input.id), touchpoints.get(input.touchpoint), now),
    );
    const entered = await this.#enter(sorted.filter(isFresh), now);
    const decisions = await this.deciding.decideAll([...entered.values()].filter(isEntered), now);
    return sorted.map((one) => {
      if (!isFresh(one)) return one;
      const outcome = entered.get(one.id) as Entering | RecordResult;
      if (!isEntered(outcome)) return outcome;
      return { id: one.id, interaction: outcome.id, status: 202, decision: decisions.get(outcome.id) as Decision };
    });
  }

  #sort(
    input: InteractionInput,
    known: Recorded | undefined,
    touchpoint: Touchpoint | undefined,
    now: Date,
  ): Fresh | RecordResult {
    const { id } = input;
    const text = canonical(input);
    const hash = createHash('sha256').update(text).digest();
    if (known?.hash.equals(hash)) return { id, interaction: known.id, status: 200, decision: known.decision };
    if (known)
      return {
        id,
        status: 409,
        problem: Problem.conflict('id-reused', `The interaction "${id}" came with another body before.`),
      };
    const faults = faultsOf(input, now, text);
    if (!touchpoint)
      faults.push({ path: 'touchpoint', code: 'unknown', message: `no touchpoint is known as ${input.touchpoint}` });
    if (!touchpoint || faults.length > 0) return { id, status: 422, problem: invalid(...faults) };
    return { id, input, hash, touchpoint };
  }

  /**
   * Customers first, then what happened to them; nothing is kept of an item whose customer is refused.
   * Everybody locks in this order, so that nobody waits in a circle: targets, people, ids of interactions.
   */
  async #enter(fresh: readonly Fresh[], now: Date): Promise<Map<string, Entering | RecordResult>> {
    if (fresh.length === 0) return new Map();
    await this.repository.lockTargets(fresh.flatMap(targetOf));
    const customers = await this.customers.upsertMany(fresh.map(({ input }) => input.customer));
    const outcomes = fresh.map((one, n): Entering | RecordResult => {
      const upserted = customers[n];
      if (!upserted || 'errors' in upserted) return refused(one.id, upserted?.errors ?? []);
      return { ...rowOf(one), touchpoint: one.touchpoint, customer: upserted.customer };
    });
    const entered = outcomes.filter(isEntered);
    await this.repository.lockPeople(entered.flatMap(({ customer }) => customer.contactKeys));
    await this.#keep(entered, now);
    return new Map(outcomes.map((outcome, n) => [fresh[n]?.id ?? '', outcome]));
  }

  /** Lost to a call that wrote the same id meanwhile: all is undone and tried again, and theirs is then known. */
  async #keep(entered: readonly Entering[], now: Date): Promise<void> {
    if (entered.length === 0) return;
    const rows = entered.map(({ happened: _, ...one }) => ({
      ...one,
      touchpoint: one.touchpoint.key,
      customer: one.customer.id,
    }));
    const kept = await this.repository.insert(rows, now);
    if (kept.size < entered.length)
      throw Object.assign(new Error('An interaction was recorded by another call meanwhile.'), { code: '40001' });
  }

  async #recordFor(items: readonly { input: InteractionInput; actor: Actor }[]): Promise<RecordResult[]> {
    const results = new Map<InteractionInput, RecordResult>();
    await this.db.transaction(async () => {
      for (const actor of new Set(items.map((item) => item.actor))) {
        const inputs = items.filter((item) => item.actor === actor).map(({ input }) => input);
        const recorded = await actors.as(actor, () => this.recordMany(inputs));
        inputs.forEach((input, n) => results.set(input, recorded[n] as RecordResult));
      }
    });
    return items.map(({ input }) => results.get(input) as RecordResult);
  }
}

function rowOf({ id, input, hash }: Fresh) {
  const { agent = null, channel = null, measures = {}, attributes = {} } = input;
  return {
    id: newId(),
    externalId: id,
    hash,
    site: input.site ?? null,
    occurredAt: new Date(input.occurredAt),
    ...{ agent, channel, measures, attributes },
    happened: { agent, channel, measures, attributes },
  };
}

/** The errors of a customer, at their place in the interaction. */
function refused(id: string, errors: readonly { path: string; code: string; message: string }[]): RecordResult {
  return {
    id,
    status: 422,
    problem: invalid(
      ...errors.map((error) => ({ ...error, path: ['customer', error.path].filter(Boolean).join('.') })),
    ),
  };
}

function targetOf({ input: { site }, touchpoint }: Fresh): string[] {
  return touchpoint.monthlyTarget !== null && site ? [`${touchpoint.key} ${site}`] : [];
}

function isFresh(one: Fresh | RecordResult): one is Fresh {
  return 'input' in one;
}

function isEntered(one: Entering | RecordResult): one is Entering {
  return 'customer' in one;
}
