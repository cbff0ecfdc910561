import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { BusinessCalendar } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import { TeamsRepository, type Team } from './teams.repository.ts';

export interface TeamChange {
  readonly name: string;
  readonly calendar: BusinessCalendar;
  /** Ids of people; the others leave. */
  readonly members: readonly string[];
}

@Injectable()
export class TeamsService {
  constructor(
    private readonly db: Database,
    private readonly repository: TeamsRepository,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  all(): Promise<Team[]> {
    return this.repository.all();
  }

  byKey(key: string): Promise<Team | null> {
    return this.repository.byKey(key);
  }

  byId(id: string): Promise<Team | null> {
    return this.repository.byId(id);
  }

  /** @throws Problem 422 when the key is taken. */
  async add(key: string, { name, calendar, members }: TeamChange): Promise<Team> {
    return this.db.transaction(async () => {
      const id = v7();
      if (!(await this.repository.insert({ id, key, name, calendar, createdAt: this.clock.now() })))
        throw invalid({ path: 'key', code: 'key-taken', message: 'belongs to another team' });
      await this.repository.setMembers(id, members);
      await this.facts.record({ name: 'team.added', subject: id, data: { members: [...members] } });
      return this.#known(id);
    });
  }

  async change(id: string, { name, calendar, members }: TeamChange): Promise<Team> {
    return this.db.transaction(async () => {
      const before = await this.#known(id);
      await this.repository.update(id, { name, calendar });
      await this.repository.setMembers(id, members);
      const after = await this.#known(id);
      const fields = (['name', 'calendar', 'members'] as const).filter((field) => !isSame(before[field], after[field]));
      const joined = after.members.filter((member) => !before.members.includes(member));
      const left = before.members.filter((member) => !after.members.includes(member));
      if (fields.length > 0)
        await this.facts.record({ name: 'team.changed', subject: id, data: { fields, joined, left } });
      return after;
    });
  }

  async #known(id: string): Promise<Team> {
    const team = await this.repository.byId(id);
    if (!team) throw Problem.notFound('team', id);
    return team;
  }
}

/** As PostgreSQL compares jsonb: the order of an object's fields says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
