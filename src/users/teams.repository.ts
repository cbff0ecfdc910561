import { Injectable } from '@nestjs/common';
import type { BusinessCalendar } from '#platform/calendar';
import { Database } from '#platform/database';
import { TeamRow } from './team.entity.ts';

/** People who work cases together, and the hours their promises are counted in. */
export interface Team {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly calendar: BusinessCalendar;
  /** Ids of the active people in it. */
  readonly members: readonly string[];
}

@Injectable()
export class TeamsRepository {
  constructor(private readonly db: Database) {}

  async all(): Promise<Team[]> {
    return this.#find('true', []);
  }

  async byKey(key: string): Promise<Team | null> {
    return (await this.#find('t.key = $1', [key]))[0] ?? null;
  }

  async byId(id: string): Promise<Team | null> {
    return (await this.#find('t.id = $1', [id]))[0] ?? null;
  }

  /** False when the key is taken. */
  async insert(team: TeamRow): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into team (id, key, name, calendar, created_at) values ($1, $2, $3, $4, $5) on conflict (key) do nothing`,
      [team.id, team.key, team.name, JSON.stringify(team.calendar), team.createdAt],
    );
    return count === 1;
  }

  async update(id: string, { name, calendar }: Pick<TeamRow, 'name' | 'calendar'>): Promise<void> {
    await this.db.repository(TeamRow).update({ id }, { name, calendar: calendar as object });
  }

  async setMembers(team: string, users: readonly string[]): Promise<void> {
    await this.db.query('delete from team_member where team_id = $1 and user_id <> all($2::uuid[])', [team, users]);
    await this.db.query(
      `insert into team_member (team_id, user_id) select $1, id from user_account where id = any($2::uuid[])
       on conflict do nothing`,
      [team, users],
    );
  }

  async #find(condition: string, parameters: readonly unknown[]): Promise<Team[]> {
    return this.db.query<Team>(
      `select t.id, t.key, t.name, t.calendar,
              array(select u.id from team_member m join user_account u on u.id = m.user_id
                    where m.team_id = t.id and u.active order by u.name, u.id) as members
       from team t where ${condition} order by t.name, t.id`,
      parameters,
    );
  }
}
