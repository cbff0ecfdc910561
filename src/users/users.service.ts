import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '#platform/clock';
import { newToken } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem, Sessions, type UserRole } from '#platform/http';
import { Passwords } from './passwords.service.ts';
import type { UserAccount } from './user.entity.ts';
import { UsersRepository, type UserFilter } from './users.repository.ts';

/** A member of staff. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly language: 'fr' | 'en';
  readonly active: boolean;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly language?: 'fr' | 'en';
  /** Left out, one is made and given back once. */
  readonly password?: string;
}

/** Who works here, and what they may do. Every change is a fact. */
@Injectable()
export class UsersService {
  constructor(
    private readonly db: Database,
    private readonly repository: UsersRepository,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async byEmail(email: string): Promise<User | null> {
    const account = await this.repository.byEmail(email);
    return account && publicly(account);
  }

  async byId(id: string): Promise<User | null> {
    return (await this.byIds([id])).get(id) ?? null;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, User>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.repository.byIds(ids)).map((user) => [user.id, publicly(user)]));
  }

  /** Everyone, or those of a role or team; who left comes last. */
  async list(filter: UserFilter = {}): Promise<User[]> {
    return (await this.repository.list(filter)).map(publicly);
  }

  /** @throws Problem 422 when the address is taken. */
  async add({
    email,
    name,
    role,
    language = 'fr',
    password = newToken(),
  }: NewUser): Promise<{ user: User; password: string }> {
    const account: UserAccount = {
      id: v7(),
      email,
      name,
      role,
      language,
      theme: null,
      active: true,
      passwordHash: await this.passwords.hash(password),
      createdAt: this.clock.now(),
    };
    return this.db.transaction(async () => {
      if (!(await this.repository.insert(account)))
        throw invalid({ path: 'email', code: 'email-taken', message: 'belongs to another account' });
      await this.facts.record({ name: 'user.added', subject: account.id, data: { role } });
      return { user: publicly(account), password };
    });
  }

  async changeRole(id: string, role: UserRole): Promise<void> {
    await this.db.transaction(async () => {
      if (role !== 'admin') await this.#keepsAnAdmin(id);
      await this.#change(id, { role });
    });
  }

  /** Ends the person's access at once, wherever they are signed in. */
  async deactivate(id: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.#keepsAnAdmin(id);
      await this.#change(id, { active: false });
      await this.sessions.endAllOf(id);
    });
  }

  async activate(id: string): Promise<void> {
    await this.#change(id, { active: true });
  }

  /** A new password for who forgot theirs, given back once; ends their sessions. */
  async resetPassword(id: string): Promise<string> {
    const password = newToken();
    await this.#setPassword(id, password);
    return password;
  }

  /** @throws Problem 422 when the current password is wrong. */
  async changePassword(id: string, { current, next }: { current: string; next: string }): Promise<void> {
    const [account] = await this.repository.byIds([id]);
    if (!(await this.passwords.matches(account?.passwordHash ?? null, current)))
      throw invalid({ path: 'current', code: 'password-wrong', message: 'is not the current password' });
    await this.#setPassword(id, next);
  }

  async setPreferences(
    id: string,
    preferences: Partial<Pick<UserAccount, 'language' | 'theme' | 'name'>>,
  ): Promise<void> {
    await this.#change(id, preferences);
  }

  async #setPassword(id: string, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.db.transaction(async () => {
      await this.#change(id, { passwordHash });
      await this.sessions.endAllOf(id);
    });
  }

  async #change(id: string, change: Partial<UserAccount>): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.repository.update(id, change))) throw Problem.notFound('person', id);
      const fields = Object.keys(change).map((field) => (field === 'passwordHash' ? 'password' : field));
      const { role, active } = change;
      const data = { fields, ...(role && { role }), ...(active !== undefined && { active }) };
      await this.facts.record({ name: 'user.changed', subject: id, data });
    });
  }

  async #keepsAnAdmin(leaving: string): Promise<void> {
    const admins = await this.repository.lockAdmins();
    if (admins.length === 1 && admins[0] === leaving)
      throw Problem.conflict('last-admin', 'Somebody must be able to administer: name another administrator first.');
  }
}

function publicly({ id, email, name, role, language, active }: UserAccount): User {
  return { id, email, name, role, language, active };
}
