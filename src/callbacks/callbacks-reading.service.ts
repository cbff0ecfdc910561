import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { pageOf, positionOf, type Page, type Principal } from '#platform/http';
import { TeamsService } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksListsRepository, type CaseFact, type CaseFilter, type Order } from './callbacks-lists.repository.ts';
import { CallbacksRepository, type Attempt, type Note } from './callbacks.repository.ts';
import type { CaseStatus } from './rules/lifecycle.ts';

export interface CaseQuery {
  readonly status?: CaseStatus | undefined;
  /** Key of a team. */
  readonly team?: string | undefined;
  readonly site?: string | undefined;
  /** External id of a customer. */
  readonly customer?: string | undefined;
  readonly overdue?: boolean | undefined;
}

export interface Slice {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What happened to cases: facts, and the notes they name. */
export interface Past {
  readonly facts: readonly CaseFact[];
  readonly notes: readonly Note[];
}

/** `verify` is for those who supervise. */
export const TABS = ['mine', 'team', 'late', 'verify', 'all'] as const;
export type Tab = (typeof TABS)[number];

/** Nobody works a queue of a thousand from its number. */
const MOST_COUNTED = 100;

@Injectable()
export class CallbacksReading {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly teams: TeamsService,
    private readonly lists: CallbacksListsRepository,
    private readonly repository: CallbacksRepository,
  ) {}

  /** Newest first. */
  async list({ team, customer, overdue, status, site }: CaseQuery, slice: Slice): Promise<Page<CallbackCase>> {
    const named = {
      team: team === undefined ? undefined : ((await this.teams.byKey(team))?.id ?? null),
      customer: customer === undefined ? undefined : ((await this.customers.byExternalId(customer))?.id ?? null),
    };
    if (named.team === null || named.customer === null) return { items: [], nextCursor: null };
    const late = overdue === undefined ? undefined : { is: overdue, at: this.clock.now() };
    return this.#page({ status, site, team: named.team, customer: named.customer, overdue: late }, 'opened', slice);
  }

  /** One view of the work there is: most pressing first, but for all cases, newest first. */
  async tab(tab: Tab, by: Principal, slice: Slice): Promise<Page<CallbackCase>> {
    return this.#page(this.#filterOf(tab, by), tab === 'all' ? 'opened' : 'due', slice);
  }

  /** How many each view of the work holds, at most `MOST_COUNTED`; all cases are not counted. */
  async counts(by: Principal): Promise<Record<Exclude<Tab, 'all'>, number>> {
    const count = (tab: Tab) => this.lists.count(this.#filterOf(tab, by), MOST_COUNTED);
    return {
      mine: await count('mine'),
      team: await count('team'),
      late: await count('late'),
      verify: await count('verify'),
    };
  }

  async past(cases: readonly CallbackCase[]): Promise<Past> {
    const ids = cases.map(({ id }) => id);
    return { facts: await this.lists.facts(ids), notes: await this.repository.notes(ids) };
  }

  attempts(one: CallbackCase): Promise<Attempt[]> {
    return this.repository.attempts(one.id);
  }

  /** Ids of the answers it is about, the first one first. */
  responses(one: CallbackCase): Promise<string[]> {
    return this.repository.responsesOf(one.id);
  }

  /** Cases of the same customer, newest first. */
  async others(one: CallbackCase, by: Principal): Promise<CallbackCase[]> {
    const filter = { ...this.#filterOf('all', by), customer: one.customer };
    return (await this.lists.list(filter, 'opened', 5, null)).filter(({ id }) => id !== one.id);
  }

  #filterOf(tab: Tab, by: Principal): CaseFilter {
    const within = by.kind === 'key' || by.role === 'admin' ? undefined : { teams: by.teams, assignee: by.id };
    switch (tab) {
      case 'mine':
        return { assignee: by.id, atWork: true };
      case 'team':
        return { within, atWork: true };
      case 'late':
        return { within, overdue: { is: true, at: this.clock.now() } };
      case 'verify':
        return { within, status: 'resolved' };
      case 'all':
        return { within };
    }
  }

  async #page(filter: CaseFilter, order: Order, { limit = 50, cursor }: Slice): Promise<Page<CallbackCase>> {
    const rows = await this.lists.list(filter, order, limit, positionOf(cursor));
    return pageOf(rows, limit, ({ id, openedAt, dueAt }) => [(order === 'due' ? dueAt : openedAt).toISOString(), id]);
  }
}
