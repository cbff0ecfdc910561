import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { UserRole } from '#platform/http';
import { UserAccount } from './user.entity.ts';

export interface UserFilter {
  readonly role?: UserRole;
  readonly team?: string;
}

@Injectable()
export class UsersRepository {
  constructor(private readonly db: Database) {}

  async byIds(ids: readonly string[]): Promise<UserAccount[]> {
    return this.#find('u.id = any($1::uuid[])', [ids]);
  }

  async byEmail(email: string): Promise<UserAccount | null> {
    const [user] = await this.#find('u.email = $1::citext', [email]);
    return user ?? null;
  }

  /** Active people first, then by name. */
  async list({ role, team }: UserFilter): Promise<UserAccount[]> {
    return this.#find(
      `($1::text is null or u.role = $1)
       and ($2::uuid is null or exists (select from team_member m where m.user_id = u.id and m.team_id = $2))`,
      [role ?? null, team ?? null],
    );
  }

  /** False when the address is taken. */
  async insert(user: UserAccount): Promise<boolean> {
    const { count } = await this.db.run(
      `insert into user_account (id, email, name, password_hash, role, language, theme, active, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (email) do nothing`,
      [
        user.id,
        user.email,
        user.name,
        user.passwordHash,
        user.role,
        user.language,
        user.theme,
        user.active,
        user.createdAt,
      ],
    );
    return count === 1;
  }

  /** False when nobody has this id. */
  async update(id: string, change: Partial<Omit<UserAccount, 'id'>>): Promise<boolean> {
    const { affected } = await this.db.repository(UserAccount).update({ id }, change);
    return affected === 1;
  }

  /** Ids of those who may administer; locked, so that two cannot step down at once and leave nobody. */
  async lockAdmins(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `select id from user_account where role = 'admin' and active order by id for update`,
    );
    return rows.map(({ id }) => id);
  }

  async #find(condition: string, parameters: readonly unknown[]): Promise<UserAccount[]> {
    return this.db.query<UserAccount>(
      `select u.id, u.email::text, u.name, u.password_hash as "passwordHash", u.role, u.language, u.theme, u.active,
              u.created_at as "createdAt"
       from user_account u where ${condition} order by u.active desc, u.name, u.id`,
      parameters,
    );
  }
}
