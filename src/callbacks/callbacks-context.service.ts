import { Injectable } from '@nestjs/common';
import { CustomersService, SitesService, type Customer, type Site } from '#customers';
import { ResponsesService, type Response } from '#responses';
import { TeamsService, UsersService, type Team, type User } from '#users';
import type { CallbackCase } from './case.entity.ts';

/** What cases speak of: by id, sites by key. */
export interface Context {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly users: ReadonlyMap<string, User>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly responses: ReadonlyMap<string, Response>;
  readonly sites: ReadonlyMap<string, Site>;
}

/** Who and what cases are about, read for many at once. */
@Injectable()
export class CallbacksContext {
  constructor(
    private readonly customers: CustomersService,
    private readonly sites: SitesService,
    private readonly users: UsersService,
    private readonly teams: TeamsService,
    private readonly responses: ResponsesService,
  ) {}

  /** `people`: others than those who have the cases. `responses`: others than those that opened them. */
  async of(
    cases: readonly CallbackCase[],
    { people = [], responses = [] }: { people?: readonly string[]; responses?: readonly string[] } = {},
  ): Promise<Context> {
    const ids = (of: (one: CallbackCase) => string | null, more: readonly string[] = []) => [
      ...new Set([...cases.flatMap((one) => of(one) ?? []), ...more]),
    ];
    return {
      customers: await this.customers.byIds(ids(({ customer }) => customer)),
      users: await this.users.byIds(ids(({ assignee }) => assignee, people)),
      teams: new Map((await this.teams.all()).map((team) => [team.id, team])),
      responses: await this.responses.byIds(ids(({ response }) => response, responses)),
      sites: new Map((await this.sites.all()).map((site) => [site.key, site])),
    };
  }
}
